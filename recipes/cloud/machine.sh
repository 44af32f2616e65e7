#!/bin/sh
# From an empty Linux machine to a trained model, on the machine where this is started. docs/cloud.md explains it.
#
#   NANOLLAMA_BINARY=URL NANOLLAMA_SHA256=SUM sh machine.sh --backup hub:USER/REPO -- pipeline --name nano --corpus books.txt --base-only
#
# A lost connection loses nothing: training goes on, and the same command looks at it again.

# >>> the machine's part: the same in every recipe, written there by `cargo xtask release --recipes`
set -eu

say() { printf '%s\n' "$*" >&2; }
fail() {
  say "error: $*"
  exit 2
}
has() { command -v "$1" >/dev/null 2>&1; }

# What may be said by the environment, or before the words of training.
dir=${NANOLLAMA_DIR:-$HOME/nanollama}        # where everything lies; paths in the words of training are seen from there
device=${NANOLLAMA_DEVICE:-cuda}             # cuda: nothing starts without a GPU; cpu; auto
backup=${NANOLLAMA_BACKUP:-}                 # hub:USER/REPO, or rsync:USER@HOST:DIR, or nothing
price=${NANOLLAMA_PRICE:-}                   # dollars an hour, to tell what it has cost
session=${NANOLLAMA_SESSION:-}               # tmux, screen, setsid, or none: here, in the foreground
while [ $# -gt 0 ]; do
  case $1 in
    --backup) backup=${2:?--backup wants hub:USER/REPO or rsync:USER@HOST:DIR} && shift 2 ;;
    --price) price=${2:?--price wants dollars an hour} && shift 2 ;;
    --dir) dir=${2:?--dir wants a folder} && shift 2 ;;
    --) shift && break ;;
    -*) fail "unknown word $1; there are --backup, --price and --dir, then -- and the words of training" ;;
    *) break ;;
  esac
done
[ $# -gt 0 ] || eval "set -- ${NANOLLAMA_TRAIN:-}"
[ $# -gt 0 ] || fail 'what is to be trained? Its words stand behind -- or in NANOLLAMA_TRAIN: pipeline --name nano --corpus FILE --base-only'
case $price in *[!0-9.]*) fail "--price $price: expected dollars an hour, as 2.49" ;; esac
case $backup in
  '' | hub:?*/?* | rsync:?*) ;;
  *) fail "--backup $backup: expected hub:USER/REPO or rsync:USER@HOST:DIR" ;;
esac
program=$dir/bin/nanollama log=$dir/train.log
mkdir -p "$dir/bin"
dir=$(cd "$dir" && pwd)

# Installs packages where that is allowed.
install() {
  if ! has apt-get; then return 1; fi
  if [ "$(id -u)" = 0 ]; then
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"; } >&2
  elif has sudo && sudo -n true 2>/dev/null; then
    { sudo apt-get update -qq && sudo apt-get install -y -qq --no-install-recommends "$@"; } >&2
  else
    return 1
  fi
}

# A command, and the packages that it comes with.
need() {
  command=$1
  shift
  has "$command" || install "$@" || true
  has "$command" || fail "$command is not here, and only an administrator can install it: apt-get install $*"
}

sha256() {
  if has sha256sum; then sha256sum "$1"; elif has shasum; then shasum -a 256 "$1"; else openssl dgst -sha256 -r "$1"; fi | cut -d ' ' -f 1
}

# A URL into a file. Where the connection is cut, the next try goes on.
fetch() {
  has curl || has wget || need curl curl ca-certificates
  tries=0
  while :; do
    if has curl; then curl -fsSL -C - --connect-timeout 30 -o "$2" "$1" && return; else wget -q -c -O "$2" "$1" && return; fi
    code=$? tries=$((tries + 1))
    # A server that cannot begin in the middle, or a file that is all there: from the start.
    if has curl && { [ $code = 33 ] || [ $code = 22 ]; }; then rm -f "$2"; fi
    [ $tries -lt 8 ] || fail "$1 did not come in $tries tries"
    say "$1 did not come whole (exit code $code); trying again"
    sleep "$tries"
  done
}

