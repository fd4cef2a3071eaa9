{{/* A proxy in every pod picks a server for each call. */}}
{{- define "grpc-hello.mode.istio-sidecar" -}}
promise: balanced
apis: [networking.istio.io]
istio: true
policiesAttachTo: selector
quitsProxy: true
server: {{ include "grpc-hello.sidecar" (dict "root" . "component" .Values.server) | fromYaml | toJson }}
client: {{ include "grpc-hello.sidecar" (dict "root" . "component" .Values.client "stats" .Values.mesh.sidecar.statsInclusionPrefixes) | fromYaml | toJson }}
notes: The proxy beside the client picks a server for each call. Pods show 2/2.
{{- end }}

{{/*
Labels and annotations of a pod with a proxy. Injection goes by label; the annotation is for OpenShift Service Mesh 2,
which knows no other way. Takes: root, component, stats.
*/}}
{{- define "grpc-hello.sidecar" -}}
{{- $mesh := .root.Values.mesh -}}
{{- $drainSeconds := add (int .component.drainSeconds) (int .component.shutdownTimeoutSeconds) -}}
{{- $config := dict "holdApplicationUntilProxyStarts" true "terminationDrainDuration" (printf "%ds" (int $drainSeconds)) -}}
{{- with .stats }}{{ $_ := set $config "proxyStatsMatcher" (dict "inclusionPrefixes" .) }}{{ end -}}
labels:
  sidecar.istio.io/inject: "true"
  {{- with $mesh.revision }}
  istio.io/rev: {{ . | quote }}
  {{- end }}
annotations:
  sidecar.istio.io/inject: "true"
  # The proxy is there before the first call and until the last one.
  proxy.istio.io/config: {{ toJson $config | quote }}
  {{- with $mesh.sidecar.logLevel }}
  sidecar.istio.io/logLevel: {{ . | quote }}
  {{- end }}
  {{- with $mesh.sidecar.componentLogLevel | default (ternary "pool:debug,misc:error" "" (ne $mesh.preset "")) }}
  sidecar.istio.io/componentLogLevel: {{ . | quote }}
  {{- end }}
{{- end }}
