{{/*
What a run must show: what the values ask for, else the shares of the versions, else what the mode promises. With one
server there is nothing to spread, and a load balancer that keeps to one server by a hash promises nothing.
*/}}
{{- define "grpc-hello.expectation" -}}
{{- $mode := include "grpc-hello.mode" . | fromYaml -}}
{{- if .Values.client.test.expect }}{{ .Values.client.test.expect }}
{{- else if eq (include "grpc-hello.mayHaveOneServer" .) "true" }}any
{{- else if dig "loadBalancer" "consistentHash" dict .Values.mesh.trafficPolicy }}any
{{- else if and $mode.istio (eq $mode.promise "balanced") (include "grpc-hello.weighted" .) -}}
weights:{{ include "grpc-hello.weights" . }}
{{- else }}{{ $mode.promise }}
{{- end }}
{{- end }}

{{/* Shares as the report writes them: l1=90,l2=10. */}}
{{- define "grpc-hello.weights" -}}
{{- $shares := list -}}
{{- range .Values.server.versions }}
{{- if gt (int .weight) 0 }}{{ $shares = append $shares (printf "%s=%d" .label (int .weight)) }}{{ end -}}
{{- end -}}
{{ join "," $shares }}
{{- end }}

{{/* How many servers there are at least. */}}
{{- define "grpc-hello.serverCount" -}}
{{- $scaling := .Values.server.autoscaling -}}
{{- $count := 0 -}}
{{- range .Values.server.versions -}}
{{- $count = add $count (ternary $scaling.minReplicas (include "grpc-hello.replicas" (dict "root" $ "version" .)) $scaling.enabled | int) -}}
{{- end -}}
{{ $count }}
{{- end }}

{{- define "grpc-hello.mayHaveOneServer" -}}
{{ lt (int (include "grpc-hello.serverCount" .)) 2 }}
{{- end }}