# A file or a URL, checked, as a file in $dir; its path is printed.
bring() {
  case $1 in
    *://*)
      [ -n "${NANOLLAMA_SHA256:-}" ] || fail "NANOLLAMA_SHA256 must say which SHA-256 $1 has"
      came=$dir/download
      [ "$(cat "$came.of" 2>/dev/null)" = "$1" ] || rm -f "$came"
      printf '%s\n' "$1" >"$came.of"
      [ -e "$came" ] && [ "$(sha256 "$came")" = "$NANOLLAMA_SHA256" ] || fetch "$1" "$came"
      ;;
    *) came=$1 && [ -f "$came" ] || fail "there is no file $came" ;;
  esac
  found=$(sha256 "$came")
  if [ "$found" != "${NANOLLAMA_SHA256:-$found}" ]; then
    [ "$came" = "$1" ] || rm -f "$came"
    fail "$1 has the SHA-256 $found, and NANOLLAMA_SHA256 says $NANOLLAMA_SHA256"
  fi
  printf '%s\n' "$came"
}

# The program itself, or a release's archive that holds it.
put_program() {
  file=$1
  if gzip -t "$file" 2>/dev/null; then
    rm -rf "$dir/unpacked" && mkdir "$dir/unpacked" && tar -xzf "$file" -C "$dir/unpacked"
    file=$(find "$dir/unpacked" -name nanollama -type f | head -n 1)
    [ -n "$file" ] || fail "there is no program in $1"
  fi
  cp "$file" "$program.new" && chmod 755 "$program.new" && mv -f "$program.new" "$program"
}

build() {
  rm -rf "$dir/source"
  case $1 in
    *.tar.gz | *.tgz)
      file=$(bring "$1") || exit
      mkdir "$dir/source" && tar -xzf "$file" -C "$dir/source" --strip-components=1
      ;;
    *) need git git && git clone -q --depth 1 "$1" "$dir/source" ;;
  esac
  need cc gcc libc6-dev
  PATH=$PATH:${CARGO_HOME:-$HOME/.cargo}/bin
  if ! has cargo; then
    fetch https://sh.rustup.rs "$dir/rustup.sh"
    sh "$dir/rustup.sh" -q -y --profile minimal --no-modify-path
  fi
  (cd "$dir/source" && cargo install -q --locked --path crates/nanollama --root "$dir")
}

get_program() {
  if [ -n "${NANOLLAMA_BINARY:-}" ]; then
    file=$(bring "$NANOLLAMA_BINARY") || exit
    put_program "$file"
  elif [ -n "${NANOLLAMA_SOURCE:-}" ]; then
    [ "$(cat "$dir/bin/source" 2>/dev/null)" = "$NANOLLAMA_SOURCE" ] || build "$NANOLLAMA_SOURCE"
    printf '%s\n' "$NANOLLAMA_SOURCE" >"$dir/bin/source"
  else
    fail 'where does the program come from? NANOLLAMA_BINARY names a file or a URL (with NANOLLAMA_SHA256): the program, or the .tar.gz of a release. NANOLLAMA_SOURCE names a git repository or a .tar.gz of the source'
  fi
  "$program" --version >&2 || fail "$program does not run on this machine"
}

# Whether this machine can train, as the program sees it. What it lacks beside NVIDIA's driver comes from PyPI.
look() {
  [ ! -d "$dir/nvidia" ] || export VIRTUAL_ENV="$dir/nvidia"
  "$program" doctor --device "$device" >&2 && return
  if [ -e /dev/nvidiactl ]; then
    say 'fetching the libraries that it lacks'
    venv() { python3 -m venv "$dir/nvidia" >/dev/null 2>&1; }
    if venv || { install python3-venv && venv; }; then
      "$dir/nvidia/bin/pip" install -q nvidia-cuda-nvrtc-cu12 nvidia-cublas-cu12 || true
      export VIRTUAL_ENV="$dir/nvidia"
      "$program" doctor --device "$device" >&2 && return
    fi
  fi
  say 'this machine cannot train on a GPU, as doctor says above: nothing was started. NANOLLAMA_DEVICE=cpu trains on the processor'
  exit 1
}

