{{/* What traces and metrics could not be had as asked: a JSON list of sentences. */}}
{{- define "grpc-hello.refusals.observability" -}}
{{- $problems := list -}}
{{- $observability := .Values.observability -}}
{{- $traces := $observability.traces -}}
{{- $metrics := $observability.metrics -}}
{{- $jaeger := $observability.jaeger -}}
{{- $mode := include "grpc-hello.mode" . | fromYaml -}}
{{- $exporter := include "grpc-hello.traces.exporter" . -}}
{{- $sendsSomewhere := has $exporter (list "otlp" "jaeger") -}}
{{- if and $sendsSomewhere (not (include "grpc-hello.traces.endpoint" .)) -}}
{{- $problems = append $problems (printf "observability.traces.exporter is %s, but observability.traces.endpoint is empty; name the collector, or set observability.jaeger.enabled to true." $exporter) -}}
{{- end -}}
{{- if and $traces.endpoint (not $sendsSomewhere) -}}
{{- $problems = append $problems (printf "observability.traces.endpoint is %q, but observability.traces.exporter is %s, which sends nothing there; leave one out." $traces.endpoint $exporter) -}}
{{- end -}}
{{- if and $traces.endpoint (eq $exporter "otlp") (not (regexMatch "^https?://" $traces.endpoint)) -}}
{{- $problems = append $problems (printf "observability.traces.endpoint is %q, but otlp needs a URL; write http://%s." $traces.endpoint $traces.endpoint) -}}
{{- end -}}
{{- if and (ne (toString $traces.samplerArgument) "") (not (hasSuffix "traceidratio" $traces.sampler)) -}}
{{- $problems = append $problems (printf "observability.traces.samplerArgument is %s, but the sampler %s takes none; leave it out, or use parentbased_traceidratio." (toString $traces.samplerArgument) $traces.sampler) -}}
{{- end -}}
{{- if and $jaeger.enabled (eq $exporter "none") -}}
{{- $problems = append $problems "observability.jaeger.enabled is true, but observability.traces.exporter is none, so that it would stay empty; leave one out." -}}
{{- end -}}
{{- if $jaeger.enabled -}}
{{- $taken := list -}}
{{- if .Values.server.enabled -}}
{{- $taken = list (printf "%s-headless" .Values.server.name) -}}
{{- range .Values.server.versions }}{{ $taken = append $taken (printf "%s-%s" $.Values.server.name .name) }}{{ end -}}
{{- end -}}
{{- if has $jaeger.name $taken -}}
{{- $problems = append $problems (printf "observability.jaeger.name is %q, which an object of the servers is called; name it differently." $jaeger.name) -}}
{{- end -}}
{{- range $component := include "grpc-hello.components" . | fromYamlArray -}}
{{- $name := (index $.Values $component).name -}}
{{- if eq $name $jaeger.name -}}
{{- $problems = append $problems (printf "observability.jaeger.name and %s.name are both %q, so that each would be taken for the other; name them differently." $component $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and $metrics.serviceMonitor.enabled $metrics.podMonitor.enabled -}}
{{- $problems = append $problems "observability.metrics.serviceMonitor.enabled and podMonitor.enabled are both true, so that everything would be read twice; enable one." -}}
{{- end -}}
{{- $monitored := or $metrics.serviceMonitor.enabled $metrics.podMonitor.enabled -}}
{{- if and $metrics.serviceMonitor.enabled .Values.client.enabled (not .Values.client.service.enabled) -}}
{{- $problems = append $problems "observability.metrics.serviceMonitor.enabled is true, but client.service.enabled is false, so that the client would not be found; use podMonitor, or enable the Service." -}}
{{- end -}}
{{- if and $monitored $mode.quitsProxy (eq .Values.mesh.mtls "STRICT") (not $metrics.annotations) -}}
{{- $problems = append $problems "mesh.mtls is STRICT, so that metrics can be read through the proxies alone, and those go by annotations; set observability.metrics.annotations to true." -}}
{{- end -}}
{{- toJson $problems -}}
{{- end }}
