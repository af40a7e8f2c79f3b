#!/bin/sh
# Makes one release of what the machines made, each for its platform.
#
#   collect.sh MADE OUT VERSION
#
#   MADE     has a folder for each machine: what `make release` left there in dist/release
#   OUT      the folder to make, with every file of the release and SHA256SUMS
#   VERSION  of the release
#
# Each file has to be what its machine wrote. Some are for every platform (the chart, npm's first
# package, the bill of materials), and all machines made them; the release has those of linux-x64.
# What is in them is the same, but not every machine compresses alike.
set -eu
LC_ALL=C
export LC_ALL

repository=$(cd "$(dirname "$0")/../.." && pwd)
made=$1 out=$2 version=$3
case $out in /*) ;; *) out=$PWD/$out ;; esac

fail() {
    printf '%s\n' "collect.sh: $1" >&2
    exit 1
}

[ ! -e "$out" ] || fail "$out is there already."
mkdir -p "$out"
# linux-x64 comes last, and its files in the place of those that are called alike.
first= platforms=
for sums in "$made"/*/SHA256SUMS-*; do
    [ -f "$sums" ] || fail "$made has no folder with a SHA256SUMS-PLATFORM."
    platform=${sums##*/SHA256SUMS-}
    (cd "${sums%/*}" && sha256sum --check --strict --quiet "${sums##*/}") ||
        fail "what $platform made is not what is here."
    platforms="$platforms $platform"
    if [ "$platform" = linux-x64 ]; then
        first=${sums%/*}
    else
        cp "${sums%/*}"/* "$out"
    fi
done
for wanted in $(sed -n 's|.*"clockify-mcp-\([a-z0-9-]*\)": "@VERSION@".*|\1|p' \
    "$repository/deploy/install/npm/wrapper/package.json"); do
    case "$platforms " in
    *" $wanted "*) ;;
    *) fail "npm's package names $wanted, and there is only$platforms." ;;
    esac
done
cp "$first"/* "$out"
rm "$out"/SHA256SUMS-*

jdk=$(sh "$repository/deploy/find-jdk.sh")
[ -n "$jdk" ] || fail "$(sh "$repository/deploy/find-jdk.sh" --explain)"
(cd "$repository" && "$jdk/bin/java" deploy/install/Pack.java registry "$out" "$version")
sums=$(cd "$out" && sha256sum -- *)
printf '%s\n' "$sums" >"$out/SHA256SUMS"
echo "$(wc -l <"$out/SHA256SUMS") files, of$platforms."
