{{/* Where the services' spans go: otlp, jaeger, console or none. */}}
{{- define "grpc-hello.traces.exporter" -}}
{{- $observability := .Values.observability -}}
{{- $hasTarget := or (ne $observability.traces.endpoint "") $observability.jaeger.enabled -}}
{{ $observability.traces.exporter | default (ternary "otlp" "none" $hasTarget) }}
{{- end }}

{{/* The collector, as the exporter wants it: the given one, else the Jaeger of this chart, else nothing. */}}
{{- define "grpc-hello.traces.endpoint" -}}
{{- $observability := .Values.observability -}}
{{- if $observability.traces.endpoint }}{{ $observability.traces.endpoint }}
{{- else if $observability.jaeger.enabled -}}
{{- $host := include "grpc-hello.jaeger.host" . -}}
{{- if eq (include "grpc-hello.traces.exporter" .) "jaeger" }}{{ $host }}:6832
{{- else }}http://{{ $host }}:{{ ternary 4317 4318 (eq $observability.traces.protocol "grpc") }}
{{- end }}
{{- end }}
{{- end }}

{{/*
The standard variables of OpenTelemetry, as settings for "grpc-hello.environment". Takes: root, name (label app),
namespace, version (its label).
*/}}
{{- define "grpc-hello.traces.environment" -}}
{{- $traces := .root.Values.observability.traces -}}
{{- $exporter := include "grpc-hello.traces.exporter" .root -}}
{{- if eq $traces.exporter "none" }}
# Even where somebody else puts an endpoint into the pod.
- {property: otel.traces.exporter, value: none}
{{- else if ne $exporter "none" }}
{{- $endpoint := include "grpc-hello.traces.endpoint" .root }}
# Those that the resource attributes are made of come before them.
- property: k8s.pod.name
  valueFrom: {fieldRef: {fieldPath: metadata.name}}
- property: k8s.node.name
  valueFrom: {fieldRef: {fieldPath: spec.nodeName}}
# Kiali looks for <app>.<namespace>.
- property: otel.service.name
  value: {{ printf "%s.%s" .name .namespace | quote }}
- property: otel.resource.attributes
  value: {{ include "grpc-hello.traces.resource" . | quote }}
- property: otel.traces.exporter
  value: {{ $exporter }}
{{- if eq $exporter "otlp" }}
- property: otel.exporter.otlp.protocol
  value: {{ $traces.protocol }}
- property: otel.exporter.otlp.endpoint
  value: {{ $endpoint | quote }}
{{- else if regexMatch "^https?://" $endpoint }}
- property: otel.exporter.jaeger.endpoint
  value: {{ $endpoint | quote }}
{{- else if eq $exporter "jaeger" }}
{{- $parts := splitList ":" $endpoint }}
- property: otel.exporter.jaeger.agent.host
  value: {{ first $parts | quote }}
- property: otel.exporter.jaeger.agent.port
  value: {{ index (append $parts "6832") 1 | quote }}
{{- end }}
- property: otel.traces.sampler
  value: {{ $traces.sampler }}
{{- if ne (toString $traces.samplerArgument) "" }}
- property: otel.traces.sampler.arg
  value: {{ toString $traces.samplerArgument | quote }}
{{- end }}
- property: otel.propagators
  value: {{ join "," $traces.propagators | quote }}
{{- end }}
{{- end }}

{{/* Who sends a span. Kiali finds the pod by hostname alone. Takes the same. */}}
{{- define "grpc-hello.traces.resource" -}}
{{- $container := "custom-grpc-hello" -}}
{{- $attributes := dict
  "service.version" .version
  "service.instance.id" (printf "%s.$(K8S_POD_NAME).%s" .namespace $container)
  "k8s.namespace.name" .namespace
  "k8s.pod.name" "$(K8S_POD_NAME)"
  "k8s.node.name" "$(K8S_NODE_NAME)"
  "k8s.container.name" $container
  "hostname" "$(K8S_POD_NAME)" -}}
{{- $pairs := list -}}
{{- range $key, $value := merge (dict) .root.Values.observability.traces.resourceAttributes $attributes -}}
{{- $pairs = append $pairs (printf "%s=%s" $key $value) -}}
{{- end -}}
{{ join "," $pairs }}
{{- end }}

{{/* What pods may send spans to besides networkPolicy.telemetryPorts: rules of a policy's egress, or nothing. */}}
{{- define "grpc-hello.traces.egress" -}}
{{- if .Values.observability.jaeger.enabled }}
- to:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: {{ .Release.Namespace | toYaml }}
      podSelector:
        matchLabels:
          {{- include "grpc-hello.selector" (dict "root" . "name" .Values.observability.jaeger.name) | nindent 10 }}
  ports:
    {{- include "grpc-hello.jaeger.policyPorts" . | nindent 4 }}
{{- end }}
{{- with include "grpc-hello.traces.ownPort" . | fromYaml }}
- ports:
    - {{ toJson . }}
{{- end }}
{{- end }}

{{/* Port of a collector that the values name, unless the policy has it anyway. */}}
{{- define "grpc-hello.traces.ownPort" -}}
{{- $endpoint := .Values.observability.traces.endpoint -}}
{{- if and $endpoint (has (include "grpc-hello.traces.exporter" .) (list "otlp" "jaeger")) -}}
{{- $url := urlParse $endpoint -}}
{{- $isUrl := regexMatch "^https?://" $endpoint -}}
{{- $given := trimPrefix ":" (regexFind ":[0-9]+$" (ternary $url.host $endpoint $isUrl)) -}}
{{- $usual := ternary (ternary 443 80 (hasPrefix "https" $endpoint)) 6832 $isUrl -}}
{{- $port := int ($given | default $usual) -}}
{{- $allowed := list -}}
{{- range .Values.networkPolicy.telemetryPorts }}{{ $allowed = append $allowed (int .) }}{{ end -}}
{{- if not (and $isUrl (has $port $allowed)) -}}
{{ dict "port" $port "protocol" (ternary "TCP" "UDP" $isUrl) | toYaml }}
{{- end -}}
{{- end -}}
{{- end }}
