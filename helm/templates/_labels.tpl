{{/*
Labels by which pods are selected; they never depend on the mode. Takes: root, name.
*/}}
{{- define "grpc-hello.selector" -}}
app: {{ .name | toYaml }}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
{{- end }}

{{/*
Labels of an object. Takes: root, name, component, and perhaps version, more (maps that may be nil).
Kiali wants app = app.kubernetes.io/name and version = app.kubernetes.io/version, other than charts usually have them.
*/}}
{{- define "grpc-hello.labels" -}}
{{- $labels := include "grpc-hello.podLabels" . | fromYaml -}}
{{- $_ := set $labels "helm.sh/chart" (printf "%s-%s" .root.Chart.Name .root.Chart.Version) -}}
{{- $_ := set $labels "app.kubernetes.io/managed-by" .root.Release.Service -}}
{{- toYaml $labels }}
{{- end }}

{{/* Labels of a pod, which do not change with the chart: that would restart it. Takes the same. */}}
{{- define "grpc-hello.podLabels" -}}
{{- $labels := dict -}}
{{- range $more := list .root.Values.labels .more .modeLabels -}}
{{- range $key, $value := $more }}{{ $_ := set $labels $key $value }}{{ end -}}
{{- end -}}
{{- range $key, $value := include "grpc-hello.selector" . | fromYaml }}{{ $_ := set $labels $key $value }}{{ end -}}
{{- $_ := set $labels "app.kubernetes.io/name" .name -}}
{{- $_ := set $labels "app.kubernetes.io/component" .component -}}
{{- $_ := set $labels "app.kubernetes.io/part-of" .root.Chart.Name -}}
{{- with .version -}}
{{- $_ := set $labels "version" . -}}
{{- $_ := set $labels "app.kubernetes.io/version" . -}}
{{- end -}}
{{- toYaml $labels }}
{{- end }}
