{{/*
Environment of a container. Takes: settings (list of {property, value or valueFrom}), given (properties that the
ConfigMap has, which must not be overruled behind the user's back), extra (the user's variables, which win).
*/}}
{{- define "grpc-hello.environment" -}}
{{- $taken := list -}}
{{- range .extra }}{{ $taken = append $taken .name }}{{ end -}}
{{- $given := .given -}}
{{- $variables := list -}}
{{- range .settings -}}
{{- $name := regexReplaceAll "[^A-Za-z0-9]" .property "_" | upper -}}
{{- if not (or (has $name $taken) (hasKey $given .property)) -}}
{{- $variables = append $variables (set (omit . "property") "name" $name) -}}
{{- end -}}
{{- end -}}
{{- toYaml (concat $variables .extra) }}
{{- end }}

{{/* Settings that both services get. Takes: component (from the values). */}}
{{- define "grpc-hello.environment.life" -}}
- property: quarkus.shutdown.delay
  value: {{ printf "%ds" (int .component.drainSeconds) }}
- property: quarkus.shutdown.timeout
  value: {{ printf "%ds" (int .component.shutdownTimeoutSeconds) }}
{{- end }}

{{/* Who a server is, for its answers. Takes: root, version. */}}
{{- define "grpc-hello.server.environment" -}}
{{- $root := .root -}}
{{- $mode := include "grpc-hello.mode" $root | fromYaml -}}
{{- $settings := include "grpc-hello.server.identity" .version | fromYamlArray -}}
{{- $life := include "grpc-hello.environment.life" (dict "component" $root.Values.server) | fromYamlArray -}}
{{- range $property, $value := $mode.serverEnvironment -}}
{{- $life = append $life (dict "property" $property "value" $value) -}}
{{- end -}}
{{- $traces := include "grpc-hello.traces.environment" (dict "root" $root "name" $root.Values.server.name "namespace" (include "grpc-hello.server.namespace" $root) "version" .version.label) | fromYamlArray -}}
{{- $given := dict -}}
{{- if not $root.Values.config.existing -}}
{{- range $own := list $root.Values.config.data .version.config -}}
{{- range $key, $value := $own }}{{ $_ := set $given $key $value }}{{ end -}}
{{- end -}}
{{- end -}}
{{- include "grpc-hello.environment" (dict "settings" (concat $settings $life $traces) "given" $given "extra" $root.Values.server.extraEnv) }}
{{- end }}

{{- define "grpc-hello.server.identity" -}}
- property: hello.pod
  valueFrom: {fieldRef: {fieldPath: metadata.name}}
- property: hello.version
  value: {{ .label | quote }}
- property: hello.node
  valueFrom: {fieldRef: {fieldPath: spec.nodeName}}
# Newer clusters copy this label from the node; elsewhere it is empty, which means nothing.
- property: hello.zone
  valueFrom: {fieldRef: {fieldPath: "metadata.labels['topology.kubernetes.io/zone']"}}
- property: hello.address
  valueFrom: {fieldRef: {fieldPath: status.podIP}}
{{- end }}

{{/*
What the report needs to know. A ConfigMap that is used as it is does not know what the mode dials, so that comes as
environment, too.
*/}}
{{- define "grpc-hello.client.environment" -}}
{{- $values := .Values -}}
{{- $mode := include "grpc-hello.mode" . | fromYaml -}}
{{- $settings := list
  (dict "property" "hello.mesh.mode" "value" $values.mesh.mode)
  (dict "property" "hello.report.backends.host" "value" (include "grpc-hello.server.backends" .)) -}}
{{- if $values.config.existing -}}
{{- range $property, $value := $mode.clientSettings -}}
{{- $settings = append $settings (dict "property" $property "value" $value) -}}
{{- end -}}
{{- end -}}
{{- $life := include "grpc-hello.environment.life" (dict "component" $values.client) | fromYamlArray -}}
{{- $traces := include "grpc-hello.traces.environment" (dict "root" . "name" $values.client.name "namespace" (include "grpc-hello.client.namespace" .) "version" $values.client.version) | fromYamlArray -}}
{{- $given := ternary dict $values.config.data (ne $values.config.existing "") -}}
{{- include "grpc-hello.environment" (dict "settings" (concat $settings $life $traces) "given" $given "extra" $values.client.extraEnv) }}
{{- end }}
