#!/bin/sh
# Builds what is committed twice, in folders of different names, and compares what came of it: the
# jar, the Java runtime, the launcher, the bill of materials and the packed chart have to be the same
# to the byte. The cache of classes cannot be: the JVM writes into it where things lay in memory. It
# is left out, and whoever doubts it starts the server without it, which the launcher does where it
# does not fit.
set -eu
LC_ALL=C
export LC_ALL

repository=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for copy in once another-time; do
    git clone -q "$repository" "$work/$copy"
    (cd "$work/$copy" && make -s build sbom chart >"$work/$copy.log" 2>&1) || {
        tail -40 "$work/$copy.log" >&2
        echo "twice.sh: the build failed." >&2
        exit 1
    }
    (
        cd "$work/$copy/dist"
        find clockify-mcp clockify-mcp.cdx.json clockify-mcp-*-chart.tgz -type f ! -name '*.aot' \
            -exec sha256sum {} + | sort -k 2
    ) >"$work/$copy.sums"
done
if ! diff "$work/once.sums" "$work/another-time.sums" >&2; then
    echo "twice.sh: two builds of the same commit differ in these files." >&2
    exit 1
fi
echo "$(wc -l <"$work/once.sums") files are the same in both builds; left out is the cache of classes."
