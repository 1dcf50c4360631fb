{{/* A job before the roles change. Takes a dict with root, service, role, weight, deadline. */}}
{{- define "branchline.job" -}}
apiVersion: batch/v1
kind: Job
metadata:
  name: {{ include "branchline.name" . }}
  labels: {{- include "branchline.labels" . | nindent 4 }}
  annotations:
    helm.sh/hook: pre-install,pre-upgrade
    helm.sh/hook-weight: {{ .weight | quote }}
    # The last one stays, so that its log can be read.
    helm.sh/hook-delete-policy: before-hook-creation
spec:
  # A migration that does not get its lock within 4 s gives up; the next try may.
  backoffLimit: 6
  activeDeadlineSeconds: {{ .deadline }}
  template:
    metadata:
      labels: {{- include "branchline.labels" . | nindent 8 }}
    spec:
      # The account of the release is not there yet at the first install.
      serviceAccountName: default
      restartPolicy: Never
      {{- include "branchline.podSecurity" .root | nindent 6 }}
      containers:
        - name: {{ .role }}
          image: {{ include "branchline.image" . | quote }}
          imagePullPolicy: {{ .root.Values.image.pullPolicy }}
          {{- .command | nindent 10 }}
          securityContext: {{- include "branchline.containerSecurity" . | nindent 12 }}
          env:
            - name: BRANCHLINE_SECRETS
              value: /run/branchline/secrets
            {{- .environment | nindent 12 }}
          resources: {{- toYaml .root.Values.jobs.resources | nindent 12 }}
          volumeMounts: {{- include "branchline.mounts" .root | nindent 12 }}
      volumes:
        - name: secrets
          projected:
            defaultMode: 0440
            sources: {{- .secrets | nindent 14 }}
        {{- include "branchline.volumes" .root | nindent 8 }}
{{- end -}}
