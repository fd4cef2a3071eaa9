{{/* Labels that the chart selects by, Kiali groups by, or the mode sets: a JSON list of sentences. */}}
{{- define "grpc-hello.refusals.labels" -}}
{{- $problems := list -}}
{{- $values := .Values -}}
{{- range $where, $given := dict "labels" $values.labels "server.labels" $values.server.labels "server.podLabels" $values.server.podLabels "client.labels" $values.client.labels "client.podLabels" $values.client.podLabels "client.namespace.labels" $values.client.namespace.labels -}}
{{- range $key, $value := $given -}}
{{- if or (has $key (list "app" "version" "helm.sh/chart")) (hasPrefix "app.kubernetes.io/" $key) -}}
{{- $problems = append $problems (printf "%s has %s, which the chart sets itself; leave it out." $where $key) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $mode := include "grpc-hello.mode" . | fromYaml -}}
{{- range $component := list "server" "client" -}}
{{- $pods := dig "labels" dict (get $mode $component | default dict) -}}
{{- range $where, $given := dict "labels" $values.labels (printf "%s.podLabels" $component) (index $values $component "podLabels") -}}
{{- range $key, $value := $given -}}
{{- if and (hasKey $pods $key) (ne $value (get $pods $key)) (or (ne $where "labels") (eq $component "server")) -}}
{{- $problems = append $problems (printf "%s has %s: %s, but mesh.mode %s sets %s; leave it out." $where $key $value $values.mesh.mode (get $pods $key)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $inject := dig "annotations" "sidecar.istio.io/inject" "" (get $mode $component | default dict) -}}
{{- $given := get (index $values $component "podAnnotations") "sidecar.istio.io/inject" -}}
{{- if and $inject $given (ne $inject $given) -}}
{{- $problems = append $problems (printf "%s.podAnnotations has sidecar.istio.io/inject: %s, but mesh.mode %s sets %s; leave it out." $component $given $values.mesh.mode $inject) -}}
{{- end -}}
{{- end -}}
{{- toJson $problems -}}
{{- end }}
