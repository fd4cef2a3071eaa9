{{/* Namespace of the servers. */}}
{{- define "grpc-hello.server.namespace" -}}
{{ .Values.server.namespace | default .Release.Namespace }}
{{- end }}

{{/* Namespace of the client. */}}
{{- define "grpc-hello.client.namespace" -}}
{{ .Values.client.namespace.name | default .Release.Namespace }}
{{- end }}

{{/* What stands behind the name of a Service of the servers. */}}
{{- define "grpc-hello.server.domain" -}}
{{ include "grpc-hello.server.namespace" . }}.svc.{{ .Values.clusterDomain }}
{{- end }}

{{/* The full name of the servers' Service; a short one would mean another Service in another namespace. */}}
{{- define "grpc-hello.server.host" -}}
{{ .Values.server.name }}.{{ include "grpc-hello.server.domain" . }}
{{- end }}

{{/* The name whose DNS records are the servers that are ready. */}}
{{- define "grpc-hello.server.backends" -}}
{{ .Values.server.name }}-headless.{{ include "grpc-hello.server.domain" . }}
{{- end }}

{{/* Whether both run in one namespace, where two objects of a kind need two names: "true", or nothing. */}}
{{- define "grpc-hello.oneNamespace" -}}
{{- if eq (include "grpc-hello.server.namespace" .) (include "grpc-hello.client.namespace" .) }}true{{ end -}}
{{- end }}

{{/* Name of a component's ServiceAccount. Takes: component (server or client, from the values). */}}
{{- define "grpc-hello.serviceAccount" -}}
{{- $account := .component.serviceAccount -}}
{{ $account.name | default (ternary .component.name "default" $account.create) }}
{{- end }}

{{/* Name of the waypoint. */}}
{{- define "grpc-hello.waypoint" -}}
{{ .Values.server.name }}-waypoint
{{- end }}

{{/* Name of the Gateway. */}}
{{- define "grpc-hello.gateway" -}}
{{ .Values.server.name }}-gateway
{{- end }}

{{/* An image as Kubernetes wants it: the digest counts before the tag. Takes: root, image (from the values). */}}
{{- define "grpc-hello.image" -}}
{{- $image := .image -}}
{{ $image.repository }}{{ if $image.digest }}@{{ $image.digest }}{{ else }}:{{ $image.tag | default .root.Chart.AppVersion }}{{ end }}
{{- end }}
