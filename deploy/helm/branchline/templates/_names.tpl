{{/* Name of an object of a service's role: release, service, role. Takes a dict with root, service, role. */}}
{{- define "branchline.name" -}}
{{ .root.Release.Name }}-{{ .service }}-{{ .role }}
{{- end -}}

{{/* What never changes of a role's pods. */}}
{{- define "branchline.selector" -}}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/name: {{ .service }}
app.kubernetes.io/component: {{ .role }}
{{- end -}}

{{- define "branchline.labels" -}}
{{ include "branchline.selector" . }}
app.kubernetes.io/part-of: branchline
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end -}}

{{- define "branchline.image" -}}
{{ .root.Values.image.repository }}-{{ .service }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}
{{- end -}}

{{/* A role with what its service changes of it, as YAML. */}}
{{- define "branchline.role" -}}
{{- $own := get (index .root.Values.services .service "roles") .role | default dict -}}
{{- mergeOverwrite (deepCopy (index .root.Values.roles .role)) (deepCopy $own) | toYaml -}}
{{- end -}}

{{- define "branchline.hasLogin" -}}
{{- if hasPrefix "SASL" .Values.kafka.protocol }}true{{ end -}}
{{- end -}}

{{/* Who sends mail: the sweeper of notifications, if there is a mail server. Takes a dict with root, service, role. */}}
{{- define "branchline.sendsMail" -}}
{{- if and (eq .service "notifications") (eq .role "sweeper") .root.Values.smtp.host }}true{{ end -}}
{{- end -}}
