#!/bin/sh
# Installs nanollama @VERSION@ for you alone: no sudo, nothing outside your home.
#
#   sh install.sh                     from where this release lies
#   sh install.sh --from DIR|URL      from another place that holds the archives of this release
#   sh install.sh --to DIR            the program into DIR instead of ~/.local/bin
#
# It needs tar, gzip, one of sha256sum, shasum and openssl, and for a URL one of curl and wget. What it fetches must have the
# SHA-256 that stands below, or nothing is installed.
set -eu

version='@VERSION@'
from='@URL@'
sums='@SUMS@'
to=$HOME/.local/bin

fail() {
  printf 'install.sh: %s\n' "$*" >&2
  exit 2
}

has() { command -v "$1" >/dev/null 2>&1; }

while [ $# -gt 0 ]; do
  case $1 in
    --from) from=${2:?--from wants a folder or a URL} && shift 2 ;;
    --to) to=${2:?--to wants a folder} && shift 2 ;;
    -h | --help) sed -n '2,9s/^# \{0,1\}//p' "$0" && exit 0 ;;
    *) fail "unknown word $1; there are --from DIR|URL and --to DIR" ;;
  esac
done
[ -n "$from" ] || fail 'where the archives lie is not known: sh install.sh --from DIR|URL'

# glibc 2.17 or later, by what the system says of itself; musl's ldd says so, too, and older ones are served by the static program.
glibc_is_enough() {
  said=$( (getconf GNU_LIBC_VERSION || ldd --version) 2>/dev/null | sed -n '1s/.*[^0-9.]\([0-9][0-9]*\.[0-9][0-9]*\).*/\1/p')
  [ -n "$said" ] || return 1
  if ldd --version 2>&1 | grep -qi musl; then return 1; fi
  [ "${said%%.*}" -gt 2 ] || { [ "${said%%.*}" -eq 2 ] && [ "${said#*.}" -ge 17 ]; }
}

case $(uname -s)/$(uname -m) in
  Linux/x86_64 | Linux/amd64) if glibc_is_enough; then system=linux-x86_64; else system=linux-x86_64-musl; fi ;;
  Linux/aarch64 | Linux/arm64)
    glibc_is_enough || fail 'on ARM it needs glibc 2.17 or later: build it from its source (docs/install.md)'
    system=linux-arm64
    ;;
  *) fail "there is no program for $(uname -s) on $(uname -m) in this release: build it from its source (docs/install.md)" ;;
esac
archive=nanollama-$version-$system.tar.gz
expected=$(printf '%s\n' "$sums" | sed -n "s/^\([0-9a-f]\{64\}\)  $archive\$/\1/p")
[ -n "$expected" ] || fail "this release has no $archive"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' HUP INT TERM
case $from in
  *://*)
    printf 'fetching %s/%s\n' "$from" "$archive" >&2
    if has curl; then
      curl -fL --retry 5 --retry-delay 2 -o "$folder/$archive" "$from/$archive" || fail "$from/$archive did not come"
    elif has wget; then
      wget -q -t 5 -O "$folder/$archive" "$from/$archive" || fail "$from/$archive did not come"
    else
      fail 'neither curl nor wget is here to fetch it with'
    fi
    ;;
  *) cp "$from/$archive" "$folder/$archive" || fail "there is no $from/$archive" ;;
esac

if has sha256sum; then
  found=$(sha256sum "$folder/$archive")
elif has shasum; then
  found=$(shasum -a 256 "$folder/$archive")
elif has openssl; then
  found=$(openssl dgst -sha256 -r "$folder/$archive")
else
  fail 'none of sha256sum, shasum and openssl is here to check what came'
fi
found=${found%% *}
[ "$found" = "$expected" ] || fail "$archive has the SHA-256 $found, and $expected was expected: nothing was installed"

tar -xzf "$folder/$archive" -C "$folder"
unpacked=$folder/nanollama-$version-$system
mkdir -p "$to"
# Under another name first: a program that runs cannot be written into, but its name can be given away.
cp "$unpacked/nanollama" "$to/.nanollama-$$"
chmod 755 "$to/.nanollama-$$"
mv -f "$to/.nanollama-$$" "$to/nanollama"
share=${XDG_DATA_HOME:-$HOME/.local/share}
put() {
  [ -e "$1" ] || return 0
  mkdir -p "$2"
  cp "$1" "$2/${3:-}"
}
put "$unpacked/completions/nanollama.bash" "$share/bash-completion/completions" nanollama
put "$unpacked/completions/_nanollama" "$share/zsh/site-functions"
put "$unpacked/completions/nanollama.fish" "$share/fish/vendor_completions.d"
for page in "$unpacked"/man/*.1; do put "$page" "$share/man/man1"; done

printf 'installed %s: %s\n' "$to/nanollama" "$("$to/nanollama" --version)" >&2
case :$PATH: in
  *:"$to":*) ;;
  *) printf "it is not on your path yet: export PATH=\"%s:\$PATH\"\n" "$to" >&2 ;;
esac
printf 'next: nanollama doctor\n' >&2
