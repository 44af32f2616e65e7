"""`nanollama serve` under load: beside llama.cpp's server, or with clients that go away.

  serve_load.py MODEL.gguf --nanollama PATH [--streams 64] [--waves 2] [--rounds 5] [--threads 2] [--prompt 64] [--tokens 128]
  serve_load.py MODEL.gguf --nanollama PATH --disconnect SECONDS [--streams 64]

Side by side: both servers are up, each round loads one after the other in turning order. A client process of its own keeps so
many streams open, each with a prompt of its own; temperature 0, ends ignored. Told of each server: tokens that arrived a
second, the time to the first token and between two of a stream (median and 99 of 100), and CPU seconds of the server a token
(/proc/PID/stat, the prompts' included). Row `whole` is the same work of ours asked for in few requests of 16 prompts that
answer in one piece: what the engine takes in such a batch, next to nothing of it for HTTP and events. At the end the medians
of the ratios within rounds. llama.cpp's server is xllamacpp's, with a slot a stream and its own defaults otherwise.

--disconnect: ours alone. Clients go away at random: before an answer, amid it, or not at all. Every stream that comes to its
end has to give the tokens of the same request alone, text and usage too, each once; in the end nothing is under way. What
lies in memory is read each second, once the cache of texts is full, and must not grow after the second quarter. Fails where any
of it is not so.
"""

import argparse
import asyncio
import json
import multiprocessing
import os
import random
import statistics
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request

from fixed_text import TEXT
from served import Served, cpu_seconds, resident

SLOTS = 64
GROWTH, SLACK = 1.05, 8 << 20


class Rival:
    """llama.cpp's server, in a process of its own."""

    name = "llama.cpp"

    def __init__(self, arguments):
        settings = {"model": arguments.model, "slots": SLOTS, "threads": arguments.threads,
                    "context": SLOTS * (arguments.prompt + arguments.tokens + 16)}
        command = [sys.executable, os.path.abspath(__file__), "--rival", json.dumps(settings)]
        pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing, text=True)

    def __enter__(self):
        for line in self.process.stdout:
            if line.startswith("address "):
                self.address = line.split()[1]
                return self
        raise SystemExit("llama.cpp's server did not start")

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()


def be_rival(settings):
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = settings["model"]
    parameters.n_ctx = settings["context"]
    parameters.n_parallel = settings["slots"]
    parameters.n_gpu_layers = 0
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = settings["threads"]
    parameters.verbosity = 0
    server = xllamacpp.Server(parameters)
    print("address", server.listening_address, flush=True)
    sys.stdin.read()


async def post(address, body):
    """A request under way: its reader and writer. HTTP/1.1, closed behind the answer."""
    place = urllib.parse.urlsplit(address)
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    data = json.dumps(body).encode()
    head = f"POST /v1/completions HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Type: application/json\r\nConnection: close\r\n"
    writer.write(head.encode() + f"Content-Length: {len(data)}\r\n\r\n".encode() + data)
    await writer.drain()
    return reader, writer


async def lines(reader):
    """The lines of an answer's body, whether it comes in chunks or not."""
    head = await reader.readuntil(b"\r\n\r\n")
    assert b" 200 " in head.split(b"\r\n", 1)[0], head + await reader.read(500)
    if b"chunked" not in head.lower():
        while line := await reader.readline():
            yield line
        return
    rest = b""
    while size := int(await reader.readline(), 16):
        parts = (rest + (await reader.readexactly(size + 2))[:-2]).split(b"\n")
        rest = parts.pop()
        for part in parts:
            yield part
    if rest:
        yield rest


async def stream(address, body, leave=None):
    """The events of a stream with their times, or None where the client left after `leave` of them."""
    reader, writer = await post(address, body | {"stream": True, "stream_options": {"include_usage": True}})
    events, done = [], 0
    try:
        if leave == 0:
            return None
        async for line in lines(reader):
            if line.startswith(b"data: [DONE]"):
                done += 1
            elif line.startswith(b"data: "):
                assert not done, "an event behind the end"
                events.append((time.perf_counter(), json.loads(line[6:])))
                if leave is not None and len(events) >= leave:
                    return None
        assert done == 1, f"{done} ends"
        return events
    finally:
        writer.close()


def request(ids, tokens, seed):
    """A prompt of so many tokens that no other seed has."""
    draw = random.Random(seed)
    return {"prompt": [draw.choice(ids) for _ in range(tokens[0])], "max_tokens": tokens[1], "temperature": 0, "ignore_eos": True}


