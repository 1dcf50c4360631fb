{{/* What every pod of ours has in common. */}}
{{- define "branchline.podSecurity" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile: {type: RuntimeDefault}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "branchline.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end -}}

{{/* How Kafka is reached, under a prefix. Takes a dict with root, prefix. */}}
{{- define "branchline.kafkaEnvironment" -}}
- name: {{ .prefix }}_KAFKA
  value: {{ .root.Values.kafka.bootstrap | quote }}
- name: {{ .prefix }}_KAFKA_PROTOCOL
  value: {{ .root.Values.kafka.protocol }}
- name: {{ .prefix }}_KAFKA_MECHANISM
  value: {{ .root.Values.kafka.mechanism }}
{{- if .root.Values.kafka.ca.configMap }}
- name: {{ .prefix }}_KAFKA_CA_FILE
  value: /etc/branchline/kafka-ca/ca.crt
{{- end }}
{{- end -}}

{{/* Where secret files lie, and a place for temporary ones. */}}
{{- define "branchline.mounts" -}}
- name: secrets
  mountPath: /run/branchline/secrets
  readOnly: true
- name: tmp
  mountPath: /tmp
{{- if .Values.kafka.ca.configMap }}
- name: kafka-ca
  mountPath: /etc/branchline/kafka-ca
  readOnly: true
{{- end }}
{{- end -}}

{{- define "branchline.volumes" -}}
- name: tmp
  emptyDir: {sizeLimit: 64Mi}
{{- with .Values.kafka.ca.configMap }}
- name: kafka-ca
  configMap:
    name: {{ . }}
    items:
      - key: {{ $.Values.kafka.ca.key }}
        path: ca.crt
{{- end }}
{{- end -}}

{{/* A login to Kafka as files named after settings. Takes a dict with root, prefix, secret. */}}
{{- define "branchline.kafkaLogin" -}}
{{- if include "branchline.hasLogin" .root }}
- secret:
    name: {{ .secret }}
    items:
      - {key: username, path: {{ .prefix }}_KAFKA_USERNAME}
      - {key: password, path: {{ .prefix }}_KAFKA_PASSWORD}
{{- end }}
{{- end -}}
