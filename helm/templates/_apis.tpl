{{/*
The version of an API: the one that the values force, else the newest that the cluster has, else nothing.
Takes: root, group.
*/}}
{{- define "grpc-hello.apiVersion" -}}
{{- $known := include "grpc-hello.knownApis" .root | fromYaml -}}
{{- $api := index $known .group -}}
{{- if $api.forced }}{{ .group }}/{{ $api.forced }}
{{- else -}}
{{- $found := "" -}}
{{- range reverse $api.versions -}}
{{- $candidate := printf "%s/%s" $.group . -}}
{{- if $.root.Capabilities.APIVersions.Has $candidate }}{{ $found = $candidate }}{{ end -}}
{{- end -}}
{{ $found }}
{{- end -}}
{{- end }}

{{/*
Of each group: its versions in the order in which they are wanted; for refusals what asks for it and what brings it;
the version that is forced, and the value that forces it.
*/}}
{{- define "grpc-hello.knownApis" -}}
{{- $forced := .Values.mesh.apiVersions -}}
networking.istio.io:
  versions: [v1, v1beta1, v1alpha3]
  because: mesh.mode is {{ .Values.mesh.mode }}
  from: Istio
  value: mesh.apiVersions.networking
  forced: {{ $forced.networking | quote }}
security.istio.io:
  versions: [v1, v1beta1]
  because: mesh.mtls or mesh.authorization.enabled is set
  from: Istio
  value: mesh.apiVersions.security
  forced: {{ $forced.security | quote }}
telemetry.istio.io:
  versions: [v1, v1alpha1]
  because: A provider is set in mesh.tracing, mesh.accessLog or mesh.metrics
  from: Istio
  value: mesh.apiVersions.telemetry
  forced: {{ $forced.telemetry | quote }}
gateway.networking.k8s.io:
  versions: [v1, v1beta1]
  because: mesh.waypoint.enabled is true
  from: the custom resource definitions of the Gateway API
  value: mesh.apiVersions.gatewayApi
  forced: {{ $forced.gatewayApi | quote }}
route.openshift.io:
  versions: [v1]
  because: mesh.gateway.route.enabled is true
  from: OpenShift
maistra.io:
  versions: [v1]
  because: mesh.serviceMeshMember.enabled is true
  from: OpenShift Service Mesh 2
monitoring.coreos.com:
  versions: [v1]
  because: A monitor or observability.rules is enabled
  from: the Prometheus Operator
  value: observability.apiVersions.monitoring
  forced: {{ .Values.observability.apiVersions.monitoring | quote }}
{{- end }}
