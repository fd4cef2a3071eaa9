{{/* Peers and ports that both NetworkPolicies speak of. */}}

{{/* Pods of the other namespace, by component. Takes: root, namespace, components (list). */}}
{{- define "grpc-hello.network.pods" -}}
- namespaceSelector:
    matchLabels:
      kubernetes.io/metadata.name: {{ .namespace }}
  podSelector:
    matchLabels:
      app.kubernetes.io/part-of: {{ .root.Chart.Name }}
    matchExpressions:
      - key: app.kubernetes.io/component
        operator: In
        values:
          {{- toYaml .components | nindent 10 }}
{{- end }}

{{- define "grpc-hello.network.namespace" -}}
- namespaceSelector:
    matchLabels:
      kubernetes.io/metadata.name: {{ . }}
{{- end }}

{{/* Takes: list of port numbers, all TCP. */}}
{{- define "grpc-hello.network.ports" -}}
{{- $ports := list -}}
{{- range . }}{{ $ports = append $ports (dict "port" (int .) "protocol" "TCP") }}{{ end -}}
{{- toYaml $ports }}
{{- end }}

{{/* What every pod may call: names, collectors, and the control plane of the mesh. */}}
{{- define "grpc-hello.network.egress" -}}
{{- $policy := .Values.networkPolicy -}}
{{- $mode := include "grpc-hello.mode" . | fromYaml -}}
- ports:
    {{- range $policy.dnsPorts }}
    - port: {{ int . }}
      protocol: UDP
    - port: {{ int . }}
      protocol: TCP
    {{- end }}
{{- with $policy.telemetryPorts }}
- ports:
    {{- include "grpc-hello.network.ports" . | nindent 4 }}
{{- end }}
{{- include "grpc-hello.traces.egress" . }}
{{- if $mode.quitsProxy }}
- to:
    {{- include "grpc-hello.network.namespace" $policy.controlPlaneNamespace | nindent 4 }}
  ports:
    # xDS and certificates.
    {{- include "grpc-hello.network.ports" (list 15012) | nindent 4 }}
{{- end }}
{{- end }}

{{/* Ports by which calls reach a server: its own, and the tunnel of an ambient mesh. */}}
{{- define "grpc-hello.network.callPorts" -}}
{{- $mode := include "grpc-hello.mode" . | fromYaml -}}
{{- include "grpc-hello.network.ports" (ternary (list 9000 15008) (list 9000) (eq ($mode.policiesAttachTo | default "") "service")) }}
{{- end }}
