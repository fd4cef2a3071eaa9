{{/* What the mesh's objects begin with, when they are made: in the servers' release. "true", or nothing. */}}
{{- define "grpc-hello.mesh.made" -}}
{{- $mode := include "grpc-hello.mode" . | fromYaml -}}
{{- if and $mode.istio .Values.server.enabled }}true{{ end -}}
{{- end }}

{{/* The head of an object beside the servers. Takes: root, group, kind, name. */}}
{{- define "grpc-hello.mesh.head" -}}
apiVersion: {{ include "grpc-hello.apiVersion" (dict "root" .root "group" .group) }}
kind: {{ .kind }}
metadata:
  name: {{ .name | toYaml }}
  namespace: {{ include "grpc-hello.server.namespace" .root | toYaml }}
  labels:
    {{- include "grpc-hello.labels" (dict "root" .root "name" .root.Values.server.name "component" "server") | nindent 4 }}
{{- end }}

{{/* "weights" when the versions say which share of the calls they get; nothing otherwise. */}}
{{- define "grpc-hello.weighted" -}}
{{- range .Values.server.versions }}{{ if hasKey . "weight" }}weights{{ break }}{{ end }}{{ end -}}
{{- end }}
