{{/* What a schema cannot say: refused here, in words, before anything reaches the cluster. */}}
{{- define "bellwether.checks" -}}
{{- if .Values.existingConfigMap -}}
{{- if .Values.config -}}
{{- fail "config and existingConfigMap cannot both be there: which of them does the agent read?" -}}
{{- end -}}
{{- else -}}
{{- include "bellwether.checks.config" . -}}
{{- end -}}
{{- include "bellwether.checks.access" . -}}
{{- if and .Values.persistence.existingClaim (not .Values.persistence.enabled) -}}
{{- fail "persistence.existingClaim is given, but persistence.enabled is false" -}}
{{- end -}}
{{- include "bellwether.checks.names" . -}}
{{- include "bellwether.checks.kubernetes" . -}}
{{- if and .Values.serviceMonitor.enabled (not .Values.access.openMetrics) -}}
{{- include "bellwether.checks.token" (dict "context" . "key" .Values.serviceMonitor.tokenKey "role" "read" "value" "serviceMonitor.tokenKey") -}}
{{- end -}}
{{- end -}}

{{/* Somebody can speak to the agent, and nobody who was not named. */}}
{{- define "bellwether.checks.access" -}}
{{- $anybody := or .Values.access.tokens .Values.access.certificates -}}
{{- if and (not .Values.access.existingSecret) (or .Values.access.tokens (not $anybody)) -}}
{{- fail (printf "access.existingSecret is missing: the agent listens beyond loopback, so it asks for a token. Make one: kubectl -n %s create secret generic bellwether-tokens --from-literal=pipeline=$(openssl rand -hex 32), and set access.existingSecret=bellwether-tokens" .Release.Namespace) -}}
{{- end -}}
{{- if not $anybody -}}
{{- fail "access.tokens is empty: nobody could speak to the agent; name at least one token, or access.certificates" -}}
{{- end -}}
{{- if and .Values.access.certificates (not .Values.tls.clientAuthorityKey) -}}
{{- fail "access.certificates needs tls.clientAuthorityKey: who has made the certificates?" -}}
{{- end -}}
{{- if and .Values.tls.clientAuthorityKey (not .Values.access.certificates) -}}
{{- fail "tls.clientAuthorityKey needs access.certificates: what may the holders of a certificate do?" -}}
{{- end -}}
{{- if and .Values.tls.clientAuthorityKey (not .Values.tls.existingSecret) -}}
{{- fail "tls.clientAuthorityKey needs tls.existingSecret: client certificates are asked for over https alone" -}}
{{- end -}}
{{- end -}}

{{- define "bellwether.checks.config" -}}
{{- if not .Values.config -}}
{{- fail "config is missing: what does the agent watch? At least {environment: production, mode: observe, service: checkout, probes: [{name: app, scrape: {url: 'http://checkout:8080/metrics'}}]}" -}}
{{- end -}}
{{- range $key := list "environment" "mode" -}}
{{- if not (hasKey $.Values.config $key) -}}
{{- fail (printf "config.%s is missing: it is always said, never assumed" $key) -}}
{{- end -}}
{{- end -}}
{{- range $key, $instead := dict "listen" "listenAddress, service.port and tls" "state" "persistence" "agent" "agentId" "tls" "tls" "access" "access" -}}
{{- if hasKey $.Values.config $key -}}
{{- fail (printf "config.%s is the chart's own: use %s" $key $instead) -}}
{{- end -}}
{{- end -}}
{{- if hasKey .Values.config "sidecar" -}}
{{- fail "config.sidecar: this agent keeps the history itself; for sidecars use sidecar.enabled" -}}
{{- end -}}
{{- end -}}

{{/* Each ${cred:NAME} is mounted, and each NAME is given once. */}}
{{- define "bellwether.checks.names" -}}
{{- $names := list -}}
{{- range .Values.credentials -}}
{{- if has .name $names -}}
{{- fail (printf "credentials: the name %s is given twice" .name) -}}
{{- end -}}
{{- if hasPrefix "access-" .name -}}
{{- fail (printf "credentials: %s: names with access- are those of access.tokens" .name) -}}
{{- end -}}
{{- $names = append $names .name -}}
{{- end -}}
{{- $tokens := list -}}
{{- range .Values.access.tokens -}}
{{- if has .name $tokens -}}
{{- fail (printf "access.tokens: the name %s is given twice" .name) -}}
{{- end -}}
{{- $tokens = append $tokens .name -}}
{{- end -}}
{{- range regexFindAll "\\$\\{cred:[^}]*\\}" (.Values.config | toJson) -1 -}}
{{- $name := . | trimPrefix "${cred:" | trimSuffix "}" -}}
{{- if not (has $name $names) -}}
{{- fail (printf "config names ${cred:%s}, but credentials has no entry of that name" $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Who looks for pods must be allowed to, and able to reach the API server. */}}
{{- define "bellwether.checks.kubernetes" -}}
{{- $allowed := .Values.kubernetes.namespaces | default (list .Release.Namespace) -}}
{{- range $service := concat (list .Values.config) (default list .Values.config.services) -}}
{{- range $probe := default list $service.probes -}}
{{- $from := dig "scrape" "targets-from" "kubernetes" (dig "kubernetes" dict $probe) $probe -}}
{{- $workload := dig "kubernetes" "workload" "" $probe -}}
{{- if and $workload $.Values.kubernetes.enabled (not (has $workload $.Values.kubernetes.workloads)) -}}
{{- fail (printf "config: the probe %v asks for %v, but kubernetes.workloads does not have it" $probe.name $workload) -}}
{{- end -}}
{{- if and $from (not $.Values.kubernetes.enabled) -}}
{{- fail (printf "config: the probe %v looks for pods, but kubernetes.enabled is false" $probe.name) -}}
{{- end -}}
{{- if and $from (not (has (default $.Release.Namespace $from.namespace) $allowed)) -}}
{{- fail (printf "config: the probe %v looks for pods in %v, but kubernetes.namespaces does not have it" $probe.name $from.namespace) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and .Values.kubernetes.enabled .Values.networkPolicy.enabled (not .Values.networkPolicy.egress.kubernetesApi.cidrs) -}}
{{- fail "networkPolicy.egress.kubernetesApi.cidrs is empty: with kubernetes.enabled the agent must reach the API server (kubectl get endpoints kubernetes)" -}}
{{- end -}}
{{- end -}}

{{/* A token of that key is there and has the role. */}}
{{- define "bellwether.checks.token" -}}
{{- $found := false -}}
{{- range .context.Values.access.tokens -}}
{{- if and (eq .key $.key) (has $.role .roles) -}}
{{- $found = true -}}
{{- end -}}
{{- end -}}
{{- if not $found -}}
{{- fail (printf "%s: access.tokens has no token with the key '%s' and the role %s" .value .key .role) -}}
{{- end -}}
{{- end -}}
