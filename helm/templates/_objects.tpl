{{/* Objects that both components have in the same form. All take: root, component (from the values), kind (server or client), namespace. */}}

{{- define "grpc-hello.object.serviceAccount" -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ include "grpc-hello.serviceAccount" (dict "component" .component) | toYaml }}
  namespace: {{ .namespace | toYaml }}
  labels:
    {{- include "grpc-hello.labels" (dict "root" .root "name" .component.name "component" .kind) | nindent 4 }}
  {{- with .component.serviceAccount.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
automountServiceAccountToken: false
{{- end }}

{{/* Counting what may be away, other than what must be there, never blocks a drain, however few pods there are. */}}
{{- define "grpc-hello.object.podDisruptionBudget" -}}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ .component.name | toYaml }}
  namespace: {{ .namespace | toYaml }}
  labels:
    {{- include "grpc-hello.labels" (dict "root" .root "name" .component.name "component" .kind) | nindent 4 }}
spec:
  maxUnavailable: {{ toYaml .component.podDisruptionBudget.maxUnavailable }}
  {{- if semverCompare ">=1.27-0" .root.Capabilities.KubeVersion.Version }}
  # A pod that is broken anyway must not hold a drain up.
  unhealthyPodEvictionPolicy: AlwaysAllow
  {{- end }}
  selector:
    matchLabels:
      {{- include "grpc-hello.selector" (dict "root" .root "name" .component.name) | nindent 6 }}
{{- end }}

{{/* Takes also: name (of the Deployment), version. */}}
{{- define "grpc-hello.object.autoscaler" -}}
{{- $scaling := .component.autoscaling -}}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ .name | toYaml }}
  namespace: {{ .namespace | toYaml }}
  labels:
    {{- include "grpc-hello.labels" (dict "root" .root "name" .component.name "component" .kind "version" .version) | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ .name | toYaml }}
  minReplicas: {{ int $scaling.minReplicas }}
  maxReplicas: {{ int $scaling.maxReplicas }}
  metrics:
    {{- toYaml $scaling.metrics | nindent 4 }}
  {{- with $scaling.behavior }}
  behavior:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
