{{/* What two objects would be called alike, or where nothing of this chart may be: a JSON list of sentences. */}}
{{- define "grpc-hello.refusals.names" -}}
{{- $problems := list -}}
{{- $server := .Values.server -}}
{{- $client := .Values.client -}}
{{- $mode := include "grpc-hello.mode" . | fromYaml -}}
{{- $meshes := list .Values.networkPolicy.controlPlaneNamespace .Values.mesh.serviceMeshMember.controlPlane.namespace -}}
{{- if and $server.enabled (or (regexMatch "^(kube|openshift)-" .Release.Namespace) (has .Release.Namespace $meshes)) -}}
{{- $problems = append $problems (printf "The namespace of the release is %q, which belongs to the cluster or to the mesh; install the servers into a namespace of their own (helm install -n)." .Release.Namespace) -}}
{{- end -}}
{{- $versions := list -}}
{{- if $server.enabled }}{{ range $server.versions }}{{ $versions = append $versions .name }}{{ end }}{{ end -}}
{{- if and $mode.waypoint (has "waypoint" $versions) -}}
{{- $problems = append $problems (printf "server.versions has a version with the name \"waypoint\", but the Deployment %s is what Istio makes of the waypoint; name the version differently." (include "grpc-hello.waypoint" .)) -}}
{{- end -}}
{{- if and $server.enabled $client.enabled (include "grpc-hello.oneNamespace" .) -}}
{{- $taken := dict (printf "%s-headless" $server.name) "the Service whose DNS records are the servers" -}}
{{- if $mode.waypoint }}{{ $_ := set $taken (include "grpc-hello.waypoint" .) "the waypoint" }}{{ end -}}
{{- range $versions }}{{ $_ := set $taken (printf "%s-%s" $server.name .) (printf "the Deployment of server.versions %s" .) }}{{ end -}}
{{- with get $taken $client.name -}}
{{- $problems = append $problems (printf "client.name is %q, but in one namespace that is %s; name the client differently." $client.name .) -}}
{{- end -}}
{{- range $server.versions -}}
{{- if and (eq .name "client") .config -}}
{{- $problems = append $problems (printf "server.versions has a version with the name \"client\" and a config, but in one namespace the ConfigMap %s-client is the client's; name the version differently." $.Values.config.name) -}}
{{- end -}}
{{- end -}}
{{- $account := include "grpc-hello.serviceAccount" (dict "component" $server) -}}
{{- if and $server.serviceAccount.create $client.serviceAccount.create (eq $account (include "grpc-hello.serviceAccount" (dict "component" $client))) -}}
{{- $problems = append $problems (printf "server.serviceAccount.name and client.serviceAccount.name are both %q in one namespace, and both are to be made; name them differently, or set client.serviceAccount.create to false." $account) -}}
{{- end -}}
{{- end -}}
{{- if .Values.config.existing -}}
{{- range $server.versions -}}
{{- if .config -}}
{{- $problems = append $problems (printf "config.existing is %q, which is used as it is, but server.versions gives %s a config; leave one out." $.Values.config.existing .name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toJson $problems -}}
{{- end }}
