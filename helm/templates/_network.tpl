{{/* Peers and ports that both NetworkPolicies speak of. */}}

{{/* Pods of the other namespace, by component. Takes: root, namespace, components (list). */}}
{{- define "grpc-hello.network.pods" -}}
- namespaceSelector:
    matchLabels:
      kubernetes.io/metadata.name: {{ .namespace | toYaml }}
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
      kubernetes.io/metadata.name: {{ . | toYaml }}
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

{{/* Ports by which others read metrics and health, or call the client: its own, and the one that the mesh adds. */}}
{{- define "grpc-hello.network.httpPorts" -}}
{{- $mode := include "grpc-hello.mode" . | fromYaml -}}
{{- $ports := list 8080 -}}
{{- if $mode.quitsProxy }}{{ $ports = append $ports 15020 }}{{ end -}}
{{- if eq ($mode.policiesAttachTo | default "") "service" }}{{ $ports = append $ports 15008 }}{{ end -}}
{{- include "grpc-hello.network.ports" $ports }}
{{- end }}

{{/*
The kubelet, where an ambient mesh gives its probes an address of their own, which plugins that let every node in do
not know (istio.io, "Ambient and Kubernetes NetworkPolicy"). A rule of a policy's ingress, or nothing.
*/}}
{{- define "grpc-hello.network.probes" -}}
{{- $mode := include "grpc-hello.mode" . | fromYaml -}}
{{- if eq ($mode.policiesAttachTo | default "") "service" -}}
- from:
    - ipBlock:
        cidr: 169.254.7.127/32
    - ipBlock:
        cidr: fd16:9254:7127:1337:ffff:ffff:ffff:ffff/128
{{- end -}}
{{- end }}

{{/* Ports by which calls reach a server: its own, and the tunnel of an ambient mesh. */}}
{{- define "grpc-hello.network.callPorts" -}}
{{- $mode := include "grpc-hello.mode" . | fromYaml -}}
{{- include "grpc-hello.network.ports" (ternary (list 9000 15008) (list 9000) (eq ($mode.policiesAttachTo | default "") "service")) }}
{{- end }}
