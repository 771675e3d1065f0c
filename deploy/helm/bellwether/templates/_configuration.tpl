{{/* The agent's own file, and the credentials that it names. */}}

{{/* bellwether.yaml of the stand-alone agent. */}}
{{- define "bellwether.configuration" -}}
{{- $own := dict
  "listen" (printf "%s://%s:7070" (include "bellwether.scheme" .) .Values.listenAddress)
  "state" "/var/lib/bellwether"
  "agent" (dict "id" (include "bellwether.agentId" .)) -}}
{{- $tokens := list -}}
{{- range .Values.access.tokens -}}
{{- $token := printf "${cred:access-%s}" .name -}}
{{- $tokens = append $tokens (dict "name" .name "token" $token "roles" .roles) -}}
{{- end -}}
{{/* The kubelet has no token: what it asks is open, and tells nothing of the service. */}}
{{- $access := dict "open" (ternary (list "ready" "metrics") (list "ready") .Values.access.openMetrics) -}}
{{- if $tokens -}}
{{- $_ := set $access "tokens" $tokens -}}
{{- end -}}
{{- with .Values.access.certificates -}}
{{- $_ := set $access "certificates" . -}}
{{- end -}}
{{- $_ := set $own "access" $access -}}
{{- if .Values.tls.existingSecret -}}
{{- $tls := dict "certificate" "/etc/bellwether-tls/tls.crt" "key" "/etc/bellwether-tls/tls.key" -}}
{{- with .Values.tls.clientAuthorityKey -}}
{{- $_ := set $tls "client-authority" (printf "/etc/bellwether-tls/%s" .) -}}
{{- end -}}
{{- $_ := set $own "tls" $tls -}}
{{- end -}}
{{- toYaml (merge $own (deepCopy .Values.config)) -}}
{{- end -}}

{{- define "bellwether.configMap" -}}
{{- default (include "bellwether.fullname" .) .Values.existingConfigMap -}}
{{- end -}}

{{/* Sources of the projected volume that ${cred:…} is read from. Nothing where there is none. */}}
{{- define "bellwether.credentialSources" -}}
{{- if and .Values.access.tokens .Values.access.existingSecret }}
- secret:
    name: {{ .Values.access.existingSecret }}
    items:
      {{- range .Values.access.tokens }}
      - key: {{ .key | quote }}
        path: {{ printf "access-%s" .name | quote }}
      {{- end }}
{{- end }}
{{- range .Values.credentials }}
- secret:
    name: {{ .secret }}
    items:
      - key: {{ .key | quote }}
        path: {{ .name | quote }}
{{- end }}
{{- end -}}
