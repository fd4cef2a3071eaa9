{{/* The node's proxy encrypts; only a waypoint sees single calls and balances them. */}}
{{- define "grpc-hello.mode.istio-ambient" -}}
{{- $waypoint := .Values.mesh.waypoint.enabled -}}
istio: true
policiesAttachTo: service
server: &ambient
  labels:
    istio.io/dataplane-mode: ambient
client: *ambient
{{- if $waypoint }}
promise: balanced
apis: [networking.istio.io, gateway.networking.k8s.io]
waypoint: true
serviceLabels:
  istio.io/use-waypoint: {{ include "grpc-hello.waypoint" . | toYaml }}
  {{- if .Values.mesh.gateway.enabled }}
  istio.io/ingress-use-waypoint: "true"
  {{- end }}
notes: The waypoint picks a server for each call; it is a Deployment that the mesh makes in the servers' namespace.
{{- else }}
promise: pinned
apis: [networking.istio.io]
notes: Without a waypoint an ambient mesh balances connections, not calls, so one server gets everything.
{{- end }}
{{- end }}
