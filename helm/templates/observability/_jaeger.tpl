{{/* Full name of the Jaeger of this chart. */}}
{{- define "grpc-hello.jaeger.host" -}}
{{ .Values.observability.jaeger.name }}.{{ .Release.Namespace }}.svc.{{ .Values.clusterDomain }}
{{- end }}

{{/* Ports for spans, and the page; a mesh goes by the beginnings of the names. */}}
{{- define "grpc-hello.jaeger.ports" -}}
- {name: grpc-otlp, port: 4317, protocol: TCP}
- {name: http-otlp, port: 4318, protocol: TCP}
- {name: http-thrift, port: 14268, protocol: TCP}
- {name: udp-compact, port: 6831, protocol: UDP}
- {name: udp-binary, port: 6832, protocol: UDP}
- {name: http-query, port: 16686, protocol: TCP}
{{- end }}

{{/* Those for spans, as a NetworkPolicy writes them. */}}
{{- define "grpc-hello.jaeger.policyPorts" -}}
{{- $ports := list -}}
{{- range include "grpc-hello.jaeger.ports" . | fromYamlArray -}}
{{- if ne .name "http-query" }}{{ $ports = append $ports (dict "port" (int .port) "protocol" .protocol) }}{{ end -}}
{{- end -}}
{{- toYaml $ports }}
{{- end }}

{{/* The head of an object of Jaeger. Takes: root, apiVersion, kind. */}}
{{- define "grpc-hello.jaeger.head" -}}
{{- $name := .root.Values.observability.jaeger.name -}}
apiVersion: {{ .apiVersion }}
kind: {{ .kind }}
metadata:
  name: {{ $name | toYaml }}
  namespace: {{ .root.Release.Namespace | toYaml }}
  labels:
    {{- include "grpc-hello.labels" (dict "root" .root "name" $name "component" "jaeger") | nindent 4 }}
{{- end }}