async def load(address, ids, tokens, streams, waves, seed):
    """`streams` at once, each `waves` times."""
    firsts, gaps, count, ends = [], [], 0, []
    began = time.perf_counter()

    async def one(number):
        nonlocal count
        for wave in range(waves):
            sent = time.perf_counter()
            events = await stream(address, request(ids, tokens, f"{seed} {number} {wave}"))
            texts = [at for at, event in events if event["choices"] and not event["choices"][0].get("finish_reason")]
            firsts.append(texts[0] - sent)
            gaps.extend(later - at for at, later in zip(texts, texts[1:]))
            usage = [event["usage"] for _, event in events if event.get("usage")]
            assert len(usage) == 1 and usage[0]["completion_tokens"] == tokens[1], usage
            count += tokens[1]
            ends.append(events[-1][0])

    await asyncio.gather(*(one(number) for number in range(streams)))
    percent = lambda values, part: statistics.quantiles(values, n=100, method="inclusive")[part - 1]
    return {"tokens": count, "seconds": max(ends) - began, "first": [percent(firsts, part) for part in (50, 99)],
            "gap": [percent(gaps, part) for part in (50, 99)]}


async def whole(address, ids, tokens, streams, waves, seed):
    """The same work, 16 prompts a request, answered in one piece."""
    bodies = [request(ids, tokens, f"{seed} {number} {wave}") for wave in range(waves) for number in range(streams)]
    began = time.perf_counter()

    async def one(part):
        body = part[0] | {"prompt": [body["prompt"] for body in part]}
        reader, writer = await post(address, body)
        answer = json.loads(b"\n".join([line async for line in lines(reader)]))
        writer.close()
        return answer["usage"]["completion_tokens"]

    count = 0
    for wave in range(waves):
        own = bodies[wave * streams:(wave + 1) * streams]
        count += sum(await asyncio.gather(*(one(own[at:at + 16]) for at in range(0, streams, 16))))
    assert count == len(bodies) * tokens[1], count
    return {"tokens": count, "seconds": time.perf_counter() - began}


def client(work, *arguments):
    """Runs a coroutine of this file in a process of its own; what it gives, and its CPU seconds."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(run, (work, arguments))


def run(work, arguments):
    before = time.process_time()
    found = asyncio.run(globals()[work](*arguments))
    return found | {"client": time.process_time() - before}


def measured(server, work, *arguments):
    before = cpu_seconds(server.process.pid)
    found = client(work, server.address, *arguments)
    found["cpu"] = (cpu_seconds(server.process.pid) - before) / found["tokens"]
    found["rate"] = found["tokens"] / found["seconds"]
    return found


def told(name, found):
    text = f"{name:10} {found['rate']:8.1f} tokens/s, {1e3 * found['cpu']:7.3f} ms CPU a token"
    if "first" in found:
        (first, late), (gap, wide) = found["first"], found["gap"]
        text += f", first token {1e3 * first:.0f} ms (99%: {1e3 * late:.0f}), between {1e3 * gap:.1f} ms (99%: {1e3 * wide:.1f})"
    print(f"{text}; client {1e3 * found['client'] / found['tokens']:.3f} ms CPU a token", flush=True)


def side_by_side(arguments):
    tokens = (arguments.prompt, arguments.tokens)
    context = arguments.prompt + arguments.tokens + 16
    ours = Served(arguments.nanollama, arguments.model, "-c", context, "--parallel", SLOTS, "--threads", arguments.threads)
    with ours, Rival(arguments) as theirs:
        ids = ours.ask("/tokenize", {"content": TEXT})["tokens"]
        kinds = [("nanollama", ours, "load"), ("whole", ours, "whole"), ("llama.cpp", theirs, "load")]
        for name, server, work in kinds:
            client(work, server.address, ids, (arguments.prompt, 8), arguments.streams, 1, f"{work} warm")
        rounds = []
        for number in range(arguments.rounds):
            found = {}
            for name, server, work in kinds[number % 3:] + kinds[:number % 3]:
                # Prompts that no other round or row has: what is in a server's cache costs nothing.
                found[name] = measured(server, work, ids, tokens, arguments.streams, arguments.waves, f"{work} {number}")
                told(name, found[name])
            rounds.append(found)
    for other, what in (("llama.cpp", "delivered tokens"), ("whole", "of the engine's own speed")):
        ratio = statistics.median(found["nanollama"]["rate"] / found[other]["rate"] for found in rounds)
        cost = statistics.median(found["nanollama"]["cpu"] / found[other]["cpu"] for found in rounds)
        print(f"nanollama / {other}: {ratio:.2f}x {what}, {cost:.2f}x CPU a token (medians of {len(rounds)} rounds)")
    return True


def spoken(events):
    """What a stream said: text, ids, why it ended, usage."""
    choices = [event["choices"][0] for _, event in events if event["choices"]]
    ids = [id for choice in choices for id in choice.get("token_ids") or []]
    ends = [choice["finish_reason"] for choice in choices if choice["finish_reason"]]
    usage = [event["usage"] for _, event in events if event.get("usage")]
    assert len(ends) == 1 and len(usage) == 1, (ends, usage)
    return ["".join(choice["text"] for choice in choices), ids, ends[0], usage[0]["prompt_tokens"], usage[0]["completion_tokens"]]


async def fill(address, ids, length, count):
    """Texts of all the tokens that the server keeps: from then on a new one takes an old one's place."""
    for number in range(count):
        reader, writer = await post(address, request(ids, (length, 1), f"fill {number}"))
        assert [line async for line in lines(reader)]
        writer.close()
    return {}


