"""The official `huggingface_hub` client pulls from the mirror and pushes to it, unchanged: what the mirror speaks is the Hub's
protocol as its own client reads it; large files go in three parts, trees come in pages of three. Give the mirror's program:

    python oracle/hub_client.py target/release/mirror

Needs huggingface_hub (oracle/requirements.txt). Prints a line a check, and ends with 1 if one fails.
"""

import os
import subprocess
import sys
import tempfile

MIRROR = subprocess.Popen([sys.argv[1], "0", "1000000", "3"], stdout=subprocess.PIPE, text=True)
LINE = MIRROR.stdout.readline().split()
HOME = tempfile.mkdtemp()
os.environ.update(HF_HUB_DISABLE_XET="1", HF_HOME=HOME, HF_HUB_DISABLE_TELEMETRY="1", HF_HUB_DISABLE_PROGRESS_BARS="1")
os.environ.update(dict(word.split("=", 1) for word in LINE))

from huggingface_hub import CommitOperationAdd, HfApi, hf_hub_download, snapshot_download  # noqa: E402
from huggingface_hub.errors import (  # noqa: E402
    EntryNotFoundError,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)

FAILED = 0


def check(what: str, holds: bool) -> None:
    global FAILED
    FAILED += not holds
    print(("ok    " if holds else "WRONG ") + what)


def raises(what: str, kind: type, call) -> None:
    try:
        call()
    except kind:
        check(what, True)
    except Exception as error:
        print(type(error), error)
        check(what, False)
    else:
        check(what, False)


def main() -> None:
    api = HfApi()
    check("whoami", api.whoami()["name"] == "me")
    url = api.create_repo("me/toy", private=True)
    check("a repository is made", url.repo_id == "me/toy" and api.model_info("me/toy").private)
    api.create_repo("me/toy", exist_ok=True)
    small, large = b'{"a": 1}\n' * 40, os.urandom(3_000_000)
    with tempfile.TemporaryDirectory() as folder:
        os.makedirs(f"{folder}/checkpoints/step_000003")
        for name, content in [
            ("config.json", small),
            ("model.safetensors", large),
            ("empty.txt", b""),
            ("checkpoints/step_000003/DONE", b"done"),
        ]:
            with open(f"{folder}/{name}", "wb") as file:
                file.write(content)
        first = api.upload_folder(repo_id="me/toy", folder_path=folder, commit_message="first")
    check("a folder is pushed as one commit", len(first.oid) == 40)
    listed = {file.path: file for file in api.list_repo_tree("me/toy", recursive=True)}
    check("the tree lists files and folders", "checkpoints/step_000003" in listed and "model.safetensors" in listed)
    check("large files are named by SHA-256", listed["model.safetensors"].lfs is not None)
    path = snapshot_download("me/toy")
    with open(f"{path}/model.safetensors", "rb") as file:
        check("a snapshot brings the bytes back", file.read() == large)
    check("small files too", open(f"{path}/config.json", "rb").read() == small)
    check("the snapshot is the commit's", path.endswith(first.oid))
    blob = subprocess.run(["git", "hash-object", "--stdin"], input=small, capture_output=True).stdout.decode().strip()
    check("a small file's blob is git's", listed["config.json"].blob_id == blob)
    second = api.create_commit("me/toy", [CommitOperationAdd("a b/ü.txt", b"x")], commit_message="second")
    check("an old revision stays", "a b/ü.txt" not in api.list_repo_files("me/toy", revision=first.oid))
    check("names are read as they were written", "a b/ü.txt" in api.list_repo_files("me/toy", revision=second.oid))
    found = hf_hub_download("me/toy", "a b/ü.txt", revision="main")
    check("and can be had", open(found, "rb").read() == b"x")
    api.create_repo("me/rows", repo_type="dataset")
    api.upload_file(path_or_fileobj=b"{}\n", path_in_repo="train.jsonl", repo_id="me/rows", repo_type="dataset")
    found = hf_hub_download("me/rows", "train.jsonl", repo_type="dataset")
    check("a dataset goes and comes", open(found, "rb").read() == b"{}\n")
    raises("no such file", EntryNotFoundError, lambda: hf_hub_download("me/toy", "none.txt"))
    raises("no such revision", RevisionNotFoundError, lambda: hf_hub_download("me/toy", "config.json", revision="v9"))
    raises("no such repository", RepositoryNotFoundError, lambda: api.model_info("me/none"))
    raises("hidden from strangers", RepositoryNotFoundError, lambda: api.model_info("me/toy", token="hf_stranger"))


try:
    main()
finally:
    MIRROR.kill()
sys.exit(1 if FAILED else 0)
