"""`nanollama serve` of a model while a block runs: found by its address, asked over plain HTTP, watched through /proc."""

import json
import os
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request


class Served:
    def __init__(self, program, model, *more):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        command = [program, "serve", "-q", "-m", model, "--port", str(port), *map(str, more)]
        # A file: a pipe that nobody reads would stop it.
        self.told = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=self.told)

    def __enter__(self):
        for _ in range(600):
            if self.process.poll() is not None:
                self.told.seek(0)
                raise SystemExit(f"nanollama serve ended: {self.told.read().strip()[-800:]}")
            try:
                urllib.request.urlopen(f"{self.address}/health").close()
                return self
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        self.process.kill()
        raise SystemExit("nanollama serve does not answer after a minute")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.told.close()

    def ask(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(urllib.request.Request(self.address + path, data)) as reply:
            return json.load(reply)


def cpu_seconds(pid):
    """What a process has computed so far, all its threads, in user and system mode."""
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(pid):
    """Bytes of a process that lie in memory."""
    with open(f"/proc/{pid}/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
