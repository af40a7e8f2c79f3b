#!/bin/bash
# Run by the Postgres image when its folder is empty: the three roles of a service, each with the
# password in its file.
set -euo pipefail

for role in owner server keeper; do
    psql --quiet --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" \
        --dbname "${POSTGRES_DB:-clockify_mcp}" --set "role=mcp_$role" \
        --set "password=$(cat "${SECRETS:-/run/secrets}/$role-password")" <<'SQL'
create role :"role" login password :'password';
SQL
done
psql --quiet --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" \
    --dbname "${POSTGRES_DB:-clockify_mcp}" --set "database=${POSTGRES_DB:-clockify_mcp}" <<'SQL'
alter database :"database" owner to mcp_owner;
SQL