# What would fail at the end fails now.
check_backup() {
  case $backup in
    hub:*)
      tokens=${HF_TOKEN_PATH:-${HF_HOME:-$HOME/.cache/huggingface}/token}
      [ -n "${HF_TOKEN:-}" ] || [ -s "$tokens" ] || fail "--backup $backup needs HF_TOKEN, a token of the Hub that may write"
      ;;
    rsync:*)
      need rsync rsync openssh-client
      date >"$dir/begun"
      rsync -e 'ssh -o BatchMode=yes' "$dir/begun" "${backup#rsync:}/" || fail "--backup $backup: nothing can be written there"
      ;;
  esac
}

# A word as a shell reads it back.
quoted() { printf "'%s'" "$(printf '%s' "$1" | sed "s/'/'\\\\''/g")"; }

# What the part that trains must know, secrets among it: it removes the file when it has read it.
settle() {
  (
    umask 077
    for name in HF_TOKEN HF_TOKEN_PATH HF_HOME HF_ENDPOINT WANDB_API_KEY WANDB_PROJECT WANDB_ENTITY WANDB_MODE VIRTUAL_ENV \
      CUDA_HOME CUDA_PATH CUDA_VISIBLE_DEVICES LD_LIBRARY_PATH HTTPS_PROXY HTTP_PROXY NO_PROXY SSL_CERT_FILE SSH_AUTH_SOCK \
      NANOLLAMA_THREADS NANOLLAMA_COST_EVERY PATH HOME; do
      eval "value=\${$name-}"
      [ -z "$value" ] || printf 'export %s=%s\n' "$name" "$(quoted "$value")"
    done
    printf 'export NANOLLAMA_DEVICE=%s\nbackup=%s\nprice=%s\nset --' "$(quoted "$device")" "$(quoted "$backup")" "$(quoted "$price")"
    for word; do printf ' %s' "$(quoted "$word")"; done
    printf '\n'
  ) >"$dir/settings"
}

write_inside() {
  cat >"$dir/inside.sh" <<'INSIDE'
# Trains, backs up, and says how it went. Written by a recipe; it outlives the connection that started it.
dir=$1
cd "$dir" || exit 2
. ./settings
rm -f settings ended
unset NANOLLAMA_RUNS
echo $$ >pid
begun=$(date +%s)
say() { printf '%s\n' "$*"; }
cost() {
  hours=$(awk "BEGIN { printf \"%.2f\", ($(date +%s) - $begun) / 3600 }")
  [ -n "$price" ] && money=$(awk "BEGIN { printf \", about \$%.2f at \$%s an hour\", $hours * $price, \"$price\" }") || money=
  say "== $hours hours since this began$money"
}
# A run that was begun goes on.
if [ "$1" = pretrain ]; then
  run= last= resumes=
  for word; do
    [ "$last" = --run ] && run=$word
    case $word in --run=*) run=${word#--run=} ;; --resume) resumes=1 ;; esac
    last=$word
  done
  for step in "runs/$run"/checkpoints/step_*; do [ -e "$step" ] && [ -z "$resumes" ] && resumes=1 && set -- "$@" --resume; done
fi
say "== nanollama $*"
training= stopped=
trap 'stopped=1; [ -z "$training" ] || kill -TERM "$training" 2>/dev/null' HUP INT TERM
./bin/nanollama "$@" </dev/null &
training=$!
(
  spell=0
  while sleep 5 && kill -0 "$training" 2>/dev/null; do
    spell=$((spell + 5))
    [ $((spell % ${NANOLLAMA_COST_EVERY:-600})) -ne 0 ] || cost
  done
) &
code=0
while kill -0 "$training" 2>/dev/null; do wait "$training" && code=0 || code=$?; done
training=
# Stopped from outside, it saved and is not done, whatever it says.
[ -z "$stopped" ] || [ $code != 0 ] || code=130
cost
if [ -n "$stopped" ] && [ "${NANOLLAMA_AFTER:-}" = requeue ]; then
  say "== its time is over: it is queued again, and goes on"
  echo "$code" >ended
  rm -f pid
  exec scontrol requeue "$SLURM_JOB_ID"
fi
arrived=
# Several tries: what has arrived is not sent again.
attempt() {
  for pause in 10 30 60 120 0; do
    "$@" && arrived=1 && return
    [ -n "$stopped" ] || sleep "${NANOLLAMA_PAUSE:-$pause}"
  done
}
# The runs there are, the newest last.
runs() { for run in $(ls -tr runs 2>/dev/null); do for plan in "runs/$run"/plan.*; do [ ! -e "$plan" ] || echo "$run"; done; done; }
# The program compares the hash of every file with the Hub's before it says that it is done.
to_hub() {
  # shellcheck disable=SC2046 # a run's name has no blanks
  set -- $(runs)
  [ ! -d weights ] || set -- weights "$@"
  [ $# -gt 0 ] && ./bin/nanollama push "$@" --private --repo "${backup#hub:}"
}
# Everything but the program, the data and what was fetched. The second pass reads every byte on both sides and may find nothing.
to_rsync() {
  set -- rsync -e 'ssh -o BatchMode=yes' -a --partial --exclude=/bin --exclude=/data --exclude=/source --exclude=/nvidia \
    --exclude=/unpacked --exclude='/download*' --exclude=/rustup.sh --exclude=/inside.sh --exclude=/pid --exclude=/train.log \
    --exclude='.lock' --exclude=lock ./ "${backup#rsync:}/"
  "$@" && left=$("$@" --checksum --dry-run --itemize-changes) && [ -z "$left" ]
}
case $backup in
  hub:*) say "== backing up to ${backup#hub:}" && attempt to_hub ;;
  rsync:*) say "== backing up to ${backup#rsync:}" && attempt to_rsync ;;
