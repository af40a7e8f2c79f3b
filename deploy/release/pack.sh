#!/bin/sh
# Packs a built server, or the chart, into one file.
#
#   pack.sh server DIST OUT NAME    DIST is the folder that make build made; writes NAME.tar.gz
#   pack.sh chart CHART OUT NAME    CHART is the folder of the chart; writes NAME.tgz
#
#   OUT   the folder for the file, which is made where it is not there
#   NAME  how the file is called; for a server, also the folder in it
#
# Everything in it has one time, belongs to nobody, and has permissions that do not depend on who
# packs: the same folder gives the same file, whenever and wherever it is packed.
set -eu
LC_ALL=C
export LC_ALL

repository=$(cd "$(dirname "$0")/../.." && pwd)
what=$1 folder=$2 out=$3 name=$4

tar=tar
if command -v gtar >/dev/null; then
    tar=gtar
fi
"$tar" --version 2>/dev/null | grep -q GNU || {
    echo "pack.sh: GNU tar is needed; others cannot sort. Install it as gtar." >&2
    exit 1
}

# packed FILE TOP TIME OPTION...
# What links lead to is left as it is (S): licences of the Java runtime lead to ../java.base.
packed() {
    file=$1 top=$2 time=$3
    shift 3
    mkdir -p "$out"
    "$tar" -C "$folder" --format=ustar --sort=name --owner=0 --group=0 --numeric-owner \
        --mode=u+rwX,go+rX,go-w,a-s --mtime="$time" --transform "s|^\.|$top|S" "$@" -cf - . \
        >"$out/$file.tar"
    # Not by a pipe, which would hide that tar failed.
    gzip -n -9 <"$out/$file.tar" >"$out/$file.new"
    rm "$out/$file.tar"
    mv "$out/$file.new" "$out/$file"
}

case $what in
server)
    # The time of the jar and of the cache, which the launcher compares.
    packed "$name.tar.gz" "$name" "$(cd "$folder" && pwd)/lib/clockify-mcp.jar"
    ;;
chart)
    time=$(sed -n 's|.*<project.build.outputTimestamp>\(.*\)</.*|\1|p' "$repository/pom.xml")
    [ -n "$time" ] || {
        echo "pack.sh: pom.xml does not say project.build.outputTimestamp." >&2
        exit 1
    }
    # What Helm itself would leave out. It wants the folder in the file to be called like the chart.
    sed 's|/$||' "$folder/.helmignore" |
        packed "$name.tgz" clockify-mcp "$time" --exclude-from=-
    ;;
*)
    echo "pack.sh: Say server or chart first." >&2
    exit 1
    ;;
esac
