{{- define "hoist.fullname" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 55 | trimSuffix "-" }}{{ else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 55 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "hoist.labels" -}}
app.kubernetes.io/name: hoist
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{- define "hoist.selector" -}}
app.kubernetes.io/name: hoist
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "hoist.serviceAccount" -}}
{{- default (ternary (include "hoist.fullname" .) "default" .Values.serviceAccount.create) .Values.serviceAccount.name }}
{{- end }}

{{- define "hoist.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "hoist.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}

{{/* How many streams a relay's memory limit leaves room for; empty where there is no limit. */}}
{{- define "hoist.streamsMax" -}}
{{- $limit := dig "limits" "memory" "" .Values.relay.resources | toString }}
{{- if .Values.relay.streamsMax }}{{ .Values.relay.streamsMax }}
{{- else if $limit }}
{{- $factors := dict "" 1 "k" 1e3 "Ki" 1024 "M" 1e6 "Mi" 1048576 "G" 1e9 "Gi" 1073741824 }}
{{- $unit := regexFind "[A-Za-z]*$" $limit }}
{{- if not (hasKey $factors $unit) }}{{ fail (printf "relay.resources.limits.memory is '%s': write it like 256Mi, or set relay.streamsMax." $limit) }}{{ end }}
{{- $mebibytes := divf (mulf (trimSuffix $unit $limit | float64) (get $factors $unit)) 1048576 }}
{{- max 100 (min 100000 (divf (mulf (subf $mebibytes 128) 5000) 128 | int)) }}
{{- end }}
{{- end }}

{{/* A file belongs to one pod: admin and relays in pods of their own would each have another store. */}}
{{- define "hoist.checkStore" -}}
{{- $pods := add (.Values.admin.replicas | int) (.Values.relay.replicas | int) }}
{{- if and (hasPrefix "sqlite:" .Values.store.url) (not .Values.store.existingSecret) (gt $pods 1) }}
{{- fail (printf "store.url is a file (sqlite:), which %d pods cannot share. Set it to mongodb://..., or one of admin.replicas and relay.replicas to 0 and the other to 1." $pods) }}
{{- end }}
{{- end }}

{{/* The secret that all pods of the admin share: the one that is named, or the chart's own. */}}
{{- define "hoist.secretName" -}}
{{- default (printf "%s-admin" (include "hoist.fullname" .)) .Values.secret.existingSecret }}
{{- end }}

{{/* The store's URL, from a secret where one is named. */}}
{{- define "hoist.storeUrl" -}}
{{- include "hoist.checkStore" . -}}
- name: HOIST_STORE_URL
{{- if .Values.store.existingSecret }}
  valueFrom: { secretKeyRef: { name: {{ .Values.store.existingSecret | quote }}, key: url } }
{{- else }}
  value: {{ required "Set store.url (mongodb://...), or store.existingSecret to a secret with the key 'url'." .Values.store.url | quote }}
{{- end }}
{{- end }}
