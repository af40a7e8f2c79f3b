#!/bin/sh
# Prints the home of a JDK that can build this project: JAVA_HOME's, the one on the path, or the
# first in the places where systems keep them. Prints nothing when there is none; --explain says
# what to do about that.

wanted=25

if [ "${1:-}" = --explain ]; then
    echo "JDK $wanted or newer builds this project, and I found none: install one (https://adoptium.net, \`apt install temurin-25-jdk\`, \`brew install openjdk@25\`, \`sdk install java 25-tem\`) or set JAVA_HOME to it."
    exit
fi

# The release file is quicker to ask than java itself, and every JDK has one.
fits() {
    [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 1
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    [ "${version:-0}" -ge "$wanted" ]
}

try() {
    if [ -n "$1" ] && fits "$1"; then
        printf '%s\n' "$1"
        exit
    fi
}

on_path() {
    java=$(command -v javac) || return
    while [ -h "$java" ]; do
        link=$(readlink "$java")
        case $link in
        /*) java=$link ;;
        *) java=${java%/*}/$link ;;
        esac
    done
    (cd "${java%/*}/.." 2>/dev/null && pwd)
}

try "${JAVA_HOME:-}"
try "$(on_path)"
for home in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/openjdk* /usr/local/jdk* \
    /usr/local/lib/jvm/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec \
    "${SDKMAN_DIR:-${HOME:-/}/.sdkman}"/candidates/java/* "${HOME:-/}"/.jdks/*; do
    try "$home"
done
