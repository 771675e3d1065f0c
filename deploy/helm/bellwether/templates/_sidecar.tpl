{{/*
The sidecar, for the charts of services. With this chart as a dependency, in a pod's initContainers:

  {{- include "bellwether.sidecar" .Subcharts.bellwether | nindent 8 }}

in its volumes "bellwether.sidecarVolumes", and in a ConfigMap of the workload's namespace, named as
"bellwether.sidecarName" says, "bellwether.sidecarConfiguration" under the key bellwether.yaml. `sidecar.enabled` makes
that ConfigMap, and a patch for workloads that no chart of yours makes.
*/}}

{{- define "bellwether.sidecarName" -}}
{{- printf "%s-sidecar" (include "bellwether.fullname" .) -}}
{{- end -}}

{{- define "bellwether.sidecarNamespace" -}}
{{- default .Release.Namespace .Values.sidecar.namespace -}}
{{- end -}}

{{/* A list of one init container. */}}
{{- define "bellwether.sidecar" -}}
- name: bellwether
  image: {{ include "bellwether.image" . | quote }}
  imagePullPolicy: {{ .Values.image.pullPolicy }}
  # Native: it starts before the service and ends after it, and never holds the pod up when it ends.
  restartPolicy: Always
  args: [run, --config, /etc/bellwether/bellwether.yaml]
  env:
    # Its id: pods come and go, and so do the ids of their sidecars.
    - name: POD_NAME
      valueFrom:
        fieldRef:
          fieldPath: metadata.name
    - name: CREDENTIALS_DIRECTORY
      value: /run/credentials/bellwether
    {{- if .Values.sidecar.authorityConfigMap }}
    - name: SSL_CERT_FILE
      value: /etc/bellwether-authority/ca.crt
    {{- end }}
    {{- with .Values.extraEnv }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  # No readiness and no startup probe: an agent that is unwell must not take its service out of rotation, nor keep it
  # from starting.
  livenessProbe:
    httpGet:
      path: /health/live
      port: {{ .Values.sidecar.port }}
      scheme: HTTP
    initialDelaySeconds: 10
    periodSeconds: {{ .Values.sidecar.liveness.periodSeconds }}
    timeoutSeconds: {{ .Values.sidecar.liveness.timeoutSeconds }}
    failureThreshold: {{ .Values.sidecar.liveness.failureThreshold }}
  {{- with .Values.sidecar.resources }}
  resources:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    {{- include "bellwether.containerSecurity" . | nindent 4 }}
  volumeMounts:
    - name: bellwether-configuration
      mountPath: /etc/bellwether
      readOnly: true
    - name: bellwether-credentials
      mountPath: /run/credentials/bellwether
      readOnly: true
    - name: bellwether-tmp
      mountPath: /tmp
    # Where a pod has a service account's token, this takes its place in this container.
    - name: bellwether-no-token
      mountPath: /var/run/secrets/kubernetes.io/serviceaccount
      readOnly: true
    {{- if .Values.sidecar.authorityConfigMap }}
    - name: bellwether-authority
      mountPath: /etc/bellwether-authority
      readOnly: true
    {{- end }}
{{- end -}}

{{- define "bellwether.sidecarVolumes" -}}
- name: bellwether-configuration
  configMap:
    name: {{ include "bellwether.sidecarName" . }}
    items:
      - key: bellwether.yaml
        path: bellwether.yaml
- name: bellwether-credentials
  secret:
    secretName: {{ .Values.sidecar.existingSecret }}
    # 0444: the pod is the service's, and may have no group for volumes. It is mounted into this container alone.
    defaultMode: 292
    items:
      - key: {{ .Values.sidecar.tokenKey }}
        path: home
- name: bellwether-tmp
  emptyDir:
    sizeLimit: 64Mi
- name: bellwether-no-token
  emptyDir:
    sizeLimit: 1Mi
{{- with .Values.sidecar.authorityConfigMap }}
- name: bellwether-authority
  configMap:
    name: {{ . }}
    items:
      - key: ca.crt
        path: ca.crt
{{- end }}
{{- end -}}

{{/* bellwether.yaml of the sidecar. */}}
{{- define "bellwether.sidecarConfiguration" -}}
{{- $environment := default (.Values.config.environment | default "") .Values.sidecar.environment -}}
{{- $look := dict "name" "app" "scrape" (dict "url" .Values.sidecar.metricsUrl "every" .Values.sidecar.every) -}}
{{- $home := default (include "bellwether.address" .) .Values.sidecar.home -}}
{{- $own := dict "name" "probes" "token" "${cred:home}" "roles" (list "read") -}}
{{- toYaml (dict
  "environment" (required "sidecar.environment is missing, and config names none" $environment)
  "mode" "observe"
  "service" (required "sidecar.service is missing: what does the sidecar look at?" .Values.sidecar.service)
  "probes" (.Values.sidecar.probes | default (list $look))
  "agent" (dict "id" "${POD_NAME}")
  "listen" (printf "http://%s:%v" .Values.listenAddress .Values.sidecar.port)
  "access" (dict "tokens" (list $own))
  "sidecar" (dict "home" $home "token" "${cred:home}")) -}}
{{- end -}}
