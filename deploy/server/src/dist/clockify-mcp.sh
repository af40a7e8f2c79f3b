#!/bin/sh
# Starts the server with the runtime and the class cache that were packed with it.
#
# The cache holds compiled and linked classes, and the JVM does not check it against the jar: it
# would run the old classes of a jar that was replaced, without a word. So we check. Jar and cache
# were packed with one modification time, made from the digest of the jar, which is also in the
# cache's name. While the times are the same, so is the jar. When they are not, because something
# unpacked us without keeping times or the jar was replaced, the digest itself decides: it fits, and
# the times are mended, or it does not, and the server runs without the cache, slower and correct.
#
# The JVM asks more: the times it was made for. What unpacks a bundle or a package of npm may set jar
# and cache to one time that is neither. So those hold lib/unpacked, which has us look at the digest
# once.
#
# Standard output belongs to the protocol; nothing here writes to it. On the usual way nothing is
# forked either, since a client waits for us.

digest='@DIGEST@'
stamp='@STAMP@'
main='@MAIN@'
flags='@FLAGS@'

fail() {
    printf '%s\n' "clockify-mcp: $1" >&2
    exit 2
}

# The digest of the jar; nothing when there is no tool for it.
digest_now() {
    if command -v sha256sum >/dev/null; then
        sha256sum <"$jar"
    elif command -v shasum >/dev/null; then
        shasum -a 256 <"$jar"
    elif command -v openssl >/dev/null; then
        openssl dgst -sha256 -r <"$jar"
    fi 2>/dev/null
}

set -f
# What others set for every JVM of this machine may write to standard output or change what the
# cache was made for. CLOCKIFY_MCP_JAVA_OPTS is for this one, and comes last.
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS JDK_AOT_VM_OPTIONS CLASSPATH
options=${CLOCKIFY_MCP_JAVA_OPTS-}
unset CLOCKIFY_MCP_JAVA_OPTS
# Names of files and the environment's values are UTF-8, also where a client starts us without a
# locale.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
*UTF-8 | *utf-8 | *UTF8 | *utf8) ;;
*) export LC_ALL=C.UTF-8 ;;
esac

self=$0
case $self in
*/*) ;;
*) self=$(command -v -- "$self") || fail "I cannot find where I am installed; start me by my path." ;;
esac
while [ -h "$self" ]; do
    link=$(readlink "$self") || fail "I cannot read the link $self."
    case $link in
    /*) self=$link ;;
    *) self=${self%/*}/$link ;;
    esac
done
# The cache knows its jar by its absolute path and accepts another folder in front of them.
case $self in
/*) ;;
*) self=$PWD/$self ;;
esac
home=${self%/*}
case $home in
*/bin) home=${home%/bin} ;;
*) home=$home/.. ;;
esac
case $home in
*:*) fail "The folder $home has a colon in its name, which a class path cannot have. Move me." ;;
esac

jar=$home/lib/clockify-mcp.jar
cache=$home/lib/$digest.aot
unpacked=$home/lib/unpacked
java=$home/runtime/bin/java
if [ ! -x "$java" ]; then
    [ -f "$java" ] || fail "$java is missing. Unpack me again."
    chmod +x "$java" "$home"/runtime/lib/jspawnhelper 2>/dev/null
    [ -x "$java" ] || fail "$java may not be executed. Unpack me again with a tool that keeps permissions."
fi

[ -f "$jar" ] || fail "$jar is missing. Unpack me again."
fits=yes
if [ ! -f "$cache" ]; then
    fits=no
elif [ -e "$unpacked" ] || [ "$jar" -nt "$cache" ] || [ "$jar" -ot "$cache" ]; then
    case $(digest_now) in
    "$digest"*)
        # Best effort: where the folder is read-only, we ask again next time.
        TZ=UTC0 touch -c -t "$stamp" "$jar" "$cache" >/dev/null 2>&1 &&
            rm -f "$unpacked" >/dev/null 2>&1
        ;;
    *) fits=no ;;
    esac
fi

# Over the network many clients share one process that runs for long: it gets more memory, most of it
# for what lives as long as one call. The cache fits all the same.
case "${MCP_TRANSPORT-} ${MCP_PROFILE-} $*" in
*streamable_http* | *-http* | *shared-service* | *prod-postgres* | *private-network*)
    flags="$flags -Xms128m -Xmn64m -Xmx512m"
    ;;
esac

if [ "$fits" = yes ]; then
    exec "$java" $flags "-XX:AOTCache=$cache" $options -cp "$jar" "$main" "$@"
fi
exec "$java" $flags $options -cp "$jar" "$main" "$@"