async def alone(address, bodies):
    """What each request is answered while there is no other."""
    return {"said": [spoken(await stream(address, body)) for body in bodies]}


async def leaving(address, bodies, alone, streams, seconds, seed):
    """Clients of which half go away."""
    until, counts, draw = time.perf_counter() + seconds, {"ended": 0, "left": 0, "tokens": 0}, random.Random(seed)
    wrong = []

    async def one():
        while time.perf_counter() < until:
            number = draw.randrange(len(bodies))
            leave = None if draw.random() < 0.5 else draw.randrange(bodies[number]["max_tokens"])
            events = await stream(address, bodies[number], leave)
            if events is None:
                counts["left"] += 1
                continue
            counts["ended"] += 1
            said = spoken(events)
            counts["tokens"] += said[4]
            if said != alone[number] or len(said[1]) != bodies[number]["max_tokens"]:
                wrong.append((number, said, alone[number]))

    await asyncio.gather(*(one() for _ in range(streams)))
    return counts | {"wrong": len(wrong), "shown": wrong[:2]}


def metric(server, name):
    with urllib.request.urlopen(f"{server.address}/metrics") as reply:
        rows = dict(line.rsplit(" ", 1) for line in reply.read().decode().splitlines() if not line.startswith("#"))
    return float(rows[f"nanollama_{name}"])


def disconnects(arguments):
    context = arguments.prompt + arguments.tokens + 16
    # Room for all that may be under way before the server has seen who left.
    more = ["--parallel", arguments.streams, "--queue", 4 * SLOTS, "--threads", arguments.threads, "-c", context]
    sizes, over = [], threading.Event()

    def watch(pid):
        sizes.append(resident(pid))
        while not over.wait(1):
            sizes.append(resident(pid))

    with Served(arguments.nanollama, arguments.model, *more) as server:
        ids, loading = server.ask("/tokenize", {"content": TEXT})["tokens"], metric(server, "requests_failed_total")
        tokens = sorted({max(1, arguments.tokens // 8), arguments.tokens // 2, arguments.tokens})
        bodies = [request(ids, (arguments.prompt, most), number) | {"return_token_ids": True}
                  for number in range(12) for most in tokens]
        client("fill", server.address, ids, context - 1, arguments.streams + 1)
        said = client("alone", server.address, bodies)["said"]
        watcher = threading.Thread(target=watch, args=(server.process.pid,))
        watcher.start()
        try:
            found = client("leaving", server.address, bodies, said, arguments.streams, arguments.disconnect, arguments.seed)
        finally:
            over.set()
            watcher.join()
        deadline = time.monotonic() + 10
        while metric(server, "texts_under_way") and time.monotonic() < deadline:
            time.sleep(0.1)
        under_way, finished = metric(server, "texts_under_way"), metric(server, "texts_finished_total")
        cancelled, failed = metric(server, "texts_cancelled_total"), metric(server, "requests_failed_total") - loading
    good = True

    def say(fine, text):
        nonlocal good
        good &= fine
        print(f"{'ok  ' if fine else 'FAIL'} {text}")

    for number, said, alone in found["shown"]:
        print(f"     request {number}: {said}\n     alone:     {alone}")
    say(found["ended"] > 0 and found["left"] > 0,
        f"{found['ended']} streams ended, {found['left']} clients left, {found['tokens']} tokens arrived")
    say(found["wrong"] == 0, f"{found['wrong']} streams were not as alone")
    say(under_way == 0 and failed == 0,
        f"{under_way:.0f} texts under way in the end, {finished:.0f} finished, {cancelled:.0f} cancelled, {failed:.0f} failed")
    quarter = max(1, len(sizes) // 4)
    early, late = max(sizes[quarter:2 * quarter] or sizes), max(sizes[-quarter:])
    mib = lambda size: f"{size / 2**20:.1f} MiB"
    say(late <= GROWTH * early + SLACK,
        f"in memory: first {mib(sizes[0])}, last {mib(sizes[-1])}, most {mib(max(sizes))}; most of the second quarter "
        f"{mib(early)}, of the last {mib(late)}; {len(sizes)} readings")
    return good


def main():
    if sys.argv[1:2] == ["--rival"]:
        return be_rival(json.loads(sys.argv[2]))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", metavar="MODEL.gguf")
    parser.add_argument("--nanollama", required=True, help="path of our program")
    parser.add_argument("--streams", type=int, default=SLOTS)
    parser.add_argument("--waves", type=int, default=2, help="requests of each stream, one after another")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--prompt", type=int, default=64)
    parser.add_argument("--tokens", type=int, default=128)
    parser.add_argument("--disconnect", type=float, metavar="SECONDS")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if not 1 <= arguments.streams <= SLOTS:
        parser.error(f"--streams: from 1 to {SLOTS}, the slots of both servers")
    sys.exit(0 if (disconnects if arguments.disconnect else side_by_side)(arguments) else 1)


if __name__ == "__main__":
    main()
