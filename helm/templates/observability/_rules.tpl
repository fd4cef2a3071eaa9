{{/* The series of a component, as a selector. Takes: root, component, and perhaps more (further matchers). */}}
{{- define "grpc-hello.rules.series" -}}
{namespace={{ include (printf "grpc-hello.%s.namespace" .component) .root | quote }},app_kubernetes_io_name={{ (index .root.Values .component).name | quote }}{{ with .more }},{{ . }}{{ end }}}
{{- end }}

{{/* The rules of the servers: who gets how many calls, and who gets none. A YAML list. */}}
{{- define "grpc-hello.rules.server" -}}
{{- $rules := .Values.observability.rules -}}
{{- $window := $rules.window -}}
{{- $all := include "grpc-hello.rules.series" (dict "root" . "component" "server") -}}
{{- $calls := include "grpc-hello.rules.series" (dict "root" . "component" "server" "more" `grpc_service="helloworld.Greeter"`) -}}
{{- $rate := printf "pod:grpc_server_started:rate%s%s" $window $all -}}
# Calls per second of each pod; a pod that never got one counts as 0.
- record: pod:grpc_server_started:rate{{ $window }}
  expr: |-
    sum by (namespace, app_kubernetes_io_name, pod) (rate(grpc_server_started_total{{ $calls }}[{{ $window }}]))
    or
    0 * sum by (namespace, app_kubernetes_io_name, pod) (hello_server_connections_open{{ $all }})
- record: app:grpc_server_started:rate{{ $window }}
  expr: sum by (namespace, app_kubernetes_io_name) ({{ $rate }})
# The share of each pod, from 0 to 1.
- record: pod:grpc_server_started:share{{ $window }}
  expr: |-
    {{ $rate }}
    / on (namespace, app_kubernetes_io_name) group_left ()
    (app:grpc_server_started:rate{{ $window }}{{ $all }} > 0)
# Jain's index, from 1/n (one of n pods gets all) to 1 (all get the same): (Σx)² / (n · Σx²).
- record: app:grpc_server_started:fairness{{ $window }}
  expr: |-
    app:grpc_server_started:rate{{ $window }}{{ $all }} ^ 2
    /
    (
      count by (namespace, app_kubernetes_io_name) ({{ $rate }})
      *
      (sum by (namespace, app_kubernetes_io_name) ({{ $rate }} ^ 2) > 0)
    )
{{ include "grpc-hello.rules.errorRatio" (dict "root" . "component" "server") }}
{{- if and $rules.pinned.enabled (not (include "grpc-hello.rules.oneVersionHasAll" .)) }}
- alert: GrpcCallsPinned
  expr: |-
    pod:grpc_server_started:share{{ $window }}{{ $all }} >= {{ toJson $rules.pinned.share }}
    and on (namespace, app_kubernetes_io_name)
    count by (namespace, app_kubernetes_io_name) ({{ $rate }}) > 1
    and on (namespace, app_kubernetes_io_name)
    app:grpc_server_started:rate{{ $window }}{{ $all }} > {{ toJson $rules.minimumCallsPerSecond }}
  for: {{ $rules.pinned.for }}
  {{- with $rules.alertLabels }}
  labels:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  annotations:
    summary: {{ `{{ $labels.pod }} gets all calls to {{ $labels.app_kubernetes_io_name }}.{{ $labels.namespace }}; the other pods get none.` | quote }}
    description: {{ printf "%s %s" (include "grpc-hello.rules.remedy" .) (include "grpc-hello.rules.ask" .) | quote }}
{{- end }}
{{ include "grpc-hello.rules.errorAlert" (dict "root" . "component" "server" "alert" "GrpcCallsFailing" "advice" "See what its logs say.") }}
{{- end }}

{{/* The rules of the client: calls that fail before a server sees them are seen here alone. A YAML list. */}}
{{- define "grpc-hello.rules.client" -}}
{{- $window := .Values.observability.rules.window -}}
{{- $calls := include "grpc-hello.rules.series" (dict "root" . "component" "client" "more" `grpc_service="helloworld.Greeter"`) -}}
- record: app:grpc_client_started:rate{{ $window }}
  expr: sum by (namespace, app_kubernetes_io_name) (rate(grpc_client_started_total{{ $calls }}[{{ $window }}]))
{{ include "grpc-hello.rules.errorRatio" (dict "root" . "component" "client") }}
{{ include "grpc-hello.rules.errorAlert" (dict "root" . "component" "client" "alert" "GrpcClientCallsFailing" "advice" "Are the servers ready, and do policies let the client reach them?") }}
{{- end }}

