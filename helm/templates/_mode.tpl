{{/*
What the mode implies, as a map; one file in modes/ for each mode defines "grpc-hello.mode.<name>" with these keys,
all but promise optional:

  promise             balanced or pinned: what a run of calls in a row will show
  apis                groups of APIs that the cluster must have
  istio               true: the objects in mesh/ are made
  policiesAttachTo    selector (a proxy in each pod) or service (a waypoint)
  serviceLabels       labels of the servers' Service
  server, client      labels and annotations of the pods
  serverEnvironment   settings of the servers
  clientSettings      settings of the client
  quitsProxy          true: a pod that ends has to tell its proxy
  notes               what is special, for NOTES.txt
*/}}
{{- define "grpc-hello.mode" -}}
{{- include (printf "grpc-hello.mode.%s" .Values.mesh.mode) . }}
{{- end }}
