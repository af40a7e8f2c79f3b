#!/bin/sh
# Makes what compose.yaml needs and must not be in a repository: passwords, the keys of the service
# and the token of callers. What is there already stays.
#
#   ./prepare.sh
#
# CLOCKIFY_MCP is how the program is run; left out, it is the image.
set -eu
cd "$(dirname "$0")"

random() {
    od -An -N32 -tx1 /dev/urandom | tr -d ' \n'
}

mkdir -p secrets
chmod 700 secrets
for name in postgres owner server keeper; do
    file=secrets/$name-password
    [ -s "$file" ] || random >"$file"
    # Containers read them as users of their own; the folder is what keeps others of this machine
    # away from them.
    chmod 644 "$file"
done
if [ ! -s secrets/keys ]; then
    if [ -n "${CLOCKIFY_MCP-}" ]; then
        "$CLOCKIFY_MCP" key new --file "$PWD/secrets/keys"
    else
        docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD/secrets:/secrets" \
            "${CLOCKIFY_MCP_IMAGE:-clockify-mcp:0.1.0}" key new --file /secrets/keys
    fi
    chmod 644 secrets/keys
fi
if [ ! -e .env ]; then
    (umask 077 && sed "s/^MCP_BEARER_TOKEN=\$/MCP_BEARER_TOKEN=$(random)/" .env.example >.env)
fi
