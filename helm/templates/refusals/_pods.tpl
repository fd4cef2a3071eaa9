{{/* What a pod could not have, or its test could never see: a JSON list of sentences. */}}
{{- define "grpc-hello.refusals.pods" -}}
{{- $problems := list -}}
{{- $values := .Values -}}
{{- range $component := list "server" "client" -}}
{{- range index $values $component "extraVolumes" -}}
{{- if eq .name "quarkus-config-volume" -}}
{{- $problems = append $problems (printf "%s.extraVolumes has quarkus-config-volume, which is the chart's own; name it differently, or use config.existing." $component) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $expect := $values.client.test.expect -}}
{{- if and $values.server.enabled (hasPrefix "weights:" $expect) -}}
{{- $labels := list -}}
{{- range $values.server.versions }}{{ $labels = append $labels .label }}{{ end -}}
{{- range splitList "," (trimPrefix "weights:" $expect) -}}
{{- $label := first (splitList "=" .) -}}
{{- if not (has $label $labels) -}}
{{- $problems = append $problems (printf "client.test.expect is %q, but no version has the label %q; the labels of server.versions are %s." $expect $label (join ", " $labels)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toJson $problems -}}
{{- end }}
