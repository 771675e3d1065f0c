{{/* What the agent's pod and the test's pod have in common. */}}

{{- define "bellwether.environment" -}}
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: POD_NAMESPACE
  valueFrom:
    fieldRef:
      fieldPath: metadata.namespace
{{- if include "bellwether.credentialSources" . }}
- name: CREDENTIALS_DIRECTORY
  value: /run/credentials/bellwether
{{- end }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "bellwether.mounts" -}}
- name: configuration
  mountPath: /etc/bellwether
  readOnly: true
- name: tmp
  mountPath: /tmp
{{- if include "bellwether.credentialSources" . }}
- name: credentials
  mountPath: /run/credentials/bellwether
  readOnly: true
{{- end }}
{{- if .Values.tls.existingSecret }}
- name: tls
  mountPath: /etc/bellwether-tls
  readOnly: true
{{- end }}
{{- with .Values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "bellwether.volumes" -}}
- name: configuration
  configMap:
    name: {{ include "bellwether.configMap" . }}
    items:
      - key: bellwether.yaml
        path: bellwether.yaml
- name: tmp
  emptyDir:
    sizeLimit: 64Mi
{{- with include "bellwether.credentialSources" . }}
- name: credentials
  projected:
    # 0440, readable by the group, which is fsGroup: the files belong to root.
    defaultMode: 288
    sources:
      {{- . | trim | nindent 6 }}
{{- end }}
{{- if .Values.tls.existingSecret }}
- name: tls
  secret:
    secretName: {{ .Values.tls.existingSecret }}
    # 0440
    defaultMode: 288
{{- end }}
{{- with .Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "bellwether.pullSecrets" -}}
{{- range .Values.image.pullSecrets }}
- name: {{ . }}
{{- end }}
{{- end -}}
