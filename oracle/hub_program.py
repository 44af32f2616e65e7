"""The program and the official `huggingface_hub` client, both ways through the mirror: what one pushes the other pulls, and the
official client reads the program's cache with the network switched off. Then the program over TLS, with a certificate that
`SSL_CERT_FILE` names, and through a proxy that wants a password. Give both programs:

    python oracle/hub_program.py target/release/mirror target/release/nanollama

Needs huggingface_hub (oracle/requirements.txt) and openssl. Prints a line a check, and ends with 1 if one fails.
"""

import os
import socket
import ssl
import subprocess
import sys
import tempfile
import threading

MIRROR = subprocess.Popen([sys.argv[1], "0", "100000", "3"], stdout=subprocess.PIPE, text=True)
PROGRAM = os.path.abspath(sys.argv[2])
HUB = dict(word.split("=", 1) for word in MIRROR.stdout.readline().split())
HOME = tempfile.mkdtemp()
os.environ.update(HUB, HF_HUB_DISABLE_XET="1", HF_HOME=HOME, HF_HUB_DISABLE_TELEMETRY="1", HF_HUB_DISABLE_PROGRESS_BARS="1")

from huggingface_hub import HfApi, snapshot_download  # noqa: E402

FAILED = 0


def check(what: str, holds: bool) -> None:
    global FAILED
    FAILED += not holds
    print(("ok    " if holds else "WRONG ") + what)


def ours(*words: str, **variables: str) -> subprocess.CompletedProcess:
    said = subprocess.run([PROGRAM, *words], env={**os.environ, **variables}, capture_output=True, text=True)
    if said.returncode:
        print(said.stderr)
    return said


def pipe(one: socket.socket, other: socket.socket) -> None:
    try:
        while piece := one.recv(65536):
            other.sendall(piece)
    except OSError:
        pass
    for end in (one, other):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def join(one: socket.socket, other: socket.socket) -> None:
    threading.Thread(target=pipe, args=(one, other), daemon=True).start()
    pipe(other, one)


def listening(serve) -> int:
    """Runs `serve` with every connection, each in a thread; gives the port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        while True:
            threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    return listener.getsockname()[1]


def certificate(folder: str) -> ssl.SSLContext:
    """An authority (`folder/ca.pem`) and a server's certificate for localhost."""

    def openssl(*words: str) -> None:
        subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)

    new = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    openssl("req", "-x509", *new, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=authority", "-days", "2")
    openssl("req", *new, "-keyout", "key.pem", "-out", "asked.pem", "-subj", "/CN=localhost")
    with open(f"{folder}/names", "w") as file:
        file.write("subjectAltName=DNS:localhost\nbasicConstraints=CA:FALSE\n")
    signed = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "names"]
    openssl("x509", "-req", "-in", "asked.pem", *signed, "-out", "cert.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{folder}/cert.pem", f"{folder}/key.pem")
    return context


def main() -> None:
    api, large = HfApi(), os.urandom(350_000)
    with tempfile.TemporaryDirectory() as folder:
        os.makedirs(f"{folder}/mine/sub")
        for name, content in [("config.json", b"{}\n"), ("model.safetensors", large), ("sub/ü b.txt", b"x")]:
            with open(f"{folder}/mine/{name}", "wb") as file:
                file.write(content)
        said = ours("push", f"{folder}/mine", "--repo", "me/ours", "--private")
        check("a push is done", said.returncode == 0)
        check("the official client sees its files", set(api.list_repo_files("me/ours")) == {"config.json", "model.safetensors", "sub/ü b.txt"})
        path = snapshot_download("me/ours", cache_dir=f"{folder}/theirs")
        check("and reads their bytes", open(f"{path}/model.safetensors", "rb").read() == large)
        api.create_repo("me/theirs")
        api.upload_folder(repo_id="me/theirs", folder_path=f"{folder}/mine")
        said = ours("pull", "me/theirs", "--only", "*")
        place = said.stdout.strip()
        check("what the official client pushed is pulled", open(f"{place}/model.safetensors", "rb").read() == large)
        offline = "import sys; from huggingface_hub import snapshot_download; print(snapshot_download('me/theirs'))"
        found = subprocess.run([sys.executable, "-c", offline], env={**os.environ, "HF_HUB_OFFLINE": "1"}, capture_output=True, text=True)
        check("the official client finds it in our cache, offline", found.stdout.strip() == place)

        hub = HUB["HF_ENDPOINT"].removeprefix("http://").split(":")
        context, asked = certificate(folder), []

        def secure(client: socket.socket) -> None:
            try:
                join(context.wrap_socket(client, server_side=True), socket.create_connection(hub))
            except OSError:
                client.close()

        def proxy(client: socket.socket) -> None:
            head = b""
            while b"\r\n\r\n" not in head:
                head += client.recv(4096)
            asked.append(head.decode())
            if "Proxy-Authorization: Basic bWU6c2VjcmV0" not in asked[-1]:
                client.sendall(b"HTTP/1.1 407 Who are you\r\n\r\n")
                return client.close()
            where = asked[-1].split()[1]
            client.sendall(b"HTTP/1.1 200 Go on\r\n\r\n")
            join(client, socket.create_connection((where.split(":")[0], int(where.split(":")[1]))))

        api.upload_file(path_or_fileobj=b"[]", path_in_repo="small.json", repo_id="me/theirs")
        endpoint, behind = f"https://localhost:{listening(secure)}", listening(proxy)
        line = ["pull", "me/theirs", "--only", "small.json"]

        def cached(at: int) -> dict:
            return {"HF_ENDPOINT": endpoint, "HF_HOME": f"{folder}/home{at}"}

        said = subprocess.run([PROGRAM, *line], env={**os.environ, **cached(0)}, capture_output=True, text=True)
        check("a certificate of nobody is refused", said.returncode == 2 and "certificate" in said.stderr)
        trusted = {"SSL_CERT_FILE": f"{folder}/ca.pem"}
        check("one that is named is trusted", ours(*line, **cached(1), **trusted).returncode == 0)
        by = {"HTTPS_PROXY": f"http://me:secret@127.0.0.1:{behind}"}
        check("it goes through a proxy", ours(*line, **cached(2), **trusted, **by).returncode == 0 and len(asked) > 0)
        count = len(asked)
        ours(*line, **cached(3), **trusted, **by, NO_PROXY="localhost")
        check("and past it", len(asked) == count)
        check("the proxy sees no token", all("hf_mirror" not in head for head in asked))


try:
    main()
finally:
    MIRROR.kill()
sys.exit(1 if FAILED else 0)