esac
[ $code = 0 ] || say "== training ended with exit code $code; the same command goes on with it"
if [ -n "$arrived" ]; then
  say "== the backup arrived at ${backup#*:} and was compared with what is here: this machine can go. It costs until you end it"
elif [ -n "$backup" ]; then
  say "== THE BACKUP DID NOT ARRIVE at ${backup#*:}: keep this machine. The same command tries again"
  [ $code != 0 ] || code=2
else
  say "== nothing was backed up: fetch $dir/runs and $dir/weights before you end this machine"
fi
cost
echo "$code" >ended
if [ "${NANOLLAMA_AFTER:-}" = serve ] && [ $code = 0 ]; then
  run=$(runs | tail -n 1)
  say "== $run is served now: ${NANOLLAMA_LINK:-port $NANOLLAMA_PORT}"
  ./bin/nanollama serve -m "$run" --host 0.0.0.0 --port "$NANOLLAMA_PORT" --api-key
fi
rm -f pid
exit "$code"
INSIDE
}

is_running() { [ -e "$dir/pid" ] && kill -0 "$(cat "$dir/pid")" 2>/dev/null; }

# Starts the part that trains where the end of this connection does not reach it.
start() {
  for kind in ${session:-tmux screen setsid nohup}; do if has "$kind"; then break; fi; done
  has "$kind" || fail "$kind is not here"
  rm -f "$dir/ended" "$dir/pid"
  : >"$log"
  line="sh $(quoted "$dir/inside.sh") $(quoted "$dir") 2>&1 | tee -a $(quoted "$log")"
  case $kind in
    tmux)
      tmux kill-session -t nanollama 2>/dev/null || true
      tmux new-session -d -s nanollama "$line"
      say "training in tmux: tmux attach -t nanollama looks at it"
      ;;
    screen)
      screen -dmS nanollama sh -c "$line"
      say "training in screen: screen -r nanollama looks at it"
      ;;
    *)
      "$kind" sh "$dir/inside.sh" "$dir" </dev/null >>"$log" 2>&1 &
      say "training apart from this terminal ($kind)"
      ;;
  esac
  for _ in 1 2 3 4 5 6 7 8 9 10; do if [ -e "$dir/pid" ] || [ -e "$dir/ended" ]; then return; fi; sleep 1; done
  fail "training did not start; $log says why"
}

# Shows the log until training has ended, and ends with its exit code.
follow() {
  say "its log is $log. Ctrl-C stops looking, not training; the same command looks again"
  tail -n +1 -f "$log" &
  shown=$!
  trap 'kill $shown 2>/dev/null; exit 130' HUP INT TERM
  while is_running; do sleep 1; done
  sleep 1
  kill $shown 2>/dev/null || true
  [ -e "$dir/ended" ] || fail 'training was killed; the same command goes on with it'
  exit "$(cat "$dir/ended")"
}

if is_running; then
  say 'it is being trained already'
  follow
fi
get_program
look
check_backup
settle "$@"
write_inside
if [ "$session" = none ]; then exec sh "$dir/inside.sh" "$dir"; fi
start
follow
# <<< the machine's part
