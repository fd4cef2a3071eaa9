{{/* The components of this release that an object is made for each of, as a YAML list. */}}
{{- define "grpc-hello.components" -}}
{{- range list "server" "client" }}{{ if (index $.Values .).enabled }}- {{ . }}
{{ end }}{{ end -}}
{{- end }}

{{/* The head of an object of the Prometheus Operator for a component. Takes: root, kind, component, labels. */}}
{{- define "grpc-hello.monitoring.head" -}}
{{- $name := (index .root.Values .component).name -}}
apiVersion: {{ include "grpc-hello.apiVersion" (dict "root" .root "group" "monitoring.coreos.com") }}
kind: {{ .kind }}
metadata:
  name: {{ $name | toYaml }}
  namespace: {{ include (printf "grpc-hello.%s.namespace" .component) .root | toYaml }}
  labels:
    {{- include "grpc-hello.labels" (dict "root" .root "name" $name "component" .component "more" .labels) | nindent 4 }}
{{- end }}

{{/* What both kinds of monitors say about all pods. Takes: root, name (label app of the pods). */}}
{{- define "grpc-hello.monitor.pods" -}}
jobLabel: app
# Kiali and the dashboard go by them.
podTargetLabels:
  - app
  - version
  - app.kubernetes.io/name
  - app.kubernetes.io/version
selector:
  matchLabels:
    {{- include "grpc-hello.selector" . | nindent 4 }}
{{- end }}

{{/*
How metrics are read. A proxy that demands mTLS lets nobody in but at port 15020, where it passes the services' metrics
on together with its own. Takes: root, monitor (from the values), relabelings (the monitor's own).
*/}}
{{- define "grpc-hello.monitor.endpoint" -}}
{{- $mode := include "grpc-hello.mode" .root | fromYaml -}}
{{- $merged := and $mode.quitsProxy .root.Values.observability.metrics.annotations -}}
{{- $relabelings := .relabelings -}}
{{- if $merged -}}
{{- $relabelings = append $relabelings (dict "sourceLabels" (list "__address__") "regex" `(.+):\d+` "replacement" "$1:15020" "targetLabel" "__address__") -}}
{{- end -}}
{{- $relabelings = concat $relabelings .monitor.relabelings -}}
path: {{ ternary "/stats/prometheus" "/q/metrics" (not (not $merged)) }}
# The label version of a backend's calls is the backend's, not that of the pod that counted them.
honorLabels: true
{{- with .monitor.interval }}
interval: {{ . }}
{{- end }}
{{- with $relabelings }}
relabelings:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- if $merged }}
# The proxy's own are the business of the mesh's monitors; read twice, they would count double in Kiali.
metricRelabelings:
  - sourceLabels:
      - __name__
    regex: (envoy|istio)_.+
    action: drop
{{- end }}
{{- end }}
