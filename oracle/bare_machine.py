"""The machine's part of recipes/cloud on a bare Debian (mmdebstrap, a folder to chroot into), by a user without sudo, and over a
connection that is cut half way. Needs root, mmdebstrap and curl.

    python oracle/bare_machine.py target/release/nanollama [ROOT.tar]

ROOT.tar keeps the bare Debian from one time to the next. Ends with exit code 1 when something is not as it should be."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
RECIPE = HERE / "recipes/cloud/machine.sh"
TRAIN = "--", "pipeline", "--name", "pico", "--corpus", "texts.txt", "--vocab-size", "600", "--steps", "3", "--batch-tokens", "512", \
    "--context", "64", "--base-only"
faults = []


def check(what, holds, said):
    print(f"{'ok' if holds else 'FAULT'}: {what}", flush=True)
    if not holds:
        faults.append(what)
        print(said)


class Cutting(BaseHTTPRequestHandler):
    """Gives half of what is asked for, and hangs up; the last bytes it gives whole."""

    file = b""
    asked = []

    def do_GET(self):
        found = re.match(r"bytes=(\d+)-", self.headers.get("Range", ""))
        begin = int(found[1]) if found else 0
        Cutting.asked.append(begin)
        rest = self.file[begin:]
        self.send_response(206 if found else 200)
        self.send_header("Content-Length", str(len(rest)))
        if found:
            self.send_header("Content-Range", f"bytes {begin}-{len(self.file) - 1}/{len(self.file)}")
        self.end_headers()
        self.wfile.write(rest if len(Cutting.asked) > 2 else rest[: len(rest) // 2])
        self.close_connection = True

    def log_message(self, *_):
        pass


def run(command, **environment):
    """Exit code, and what was said."""
    environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "NANOLLAMA_DEVICE": "cpu", **environment}
    done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, errors="replace", timeout=1800)
    return done.returncode, done.stdout


def bare(program, root):
    """A user without sudo on a Debian that has nothing but itself."""
    home = root / "home/someone"
    home.mkdir(parents=True)
    shutil.copy(program, root / "tmp/nanollama")
    shutil.copy(RECIPE, root / "tmp/machine.sh")
    (home / "nanollama").mkdir()
    texts(home / "nanollama/texts.txt")
    for path in [home, *home.rglob("*")]:
        os.chown(path, 1234, 1234)
    (root / "dev/null").exists() or subprocess.run(["mknod", "-m", "666", root / "dev/null", "c", "1", "3"], check=True)
    chroot = ["chroot", "--userspec=1234:1234", str(root)]
    code, said = run([*chroot, "sh", "/tmp/machine.sh", *TRAIN], HOME="/home/someone")
    check("without a program both variables are named", code == 2 and "NANOLLAMA_BINARY" in said and "NANOLLAMA_SOURCE" in said, said)
    code, said = run([*chroot, "sh", "/tmp/machine.sh", *TRAIN], HOME="/home/someone", NANOLLAMA_BINARY="http://127.0.0.1:1/x",
                     NANOLLAMA_SHA256="00")
    check("a user who can install nothing is told what lacks", code == 2 and "apt-get install curl" in said, said)
    code, said = run([*chroot, "sh", "/tmp/machine.sh", *TRAIN], HOME="/home/someone", NANOLLAMA_BINARY="/tmp/nanollama")
    made = list((home / "nanollama/weights").glob("*.gguf"))
    check("training goes to the banner, without tmux and screen", code == 0 and "DONE" in said and "setsid" in said and made, said)


def cut(program):
    """A download that breaks off twice goes on where it was."""
    Cutting.file = Path(program).read_bytes()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Cutting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as home:
        url, digest = f"http://127.0.0.1:{server.server_port}/nanollama", hashlib.sha256(Cutting.file).hexdigest()
        Path(home, "nanollama").mkdir()
        texts(Path(home, "nanollama/texts.txt"))
        command = ["sh", str(RECIPE), *TRAIN]
        code, said = run(command, HOME=home, NANOLLAMA_BINARY=url, NANOLLAMA_SHA256=digest, NANOLLAMA_SESSION="setsid")
        went_on = len(Cutting.asked) == 3 and 0 < Cutting.asked[1] < Cutting.asked[2]
        check("a connection that is cut is gone on with", code == 0 and went_on, f"{Cutting.asked}\n{said}")
        code, said = run(command, HOME=home, NANOLLAMA_BINARY=url + "?other", NANOLLAMA_SHA256="00", NANOLLAMA_SESSION="setsid")
        check("what has another SHA-256 is refused", code == 2 and digest in said, said)
    server.shutdown()


def texts(path):
    path.write_text("\n".join(page.read_text() for page in sorted(HERE.glob("docs/*.md"))))


def main(program, tar=None):
    cut(program)
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(tar or Path(folder, "root.tar"))
        if not kept.exists():
            subprocess.run(["mmdebstrap", "--quiet", "--variant=minbase", "bookworm", kept], check=True)
        root = Path(folder, "root")
        root.mkdir()
        subprocess.run(["tar", "-xf", kept, "-C", root], check=True)
        bare(program, root)
    print(f"bare_machine: {len(faults)} faults")
    sys.exit(1 if faults else 0)


main(*sys.argv[1:])