{{/* The share of calls that end with another status than OK; 0 where all are OK. Takes: root, component. */}}
{{- define "grpc-hello.rules.errorRatio" -}}
{{- $window := .root.Values.observability.rules.window -}}
{{- $handled := printf "grpc_%s_handled_total" .component -}}
{{- $calls := include "grpc-hello.rules.series" (merge (dict "more" `grpc_service="helloworld.Greeter"`) .) -}}
{{- $failed := include "grpc-hello.rules.series" (merge (dict "more" `grpc_service="helloworld.Greeter",grpc_code!="OK"`) .) -}}
- record: app:grpc_{{ .component }}_handled:error_ratio{{ $window }}
  expr: |-
    (
      sum by (namespace, app_kubernetes_io_name) (rate({{ $handled }}{{ $failed }}[{{ $window }}]))
      or
      0 * sum by (namespace, app_kubernetes_io_name) (rate({{ $handled }}{{ $calls }}[{{ $window }}]))
    )
    /
    (sum by (namespace, app_kubernetes_io_name) (rate({{ $handled }}{{ $calls }}[{{ $window }}])) > 0)
{{- end }}

{{/* Takes: root, component, alert, advice. */}}
{{- define "grpc-hello.rules.errorAlert" -}}
{{- $rules := .root.Values.observability.rules -}}
{{- $all := include "grpc-hello.rules.series" (pick . "root" "component") -}}
{{- if $rules.errors.enabled -}}
- alert: {{ .alert }}
  expr: |-
    app:grpc_{{ .component }}_handled:error_ratio{{ $rules.window }}{{ $all }} > {{ toJson $rules.errors.ratio }}
    and on (namespace, app_kubernetes_io_name)
    app:grpc_{{ .component }}_started:rate{{ $rules.window }}{{ $all }} > {{ toJson $rules.minimumCallsPerSecond }}
  for: {{ $rules.errors.for }}
  {{- with $rules.alertLabels }}
  labels:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  annotations:
    summary: {{ printf "{{ $value | humanizePercentage }} of the calls that {{ $labels.app_kubernetes_io_name }}.{{ $labels.namespace }} %s fail." (ternary "answers" "makes" (eq .component "server")) | quote }}
    description: {{ printf "%s %s" .advice (include "grpc-hello.rules.ask" .root) | quote }}
{{- end }}
{{- end }}

{{/* "true" when the weights give all calls to one version, which may have one pod. */}}
{{- define "grpc-hello.rules.oneVersionHasAll" -}}
{{- range .Values.server.versions }}{{ if eq (int (get . "weight")) 100 }}true{{ end }}{{ end -}}
{{- end }}

{{/* What helps against one pod that gets all calls, in this mode. */}}
{{- define "grpc-hello.rules.remedy" -}}
{{- $mode := .Values.mesh.mode -}}
{{- if eq $mode "istio-sidecar" -}}
The callers' proxies should pick a server for each call: does every pod of the callers have a proxy (2/2), and is their trafficPolicy free of consistentHash?
{{- else if and (eq $mode "istio-ambient") .Values.mesh.waypoint.enabled -}}
The waypoint should pick a server for each call: does it run, and are the callers' namespaces or pods in the mesh (istio.io/dataplane-mode: ambient)?
{{- else if eq $mode "istio-ambient" -}}
Without a waypoint an ambient mesh balances connections, not calls: set mesh.waypoint.enabled to true.
{{- else if eq $mode "client-side" -}}
Callers should dial every server: is their target dns:///{{ include "grpc-hello.server.backends" . }}:9000, and their policy round_robin? Pods that came later are found when connections end: set mesh.clientSide.maxConnectionAge.
{{- else -}}
Kubernetes balances connections, not calls: set mesh.mode to istio-sidecar where there is Istio, else to client-side.
{{- end }}
{{- end }}

{{/* Who knows more. */}}
{{- define "grpc-hello.rules.ask" -}}
{{- if .Values.client.enabled -}}
The report knows more: kubectl -n {{ include "grpc-hello.client.namespace" . }} exec deploy/{{ .Values.client.name }} -- curl -s http://localhost:8080/hello/report
{{- else -}}
The client of this project knows more: its page /hello/report.
{{- end }}
{{- end }}
