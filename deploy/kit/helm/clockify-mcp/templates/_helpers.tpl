{{- define "clockify-mcp.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- define "clockify-mcp.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains (include "clockify-mcp.name" .) .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "clockify-mcp.name" .) | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "clockify-mcp.selectorLabels" -}}
app.kubernetes.io/name: {{ include "clockify-mcp.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "clockify-mcp.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{ include "clockify-mcp.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}

{{- define "clockify-mcp.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ default .Chart.AppVersion .Values.image.tag }}
{{- end -}}
{{- end -}}

{{- /* A number from a file of values is a float, which would be written as 4.194304e+06. */ -}}
{{- define "clockify-mcp.text" -}}
{{- if kindIs "float64" . -}}{{ int64 . }}{{- else -}}{{ . }}{{- end -}}
{{- end -}}

{{- /* What every pod has in common. */ -}}
{{- define "clockify-mcp.pod" -}}
serviceAccountName: {{ .Values.serviceAccountName }}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  fsGroup: 65532
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end -}}

{{- define "clockify-mcp.container" -}}
image: {{ include "clockify-mcp.image" . }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end -}}

{{- /* postgres://role@host:port/database, without a password, which comes from a file. Takes a list
       of the root and the role. */ -}}
{{- define "clockify-mcp.dsn" -}}
{{- $root := index . 0 -}}{{- $role := index . 1 -}}{{- $at := index . 2 -}}
{{- $postgres := $root.Values.postgres -}}
postgres://{{ (index $postgres.roles $role).user }}@{{ $at.host }}:{{ int64 $at.port }}/{{ $postgres.database }}?sslmode={{ $postgres.sslmode }}
{{- if $postgres.ca.secret }}&sslrootcert=/etc/clockify-mcp/postgres-ca.crt{{ end -}}
{{- end -}}

{{- define "clockify-mcp.secretFile" -}}
- secret:
    name: {{ .from.secret }}
    items:
      - key: {{ .from.key }}
        path: {{ .path }}
{{- end -}}

{{- /* Files that all who go to the database need. */ -}}
{{- define "clockify-mcp.postgresFiles" -}}
{{- if .Values.postgres.ca.secret }}
{{ include "clockify-mcp.secretFile" (dict "from" .Values.postgres.ca "path" "postgres-ca.crt") }}
{{- end }}
{{- end -}}

{{- /* What the Jobs beside the server are told. They know nothing of callers. */ -}}
{{- define "clockify-mcp.jobEnv" -}}
# The image says otherwise, and nobody calls a job.
- name: MCP_PROFILE
  value: local-stdio
- name: MCP_CONTROL_PLANE_DSN
  value: {{ include "clockify-mcp.dsn" (list . "server" .Values.postgres) | quote }}
- name: MCP_CONTROL_PLANE_KEEPER_DSN
  value: {{ include "clockify-mcp.dsn" (list . "keeper" .Values.postgres) | quote }}
- name: MCP_CONTROL_PLANE_KEYS_FILE
  value: /etc/clockify-mcp/keys
- name: HOME
  value: /tmp
{{- range $name := list "MCP_LOG_FORMAT" "MCP_LOG_LEVEL" }}
{{- if hasKey $.Values.config $name }}
- name: {{ $name }}
  value: {{ include "clockify-mcp.text" (index $.Values.config $name) | quote }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "clockify-mcp.paths" -}}
- /mcp
- /.well-known/oauth-protected-resource
{{- if hasKey .Values.config "MCP_KEY_PAGE_CLIENT_ID" }}
- /key
{{- end }}
{{- end -}}

{{- define "clockify-mcp.portName" -}}
{{- ternary "https" "http" .Values.tls.enabled -}}
{{- end -}}

{{- /* Combinations that would go wrong later, and quietly. */ -}}
{{- define "clockify-mcp.check" -}}
{{- $secret := dict -}}
{{- range .Values.secretEnv }}{{ $_ := set $secret .setting . }}{{ end -}}
{{- if not .Values.postgres.enabled -}}
{{- if or (gt (int .Values.replicas) 1) .Values.autoscaling.enabled -}}
{{- fail "Without Postgres there is one replica: two would have two audit logs and two journals. Set postgres.enabled=true, or replicas=1 and autoscaling.enabled=false." -}}
{{- end -}}
{{- end -}}
{{- if and .Values.metrics.enabled (not (hasKey $secret "MCP_METRICS_BEARER_TOKEN")) -}}
{{- fail "Metrics are shown to whoever has a token. Add MCP_METRICS_BEARER_TOKEN to secretEnv, or set metrics.enabled=false." -}}
{{- end -}}
{{- if and .Values.serviceMonitor.enabled (not .Values.metrics.enabled) -}}
{{- fail "A ServiceMonitor needs something to read. Set metrics.enabled=true." -}}
{{- end -}}
{{- if and .Values.tls.clientCa.secret (not .Values.tls.enabled) -}}
{{- fail "Clients show certificates over TLS alone. Set tls.enabled=true, or leave tls.clientCa.secret out." -}}
{{- end -}}
{{- if le (int .Values.terminationGracePeriodSeconds) (add (int .Values.preStopSeconds) 11) -}}
{{- fail "The server answers what runs for ten seconds after preStopSeconds. Set terminationGracePeriodSeconds to more than preStopSeconds and eleven." -}}
{{- end -}}
{{- end -}}

{{- /* How the kubelet asks. It has no certificate to show, so where clients must, it only connects. */ -}}
{{- define "clockify-mcp.probe" -}}
{{- $root := index . 0 -}}
{{- if $root.Values.tls.clientCa.secret -}}
tcpSocket:
  port: https
{{- else -}}
httpGet:
  path: {{ index . 1 }}
  port: {{ include "clockify-mcp.portName" $root }}
  scheme: {{ include "clockify-mcp.portName" $root | upper }}
{{- end -}}
{{- end -}}
