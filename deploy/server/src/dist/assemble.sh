#!/bin/sh
# Puts the packaged server together: its own Java runtime, its jars, and the cache of their classes.
#
#   assemble.sh JAVA_HOME LIB TESTS OUT
#
#   JAVA_HOME  a JDK of the version to ship
#   LIB        the folder with clockify-mcp.jar, which holds all that is on the class path
#   TESTS      the compiled tests, which hold the conversation that trains the cache
#   OUT        the folder to make; what is there is replaced at the end, when all went well
#
# The parts fit together only as they are made here, in one go: the cache is for this jar, this
# runtime and these flags. clockify-mcp.sh says how that is held.
set -eu
LC_ALL=C
export LC_ALL

jdk=$1 lib=$2 tests=$3 out=$4
main=io.github.clockifymcp.server.Main
here=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$here/../../../.." && pwd)

fail() {
    printf '%s\n' "assemble.sh: $1" >&2
    exit 1
}

sha256() {
    if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi
}

[ -x "$jdk/bin/jlink" ] || fail "$jdk has no bin/jlink."
[ -d "$lib" ] && [ -d "$tests" ] || fail "$lib or $tests is not there; run mvn package first."
case $out in /*) ;; *) out=$PWD/$out ;; esac
new=$out.new
rm -rf "$new"
mkdir -p "$new/bin" "$new/lib"

# The runtime: only modules of the JDK, since half of our libraries have no module descriptor. It
# depends on nothing else, so it is made once for each JDK and list.
modules=$(tr '\n' ',' <"$here/modules.txt")
runtimes=$(dirname "$lib")/runtimes
runtime=$runtimes/$(cat "$jdk/release" "$here/modules.txt" "$0" | sha256 | cut -c 1-16)
if [ ! -d "$runtime" ]; then
    rm -rf "$runtimes"
    mkdir -p "$runtimes"
    "$jdk/bin/jlink" --add-modules "${modules%,}" --output "$runtime.new" \
        --strip-debug --no-header-files --no-man-pages --compress zip-6 --generate-cds-archive ||
        fail "jlink could not make the runtime."
    # Only java itself is started, and only with compressed pointers.
    find "$runtime.new/bin" -type f ! -name java -exec rm -f {} +
    find "$runtime.new/lib" -name 'classes_*.jsa' -exec rm -f {} +
    mv "$runtime.new" "$runtime"
fi
cp -R "$runtime" "$new/runtime"

jar=$new/lib/clockify-mcp.jar
cp "$lib/clockify-mcp.jar" "$jar"
chmod 644 "$jar"
digest=$(sha256 <"$jar" | cut -c 1-16)

# One modification time for jar and cache, made from the digest: another build has another one. Its
# seconds are even, because zip keeps no others.
number() {
    printf '%d' "0x$(printf '%s' "$digest" | cut -c "$1")"
}
stamp=$(printf '20%02d%02d%02d%02d%02d.%02d' \
    $(($(number 1-2) % 5 + 20)) $(($(number 3-4) % 12 + 1)) $(($(number 5-6) % 28 + 1)) \
    $(($(number 7-8) % 24)) $(($(number 9-10) % 60)) $(($(number 11-12) % 30 * 2)))
TZ=UTC0 touch -t "$stamp" "$jar"

flags=$(tr '\n' ' ' <"$here/jvm.flags")
sed -e "s|@DIGEST@|$digest|" -e "s|@STAMP@|$stamp|" -e "s|@MAIN@|$main|" \
    -e "s|@FLAGS@|${flags% }|" "$here/clockify-mcp.sh" >"$new/bin/clockify-mcp"
chmod 755 "$new/bin/clockify-mcp"
cp "$repository/LICENSE" "$repository/NOTICE" "$new/"

# The cache: one conversation with the server as it will run. It ends where a client has the list of
# tools: at every start the JVM links each class of the cache, used or not. A tool call in the
# conversation adds about 45 ms and 10 MB to every start, and spares the first call some 220 ms; the
# other era adds 10 ms. It runs with the quick compiler alone: what the other one leaves in the cache
# costs 7 ms and 3 MB at every start.
#
# It is made where the jar will be: for each class the JVM asks for the real path of the jar that
# the cache names, and when nothing is there, the asking alone costs 8 ms at every start. So the
# new folder takes its place now, and gives it back if the rest goes wrong.
old=$out.old
rm -rf "$old"
[ ! -e "$out" ] || mv "$out" "$old"
training=$(mktemp -d)
finish() {
    rm -rf "$training"
    [ -n "${made-}" ] || {
        rm -rf "$out"
        [ ! -e "$old" ] || mv "$old" "$out"
    }
    rm -rf "$old"
}
trap finish EXIT
mv "$new" "$out"
jar=$out/lib/clockify-mcp.jar
cache=$out/lib/$digest.aot

# What a client usually sets is set, so that reading it is in the cache: the first class that is not
# opens the jar, and its list of files alone is read for some 8 ms.
env -i PATH="$PATH" HOME="$training" LC_ALL=C.UTF-8 \
    MCP_CONTROL_PLANE_DSN="file:$training/state" CLOCKIFY_API_KEY=sandbox-key-mina-member \
    CLOCKIFY_WORKSPACE_ID=64a1f0c2e4b0a1b2c3d4e5f6 CLOCKIFY_POLICY=standard \
    CLOCKIFY_TIMEZONE=Europe/Berlin \
    "$jdk/bin/java" -cp "$tests:$lib/*" io.github.clockifymcp.server.packaged.Training \
    "$here/training.ndjson" \
    "$out/runtime/bin/java" $flags -XX:TieredStopAtLevel=1 \
    "-XX:AOTCacheOutput=$cache" -cp "$jar" \
    "$main" --profile=sandbox --at 2026-11-17T09:00:00Z 2>"$training/err" || {
    cat "$training/err" >&2
    fail "the training conversation went wrong."
}
[ -f "$cache" ] || {
    cat "$training/err" >&2
    fail "the training made no cache."
}
TZ=UTC0 touch -t "$stamp" "$cache"
made=yes
