#!/bin/sh
# Packs a built server into one file that tar unpacks, with its checksum beside it.
#
#   pack.sh DIST OUT NAME
#
#   DIST  the folder that make build made
#   OUT   the folder for the file, which is made where it is not there
#   NAME  how the file is called before .tar.gz, and the folder in it
#
# Everything in it has the time of the jar and of the cache, which the launcher compares, and belongs
# to nobody: packed twice, the same folder gives the same file.
set -eu
LC_ALL=C
export LC_ALL

dist=$1 out=$2 name=$3
tar=tar
if command -v gtar >/dev/null; then
    tar=gtar
fi
"$tar" --version 2>/dev/null | grep -q GNU || {
    echo "pack.sh: GNU tar is needed; others cannot sort. Install it as gtar." >&2
    exit 1
}
mkdir -p "$out"
"$tar" -C "$dist" --sort=name --owner=0 --group=0 --numeric-owner --mode=u+rwX,go+rX,go-w \
    --mtime="$(cd "$dist" && pwd)/lib/clockify-mcp.jar" --transform "s|^\.|$name|" -cf - . |
    gzip -n -9 >"$out/$name.tar.gz"
