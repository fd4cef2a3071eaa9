{{/*
A map as the text of a .properties file, in the article's form. The parts are joined as values, because template
whitespace must not touch blanks that belong to them.
*/}}
{{- define "grpc-hello.properties" -}}
{{- $lines := list -}}
{{- range $key, $value := . -}}
{{- if not (kindIs "invalid" $value) -}}
{{- $name := include "grpc-hello.properties.key" $key -}}
{{- $text := include "grpc-hello.properties.value" (include "grpc-hello.properties.text" $value) -}}
{{- $lines = append $lines (ternary (printf "%s:" $name) (printf "%s: %s" $name $text) (eq $text "")) -}}
{{- end -}}
{{- end -}}
{{ join "\n" $lines }}
{{- end }}

{{/* A value as text. Helm reads numbers as floats, which would print 4194304 as 4.194304e+06. */}}
{{- define "grpc-hello.properties.text" -}}
{{ if kindIs "string" . }}{{ . }}{{ else }}{{ toJson . }}{{ end }}
{{- end }}

{{- define "grpc-hello.properties.key" -}}
{{- $text := include "grpc-hello.properties.escape" . -}}
{{- range list " " "=" ":" "#" "!" }}{{ $text = $text | replace . (printf "\\%s" .) }}{{ end -}}
{{ $text }}
{{- end }}

{{/* A blank at the beginning would be skipped; one at the end would be lost where Helm trims documents. */}}
{{- define "grpc-hello.properties.value" -}}
{{- $text := include "grpc-hello.properties.escape" . -}}
{{- if hasSuffix " " $text }}{{ $text = printf "%s\\u0020" (trimSuffix " " $text) }}{{ end -}}
{{- if hasPrefix " " $text }}{{ $text = printf "\\%s" $text }}{{ end -}}
{{ $text }}
{{- end }}

{{/* Escapes backslashes and everything that cannot be seen, which YAML and its readers change or refuse. */}}
{{- define "grpc-hello.properties.escape" -}}
{{- $text := . | replace "\\" "\\\\" | replace "\n" "\\n" | replace "\r" "\\r" | replace "\t" "\\t" | replace "\f" "\\f" -}}
{{- $unseen := `[\p{Cc}\p{Zl}\p{Zp}\x{A0}\x{1680}\x{2000}-\x{200F}\x{202F}\x{205F}\x{3000}\x{FEFF}\x{FFFE}\x{FFFF}]` -}}
{{- range regexFindAll $unseen $text -1 | uniq -}}
{{- $escaped := printf "%+q" . | trimAll "\"" -}}
{{- if eq (len .) 1 }}{{ $escaped = printf "\\u%04x" (index . 0) }}{{ end -}}
{{- $text = $text | replace . $escaped -}}
{{- end -}}
{{ $text }}
{{- end }}
