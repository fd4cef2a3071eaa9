{{/* What the mesh would not do, or not as asked: a JSON list of sentences. */}}
{{- define "grpc-hello.refusals.mesh" -}}
{{- $problems := list -}}
{{- $mesh := .Values.mesh -}}
{{- $server := .Values.server -}}
{{- $gateway := $mesh.gateway -}}
{{- $tls := dig "tls" "mode" "" $mesh.trafficPolicy -}}
{{- if and (eq $tls "DISABLE") (eq $mesh.mode "istio-sidecar") -}}
{{- $strict := list -}}
{{- if eq $mesh.mtls "STRICT" }}{{ $strict = append $strict "mesh.mtls: STRICT" }}{{ end -}}
{{- if $mesh.authorization.enabled }}{{ $strict = append $strict "mesh.authorization.enabled" }}{{ end -}}
{{- if $strict -}}
{{- $problems = append $problems (printf "mesh.trafficPolicy.tls.mode is DISABLE, so that the client sends plain text, but mTLS is needed for %s; leave one out." (join ", " $strict)) -}}
{{- end -}}
{{- end -}}
{{- if and (eq $tls "ISTIO_MUTUAL") (eq $mesh.mtls "DISABLE") -}}
{{- $problems = append $problems "mesh.mtls is DISABLE, but mesh.trafficPolicy.tls.mode is ISTIO_MUTUAL, which the servers would not understand; leave one out." -}}
{{- end -}}
{{- if and $gateway.enabled (not $gateway.selector) -}}
{{- $problems = append $problems "mesh.gateway.selector is empty, which means every gateway of the mesh; name the labels of the gateway's pods." -}}
{{- end -}}
{{- if $gateway.enabled -}}
{{- $own := include "grpc-hello.server.host" . -}}
{{- range $host := $gateway.hosts -}}
{{- if eq $host $own -}}
{{- $problems = append $problems (printf "mesh.gateway.hosts has %q, the servers' own name, which the VirtualService has anyway, and Istio wants once; leave it out." $host) -}}
{{- end -}}
{{- range $other := append $gateway.hosts $own -}}
{{- if and (hasPrefix "*." $host) (ne $host $other) (hasSuffix (trimPrefix "*" $host) $other) -}}
{{- $problems = append $problems (printf "mesh.gateway.hosts has %q, which covers %q, and Istio takes each host once; leave one out." $host $other) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and $gateway.enabled $gateway.route.enabled -}}
{{- range $gateway.hosts -}}
{{- if hasPrefix "*." . -}}
{{- $problems = append $problems (printf "mesh.gateway.route.enabled is true, but mesh.gateway.hosts has %q, and a Route is for one host; name the hosts one by one, or use no Route." .) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if $server.enabled -}}
{{- range $server.versions -}}
{{- if and .weight (eq (include "grpc-hello.replicas" (dict "root" $ "version" .)) "0") (not $server.autoscaling.enabled) -}}
{{- $problems = append $problems (printf "server.versions gives %s a weight of %d, but no replicas, so that these calls would fail; give it weight 0, or replicas." .name (int .weight)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $only := dict "mesh.clientSide.maxConnectionAge" (list "client-side" $mesh.clientSide.maxConnectionAge) "mesh.sidecar.logLevel" (list "istio-sidecar" $mesh.sidecar.logLevel) "mesh.sidecar.componentLogLevel" (list "istio-sidecar" $mesh.sidecar.componentLogLevel) -}}
{{- range $wish, $given := $only -}}
{{- if and (last $given) (ne (first $given) $mesh.mode) -}}
{{- $problems = append $problems (printf "%s is %q, but mesh.mode is %s, which has no use for it; leave it out, or set mesh.mode to %s." $wish (last $given) $mesh.mode (first $given)) -}}
{{- end -}}
{{- end -}}
{{- toJson (concat $problems (include "grpc-hello.refusals.ambient" . | fromJsonArray)) -}}
{{- end }}

{{- define "grpc-hello.refusals.ambient" -}}
{{- $problems := list -}}
{{- $mesh := .Values.mesh -}}
{{- if eq $mesh.mode "istio-ambient" -}}
{{- if eq $mesh.mtls "DISABLE" -}}
{{- $problems = append $problems "mesh.mtls is DISABLE, but an ambient mesh always encrypts and ignores that; leave it out." -}}
{{- end -}}
{{- if $mesh.serviceMeshMember.enabled -}}
{{- $problems = append $problems "mesh.serviceMeshMember.enabled is true, but OpenShift Service Mesh 2 has no ambient mode; set mesh.mode to istio-sidecar, or leave the membership out." -}}
{{- end -}}
{{- if not $mesh.waypoint.enabled -}}
{{- $asked := list -}}
{{- range $wish, $value := dict "mesh.tracing.provider" $mesh.tracing.provider "mesh.accessLog.provider" $mesh.accessLog.provider "mesh.metrics.provider" $mesh.metrics.provider -}}
{{- if $value }}{{ $asked = append $asked $wish }}{{ end -}}
{{- end -}}
{{- if not $mesh.gateway.enabled -}}
{{- range $wish, $value := dict "mesh.preset" $mesh.preset "mesh.trafficPolicy" $mesh.trafficPolicy "mesh.route" $mesh.route "the weights of server.versions" (include "grpc-hello.weighted" .) -}}
{{- if $value }}{{ $asked = append $asked $wish }}{{ end -}}
{{- end -}}
{{- end -}}
{{- if $asked -}}
{{- $problems = append $problems (printf "mesh.waypoint.enabled is false, but without a waypoint an ambient mesh ignores %s; set mesh.waypoint.enabled to true, or leave that out." (join ", " $asked)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toJson $problems -}}
{{- end }}
