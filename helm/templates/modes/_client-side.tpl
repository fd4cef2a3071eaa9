{{/* The client looks all servers up (headless Service) and goes round them itself. */}}
{{- define "grpc-hello.mode.client-side" -}}
promise: balanced
clientSettings:
  quarkus.grpc.clients.hello.host: dns:///{{ include "grpc-hello.server.backends" . }}:9000
  quarkus.grpc.clients.hello.load-balancing-policy: round_robin
{{- with .Values.mesh.clientSide.maxConnectionAge }}
serverEnvironment:
  hello.server.max-connection-age: {{ . | quote }}
{{- end }}
notes: The client dials every server (headless Service, dns:///) and goes round them (round_robin). No mesh is needed.
{{- end }}
