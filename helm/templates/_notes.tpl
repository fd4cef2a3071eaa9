{{/* What to try now, and what must then be seen, for exactly these values. */}}
{{- define "grpc-hello.notes" -}}
{{- $mode := include "grpc-hello.mode" . | fromYaml -}}
{{- $client := printf "kubectl -n %s exec deploy/%s -- curl -s" (include "grpc-hello.client.namespace" .) .Values.client.name -}}
{{ .Chart.Name }} {{ .Chart.Version }}, mesh.mode {{ .Values.mesh.mode }}
{{ $mode.notes }}

Wait until everything runs:
{{- if .Values.server.enabled }}
{{- range .Values.server.versions }}
  kubectl -n {{ include "grpc-hello.server.namespace" $ }} rollout status deploy/{{ $.Values.server.name }}-{{ .name }}
{{- end }}
{{- end }}
{{- if .Values.client.enabled }}
  kubectl -n {{ include "grpc-hello.client.namespace" . }} rollout status deploy/{{ .Values.client.name }}

Call the servers, as the article does; the answer is Hello:
  {{ $client }} http://localhost:8080/hello/grpc
{{- if .Values.server.enabled }}
See how many calls each server has got:
  kubectl -n {{ include "grpc-hello.server.namespace" . }} logs -l app={{ .Values.server.name }} -c custom-grpc-hello --tail=-1 --prefix | grep '(call ' | cut -d ' ' -f 1 | sort | uniq -c
{{- end }}

{{- $expectation := include "grpc-hello.expectation" . }}
{{- if hasPrefix "weights:" $expectation }}

Ask whether calls are spread as the weights say, and why not; the answer begins with BALANCED:
  {{ $client }} 'http://localhost:8080/hello/report?requests=auto&expect={{ $expectation }}'
{{- else }}

Ask whether calls are balanced, and why not; the answer begins with {{ include "grpc-hello.notes.verdict" . }}:
  {{ $client }} http://localhost:8080/hello/report
{{- end }}

Let that be checked, by {{ include "grpc-hello.notes.check" . }}:
  helm test {{ .Release.Name }} -n {{ .Release.Namespace }}

See it in a browser, at http://localhost:8080:
  kubectl -n {{ include "grpc-hello.client.namespace" . }} port-forward deploy/{{ .Values.client.name }} 8080:8080
{{- if .Values.observability.jaeger.enabled }}

See its traces in Jaeger, at http://localhost:16686/search?service={{ .Values.client.name }}.{{ include "grpc-hello.client.namespace" . }}:
  kubectl -n {{ .Release.Namespace }} port-forward svc/{{ .Values.observability.jaeger.name }} 16686:16686
{{- end }}
{{- else }}

The client is not part of this release. It finds the servers at {{ include "grpc-hello.server.host" . }}:9000.
{{- end }}
{{- if and .Values.mesh.gateway.enabled .Values.server.enabled }}

Call from outside the cluster:
{{- $gateway := .Values.mesh.gateway }}
{{- $options := "-plaintext" }}
{{- if eq $gateway.tls "SIMPLE" }}{{ $options = "-insecure" }}{{ end }}
{{- if eq $gateway.tls "MUTUAL" }}{{ $options = "-insecure -cert client.crt -key client.key" }}{{ end }}
  grpcurl -proto protos/helloworld.proto {{ $options }} -d '{"name":"test"}' {{ first $gateway.hosts }}:{{ int $gateway.port }} helloworld.Greeter/SayHello
The answer is Hello test.
{{- end }}
{{- end }}

{{/* What a report of numrequest calls will say. */}}
{{- define "grpc-hello.notes.verdict" -}}
{{- $settings := include "grpc-hello.client.settings" . | fromJson -}}
{{- $expectation := include "grpc-hello.expectation" . -}}
{{- $calls := include "grpc-hello.properties.text" (index $settings "numrequest") -}}
{{- $count := int (include "grpc-hello.serverCount" .) -}}
{{- if .Values.config.existing }}a verdict that {{ .Values.config.existing }} decides, if it has many calls: {{ $expectation | upper }}
{{- else if lt $count 2 }}UNDECIDED, because one server has nothing to share
{{- else if eq $expectation "any" }}its verdict
{{- else if and (regexMatch "^[0-9]+$" $calls) (lt (int $calls) (int (include "grpc-hello.notes.enough" (dict "count" $count "expectation" $expectation)))) -}}
UNDECIDED, because {{ $calls }} calls (numrequest) tell too little about {{ $count }} servers
{{- else }}{{ $expectation | upper }}
{{- end }}
{{- end }}

{{/*
How many calls rule chance out at 0.1 %, as docs/statistics.md has it: so many that an even spread would be seen to
miss no server, or to keep to one. Takes: count (of servers), expectation.
*/}}
{{- define "grpc-hello.notes.enough" -}}
{{- $factor := divf 1 .count -}}
{{- if ne .expectation "pinned" }}{{ $factor = subf 1 $factor }}{{ end -}}
{{- $chance := float64 .count -}}
{{- $enough := 0 -}}
{{- range until 1000 -}}
{{- if gt $chance 0.001 }}{{ $chance = mulf $chance $factor }}{{ $enough = add1 . }}{{ end -}}
{{- end -}}
{{ $enough }}
{{- end }}

{{- define "grpc-hello.notes.check" -}}
{{- $expectation := include "grpc-hello.expectation" . -}}
{{- if eq $expectation "any" }}making calls and printing the report
{{- else if hasPrefix "weights:" $expectation }}calls that must fit the {{ $expectation }}
{{- else }}calls that must be {{ $expectation }}
{{- end }}
{{- end }}
