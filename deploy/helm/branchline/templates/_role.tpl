{{/* The pod of a role. Takes a dict with root, service, role. */}}
{{- define "branchline.rolePod" -}}
{{- $root := .root -}}
{{- $prefix := upper .service -}}
{{- $own := index $root.Values.services .service -}}
{{- $role := include "branchline.role" . | fromYaml -}}
metadata:
  labels: {{- include "branchline.labels" . | nindent 4 }}
  {{- with $root.Values.podAnnotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  serviceAccountName: {{ $root.Release.Name }}
  {{- include "branchline.podSecurity" $root | nindent 2 }}
  # A process drains within 25 s and then ends itself.
  terminationGracePeriodSeconds: 30
  topologySpreadConstraints:
    {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
    - topologyKey: {{ . }}
      maxSkew: 1
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels: {{- include "branchline.selector" $ | nindent 10 }}
    {{- end }}
  containers:
    - name: {{ .role }}
      image: {{ include "branchline.image" . | quote }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      args: [{{ .role }}]
      securityContext: {{- include "branchline.containerSecurity" . | nindent 8 }}
      ports:
        - {name: http, containerPort: 8000}
      env: {{- include "branchline.roleEnvironment" . | nindent 8 }}
      # Health answers before database and broker are there; a process that waits for them is alive and not ready.
      startupProbe:
        httpGet: {path: /livez, port: http}
        periodSeconds: 2
        failureThreshold: 60
      livenessProbe:
        httpGet: {path: /livez, port: http}
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 3
      readinessProbe:
        httpGet: {path: /readyz, port: http}
        periodSeconds: 5
        timeoutSeconds: 5
        failureThreshold: 2
      {{- if and (eq .role "api") $root.Values.drain.endpointsSeconds }}
      lifecycle:
        preStop: {sleep: {seconds: {{ $root.Values.drain.endpointsSeconds }}}}
      {{- end }}
      resources: {{- toYaml $role.resources | nindent 8 }}
      volumeMounts: {{- include "branchline.mounts" $root | nindent 8 }}
  volumes:
    - name: secrets
      projected:
        defaultMode: 0440
        sources:
          - secret:
              name: {{ $own.databaseSecret }}
              items:
                - {key: api, path: {{ $prefix }}_API_DATABASE}
                - {key: worker, path: {{ $prefix }}_WORKER_DATABASE}
          {{- include "branchline.kafkaLogin" (dict "root" $root "prefix" $prefix "secret" $own.kafkaSecret) | nindent 10 }}
          {{- if and (include "branchline.sendsMail" .) $root.Values.smtp.secret }}
          - secret:
              name: {{ $root.Values.smtp.secret }}
              items:
                - {key: username, path: NOTIFICATIONS_SMTP_USERNAME}
                - {key: password, path: NOTIFICATIONS_SMTP_PASSWORD}
          {{- end }}
    {{- include "branchline.volumes" $root | nindent 4 }}
{{- end -}}

{{- define "branchline.roleEnvironment" -}}
{{- $root := .root -}}
{{- $prefix := upper .service -}}
- name: BRANCHLINE_SECRETS
  value: /run/branchline/secrets
{{ include "branchline.kafkaEnvironment" (dict "root" $root "prefix" $prefix) }}
- name: {{ $prefix }}_ISSUER
  value: {{ $root.Values.oidc.issuer | quote }}
- name: {{ $prefix }}_AUDIENCE
  value: {{ $root.Values.oidc.audience | quote }}
- name: {{ $prefix }}_OPERATORS
  value: {{ $root.Values.operators | toJson | quote }}
- name: {{ $prefix }}_HOST
  value: "0.0.0.0"
- name: {{ $prefix }}_PORT
  value: "8000"
# A worker comes back as the same member of its group; a relay takes its own leases up again.
- name: {{ $prefix }}_SLOT
  valueFrom:
    fieldRef:
      {{- if eq .role "worker" }}
      fieldPath: metadata.labels['apps.kubernetes.io/pod-index']
      {{- else }}
      fieldPath: metadata.name
      {{- end }}
{{- range $name, $value := index $root.Values.services .service "settings" }}
- name: {{ $prefix }}_{{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- if include "branchline.sendsMail" . }}
- name: NOTIFICATIONS_SMTP_HOST
  value: {{ $root.Values.smtp.host | quote }}
- name: NOTIFICATIONS_SMTP_PORT
  value: {{ $root.Values.smtp.port | quote }}
- name: NOTIFICATIONS_SMTP_SENDER
  value: {{ $root.Values.smtp.sender | quote }}
{{- end }}
{{- range $name, $value := $root.Values.telemetry }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end -}}
