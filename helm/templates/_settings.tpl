{{/*
What application.properties holds, as a map: the host of the servers, what the mode adds, then what the values say.
Keys are set one by one: merging maps would take 0, false and "" for nothing. Takes: root, and maps that may be nil:
added, own.
*/}}
{{- define "grpc-hello.settings" -}}
{{- $settings := dict "quarkus.grpc.clients.hello.host" (include "grpc-hello.server.host" .root) -}}
{{- range $more := list .added .root.Values.config.data .own -}}
{{- range $key, $value := $more }}{{ $_ := set $settings $key $value }}{{ end -}}
{{- end -}}
{{- toJson $settings }}
{{- end }}

{{/* Settings of the servers; those of a version differ if it says so. Takes: root, own (of the version). */}}
{{- define "grpc-hello.server.settings" -}}
{{- include "grpc-hello.settings" (dict "root" .root "own" .own) }}
{{- end }}

{{/* Settings of the client, with what the mode needs to dial. */}}
{{- define "grpc-hello.client.settings" -}}
{{- $mode := include "grpc-hello.mode" . | fromYaml -}}
{{- include "grpc-hello.settings" (dict "root" . "added" $mode.clientSettings) }}
{{- end }}

{{/* Name of the ConfigMap of a version. Takes: root, version. */}}
{{- define "grpc-hello.server.configMap" -}}
{{- $config := .root.Values.config -}}
{{- if $config.existing }}{{ $config.existing }}
{{- else if .version.config }}{{ $config.name }}-{{ .version.name }}
{{- else }}{{ $config.name }}
{{- end }}
{{- end }}

{{/* Name of the client's ConfigMap. */}}
{{- define "grpc-hello.client.configMap" -}}
{{- $config := .Values.config -}}
{{- if $config.existing }}{{ $config.existing }}
{{- else if include "grpc-hello.oneNamespace" . }}{{ $config.name }}-client
{{- else }}{{ $config.name }}
{{- end }}
{{- end }}

{{/* A ConfigMap. Takes: root, name, namespace, owner (name of the component), component, settings (JSON). */}}
{{- define "grpc-hello.configMap" -}}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .name | toYaml }}
  namespace: {{ .namespace | toYaml }}
  labels:
    {{- include "grpc-hello.labels" (dict "root" .root "name" .owner "component" .component) | nindent 4 }}
data:
  application.properties: |
    {{- include "grpc-hello.properties" (fromJson .settings) | nindent 4 }}
{{- end }}
