{{/* A plain Service: Kubernetes picks a server once for each connection. */}}
{{- define "grpc-hello.mode.none" -}}
promise: pinned
notes: Kubernetes balances connections, not calls. This client keeps one connection, so one server gets everything.
{{- end }}
