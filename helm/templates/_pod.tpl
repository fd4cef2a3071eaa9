{{/*
A pod of either component. Takes: root, name, component (from the values), kind (server or client), image, version,
configMap, settings (JSON, for the checksum), environment (YAML), ports (YAML), mode (labels and annotations of it).
*/}}
{{- define "grpc-hello.pod" -}}
{{- $values := .component -}}
metadata:
  labels:
    {{- include "grpc-hello.podLabels" (dict "root" .root "name" .name "component" .kind "version" .version "modeLabels" .mode.labels "more" $values.podLabels) | nindent 4 }}
  {{- with include "grpc-hello.podAnnotations" . | fromYaml }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  serviceAccountName: {{ include "grpc-hello.serviceAccount" (dict "component" $values) | toYaml }}
  automountServiceAccountToken: false
  # A Service called grpc would put GRPC_… variables into every pod, which gRPC libraries read.
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ int $values.terminationGracePeriodSeconds }}
  {{- with $values.priorityClassName }}
  priorityClassName: {{ . | toYaml }}
  {{- end }}
  {{- with $values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.podSecurityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with include "grpc-hello.spread" . }}
  topologySpreadConstraints:
    {{- . | nindent 4 }}
  {{- end }}
  {{- range $key := list "nodeSelector" "affinity" "tolerations" }}
  {{- with index $values $key }}
  {{ $key }}:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- end }}
  volumes:
    - name: quarkus-config-volume
      configMap:
        name: {{ .configMap | toYaml }}
        defaultMode: 420
    {{- with $values.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  containers:
    - name: custom-grpc-hello
      image: {{ include "grpc-hello.image" (dict "root" .root "image" .image) }}
      imagePullPolicy: {{ .image.pullPolicy }}
      ports:
        {{- .ports | nindent 8 }}
      env:
        {{- .environment | nindent 8 }}
      {{- with $values.resources }}
      resources:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- range $probe := list "startup" "liveness" "readiness" }}
      {{- with index $values.probes $probe }}
      {{ $probe }}Probe:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- end }}
      {{- with $values.securityContext }}
      securityContext:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      volumeMounts:
        - name: quarkus-config-volume
          mountPath: /deployments/config
        {{- with $values.extraVolumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
{{- end }}

{{/* Annotations of a pod, as a map; the user's win. Takes the same. */}}
{{- define "grpc-hello.podAnnotations" -}}
{{- $annotations := dict -}}
{{- if .root.Values.observability.metrics.annotations -}}
{{- $annotations = dict "prometheus.io/scrape" "true" "prometheus.io/port" "8080" "prometheus.io/path" "/q/metrics" "kiali.io/dashboards" "nodejs" -}}
{{- end -}}
{{- if and .root.Values.config.checksum (not .root.Values.config.existing) -}}
{{- $_ := set $annotations "checksum/config" (sha256sum .settings) -}}
{{- end -}}
{{- range $more := list .mode.annotations .component.podAnnotations -}}
{{- range $key, $value := $more }}{{ $_ := set $annotations $key $value }}{{ end -}}
{{- end -}}
{{- toYaml $annotations }}
{{- end }}

{{/* Spreads all pods of a component, whatever their version. Takes the same. */}}
{{- define "grpc-hello.spread" -}}
{{- $constraints := list -}}
{{- $selector := include "grpc-hello.selector" . | fromYaml -}}
{{- $spread := .component.spread -}}
{{- range $spread.topologyKeys -}}
{{- $constraints = append $constraints (dict "maxSkew" 1 "topologyKey" . "whenUnsatisfiable" $spread.whenUnsatisfiable "labelSelector" (dict "matchLabels" $selector)) -}}
{{- end -}}
{{- if $constraints }}{{ toYaml $constraints }}{{ end -}}
{{- end }}
