//! Attempts to get out of the sandbox, each as a program that says what became of it: all fail, with and without namespaces, and for
//! the reason that is named. Where the system has no such walls, or no Python, the tests say SKIPPED.
//! It has a `main` of its own, because the sandbox starts the program that it is in once more.

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use nanollama_sandbox::{Ended, Error, How, Limits, Namespaces, Program, Python, Sandbox, Walls, take_over};

/// `attempt` says how a call of Python's went, `call` how one of the kernel's did: `done`, or the error's name.
const PRELUDE: &str = r#"
import ctypes, errno, os, sys
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
def call(*values):
    values = [ctypes.c_long(value) if isinstance(value, int) else value for value in values]
    return 'done' if libc.syscall(*values) >= 0 else errno.errorcode[ctypes.get_errno()]
def attempt(what, *values):
    try:
        what(*values)
        return 'done'
    except OSError as error:
        return errno.errorcode.get(error.errno, repr(error))
"#;

/// Runs programs one after the other and says of each, in a line, what it said.
const TOGETHER: &str = r#"
import contextlib, io
def for_each(programs):
    names = dict(globals())
    for name, program in programs.items():
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            exec(program, dict(names))
        print(name, said.getvalue().strip(), sep='\t')
"#;

/// A name, a program, and what it has to say; of several words one. `{SECRET}` is a file of the user's, `{HOME}` its folder,
const ATTEMPTS: &[(&str, &str, &str)] = &[
    // The network.
    ("TCP", "import socket; print(attempt(socket.socket))", "EPERM"),
    ("UDP", "import socket; print(attempt(socket.socket, socket.AF_INET, socket.SOCK_DGRAM))", "EPERM"),
    ("a local socket", "import socket; print(attempt(socket.socket, socket.AF_UNIX))", "EPERM"),
    ("a pair of sockets", "import socket; print(attempt(socket.socketpair))", "EPERM"),
    ("the kernel's messages", "import socket; print(attempt(socket.socket, 16, 3, 0))", "EPERM"),
    ("sockets by their 32-bit numbers", "print(call(0x40000029, 2, 1, 0))", "EPERM ENOSYS"),
    // Processes.
    ("a process", "print(attempt(os.fork))", "EPERM"),
    ("many processes", "print({attempt(os.fork) for _ in range(1000)})", "{'EPERM'}"),
    ("a process by the newest call", "print(call(435, 0, 0))", "ENOSYS"),
    ("a process by vfork", "print(call(58))", "EPERM"),
    ("a process of a library", "import subprocess; print(attempt(subprocess.run, [sys.executable, '-V']))", "EPERM"),
    ("a shell", "print(os.system('true'))", "-1 32512"),
    (
        "a thread",
        "import threading\ntry:\n    threading.Thread(target=print).start()\nexcept RuntimeError as error:\n    print(error)",
        "can't start new thread",
    ),
    ("another program", "print(attempt(os.execv, '/bin/sh', ['sh', '-c', 'true']))", "ENOSYS"),
    ("itself once more", "print(attempt(os.execv, sys.executable, [sys.executable, '-V']))", "ENOSYS"),
    ("a program by its file", "print(call(322, 0, b'', 0, 0, 0x1000))", "EPERM"),
    (
        "a library that is loaded before",
        "print(attempt(os.execve, sys.executable, ['x'], {'LD_PRELOAD': '/tmp/x.so'}))",
        "ENOSYS",
    ),
    // Files.
    ("the users' names", "print(attempt(open, '/etc/passwd'))", "EACCES"),
    ("the home folder", "print(attempt(os.listdir, '{HOME}'))", "EACCES"),
    ("a file of the user's", "print(attempt(open, '{SECRET}'))", "EACCES"),
    ("a link to it", "os.symlink('{SECRET}', 'link'); print(attempt(open, 'link'))", "EACCES"),
    ("a second name of it", "print(attempt(os.link, '{SECRET}', 'name'))", "EPERM"),
    ("a way around by ..", "print(attempt(open, '../../../../..{SECRET}'))", "EACCES ENOENT"),
    ("its descriptors' folder", "print(attempt(open, '/proc/self/fd/0'))", "EACCES ENOENT"),
    ("the root folder", "print(attempt(os.listdir, '/'))", "EACCES"),
    ("to write it", "print(attempt(open, '{SECRET}', 'w'))", "EACCES"),
    ("to empty it", "print(attempt(os.truncate, '{SECRET}', 0))", "EPERM"),
    ("to empty a library", "print(attempt(os.open, os.__file__, os.O_RDONLY | os.O_TRUNC))", "EPERM"),
    ("to write a library", "print(attempt(open, os.__file__, 'r+'))", "EACCES"),
    ("to move it", "print(attempt(os.rename, '{SECRET}', 'mine'))", "EACCES EXDEV"),
    ("to remove it", "print(attempt(os.remove, '{SECRET}'))", "EACCES"),
    ("to open it to all", "print(attempt(os.chmod, '{SECRET}', 0o777))", "EPERM"),
    ("to give it away", "print(attempt(os.chown, '{SECRET}', 1, 1))", "EPERM"),
    ("a file outside", "print(attempt(open, '{HOME}/new', 'w'))", "EACCES"),
    ("a folder outside", "print(attempt(os.mkdir, '{HOME}/new'))", "EACCES"),
    ("a device", "print(attempt(os.mknod, 'device', 0o020600, os.makedev(1, 1)))", "EPERM"),
    ("a named pipe", "print(attempt(os.mkfifo, 'pipe'))", "EPERM"),
    ("the terminal", "print(attempt(open, '/dev/tty'))", "EACCES"),
    ("what was open before", "print([n for n in range(3, 64) if attempt(os.fstat, n) == 'done'])", "[]"),
    // Other processes.
    ("/proc of the first", "print(attempt(open, '/proc/1/environ'))", "EACCES ENOENT"),
    ("/proc of itself", "print(attempt(open, '/proc/self/mem'))", "EACCES ENOENT"),
    ("/proc of the parent", "print(attempt(open, '/proc/{PARENT}/environ'))", "EACCES ENOENT"),
    ("where the parent's links lead", "print(attempt(os.readlink, '/proc/{PARENT}/exe'))", "EPERM"),
    ("to kill the parent", "print(attempt(os.kill, os.getppid(), 9))", "EPERM"),
    ("to kill this test", "print(attempt(os.kill, {PARENT}, 9))", "EPERM"),
    ("to kill all", "print(attempt(os.kill, -1, 9))", "EPERM"),
    ("to kill a group", "print(attempt(os.killpg, 0, 9))", "EPERM"),
    ("signals by a file's owner", "import fcntl; print(attempt(fcntl.fcntl, 1, fcntl.F_SETOWN, {PARENT}))", "EPERM"),
    ("signals by a process's file", "print(call(424, 0, 9, 0, 0), call(434, {PARENT}, 0))", "EPERM EPERM"),
    ("to trace", "print(call(101, 16, {PARENT}, 0, 0))", "EPERM"),
    ("another's memory", "print(call(310, {PARENT}, 0, 0, 0, 0, 0))", "EPERM"),
    // The kernel.
    ("namespaces", "print(call(272, 0x10000000))", "EPERM"),
    ("another's namespace", "print(call(308, 0, 0))", "EPERM"),
    ("a mount", "print(call(165, b'x', b'/', b'tmpfs', 0, 0))", "EPERM"),
    ("another root", "print(attempt(os.chroot, '.'))", "EPERM"),
    ("rings of requests", "print(call(425, 1, 0), call(426, 0, 0, 0, 0, 0))", "EPERM EPERM"),
    ("programs in the kernel", "print(call(321, 0, 0, 0))", "EPERM"),
    ("counters", "print(call(298, 0, 0, -1, -1, 0))", "EPERM"),
    ("faults of its own", "print(call(323, 0))", "EPERM"),
    ("keys", "print(call(250, 0, 0, 0, 0, 0), call(248, b'user', b'x', b'y', 1, -2))", "EPERM EPERM"),
    ("a program in memory", "print(call(319, b'x', 0))", "EPERM"),
    ("another user", "print(attempt(os.setuid, 1))", "EPERM"),
    ("higher limits", "print(call(302, 0, 7, ctypes.byref((ctypes.c_ulong * 2)(9, 9)), 0))", "EPERM"),
    ("a lower rank of others", "print(attempt(os.setpriority, 0, {PARENT}, 19))", "EPERM"),
    ("the clock", "print(call(227, 0, ctypes.byref((ctypes.c_long * 2)())))", "EPERM"),
    // What it sees.
    ("what others have set", "print(sorted(os.environ))", "['HOME', 'LC_ALL', 'PATH', 'PYTHONHASHSEED', 'TMPDIR']"),
];

/// Programs that are stopped, and why.
const STOPPED: &[(&str, &str, &[How])] = &[
    ("for ever", "while True: pass", &[How::Time]),
    ("asleep", "import time; time.sleep(60)", &[How::Time]),
    ("unseen", "import time\nfor n in range(3): os.close(n)\ntime.sleep(60)", &[How::Time]),
    (
        "deaf",
        "import signal, time\nfor n in range(1, 32):\n    try: signal.signal(n, signal.SIG_IGN)\n    except OSError: pass\ntime.sleep(60)",
        &[How::Time],
    ),
    ("loud", "while True: print('x' * 1000)", &[How::Output]),
    ("loud at once", "sys.stderr.write('x' * (8 << 20))", &[How::Output]),
    ("large", "x = bytearray(1 << 30)", &[How::Code(1)]),
    ("growing", "x = []\nwhile True: x.append(bytearray(1 << 20))", &[How::Code(1)]),
    ("a large file", "open('x', 'wb').write(bytes(64 << 20))", &[How::Code(1), How::Space]),
    (
        "many files",
        "import time\nfor n in range(64): open(str(n), 'wb').write(bytes(1 << 20))\ntime.sleep(60)",
        &[How::Code(1), How::Space],
    ),
    (
        "many names",
        "import time\nfor n in range(5000): open(str(n), 'wb').close()\ntime.sleep(60)",
        &[How::Code(1), How::Space],
    ),
    // `mov eax, 20; int 0x80; ret`: a call by the numbers of another machine.
    (
        "of another machine",
        "import mmap\ncode = mmap.mmap(-1, 4096, prot=7)\ncode.write(bytes.fromhex('b814000000cd80c3'))\nctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))()",
        &[How::Signal(31)],
    ),
    ("a fault", "ctypes.string_at(1)", &[How::Signal(11)]),
];

/// Where attempts are made: namespaces demanded, and none.
const WAYS: [Namespaces; 2] = [Namespaces::Demanded, Namespaces::Without];

/// Attempts that do no harm where nothing stands in their way: they succeed there, so that a wall is what they fail at.
const HARMLESS: &[&str] = &[
    "TCP",
    "UDP",
    "a local socket",
    "a pair of sockets",
    "a process of a library",
    "a shell",
    "a thread",
    "the home folder",
    "a file of the user's",
    "a link to it",
    "a second name of it",
    "the root folder",
    "to write it",
    "to open it to all",
    "/proc of the parent",
    "where the parent's links lead",
    "signals by a file's owner",
    "a program in memory",
    "higher limits",
];

fn sandbox(namespaces: Namespaces) -> Sandbox {
    let limits = Limits { time: Duration::from_secs(20), space: 4 << 20, ..Limits::default() };
    Sandbox { limits, ..Sandbox::new(Walls::Kernel(namespaces)).unwrap() }
}

/// What attempts need; `None` where this system has it not, which is said.
fn ready(namespaces: Namespaces) -> Option<(Python, Sandbox)> {
    let python = match Python::find(None) {
        Ok(python) => python,
        Err(error) => {
            println!("SKIPPED: {error}");
            return None;
        }
    };
    let sandbox = sandbox(namespaces);
    match sandbox.run(python.program(), b"print(1 + 1)") {
        Ok(ended) => {
            assert_eq!((ended.how, &ended.output[..]), (How::Code(0), &b"2\n"[..]), "{}", ended.why());
            assert!(namespaces == Namespaces::Allowed || ended.namespaces == (namespaces == Namespaces::Demanded));
            Some((python, sandbox))
        }
        Err(error @ (Error::Walls { .. } | Error::Namespaces { .. } | Error::System { .. })) => {
            println!("SKIPPED ({namespaces:?}): {error}");
            None
        }
        Err(error) => panic!("{error}"),
    }
}

fn run(python: &Python, sandbox: &Sandbox, source: &str) -> Ended {
    sandbox.run(python.program(), format!("{PRELUDE}{source}").as_bytes()).unwrap()
}

fn said(ended: &Ended) -> String {
    format!("{}{}", String::from_utf8_lossy(&ended.output).trim(), String::from_utf8_lossy(&ended.errors).trim())
}

fn no_attempt_gets_out() {
    let place = tempfile::tempdir().unwrap();
    let (home, secret) = (place.path().join("home"), place.path().join("home/secret"));
    std::fs::create_dir(&home).unwrap();
    std::fs::write(&secret, "secret").unwrap();
    for namespaces in WAYS {
        let Some((python, sandbox)) = ready(namespaces) else { continue };
        let filled = |source: &str| {
            let show = |path: &Path| path.display().to_string();
            let source = source.replace("{SECRET}", &show(&secret)).replace("{HOME}", &show(&home));
            source.replace("{PARENT}", &std::process::id().to_string())
        };
        // All in one program, which goes on whatever becomes of each.
        let each = |(name, source, _): &(&str, &str, &str)| format!("{name:?}: {:?},\n", filled(source));
        let all: String = ATTEMPTS.iter().map(each).collect();
        let ended = run(&python, &sandbox, &format!("{TOGETHER}for_each({{\n{all}}})\n"));
        let told = String::from_utf8_lossy(&ended.output).into_owned();
        assert!(ended.is_well(), "{namespaces:?}: {}\n{told}", ended.why());
        let told: Vec<(&str, &str)> = told.lines().filter_map(|line| line.split_once('\t')).collect();
        assert_eq!(told.len(), ATTEMPTS.len());
        let mut wrong = Vec::new();
        for ((name, _, wanted), (told_name, said)) in ATTEMPTS.iter().zip(told) {
            assert_eq!(*name, told_name);
            let one_of = || !wanted.contains(['[', '{', '\'']) && wanted.split(' ').any(|word| word == said);
            if said != *wanted && !one_of() {
                wrong.push(format!("{name}: {said:?}; wanted {wanted}"));
            }
        }
        assert!(wrong.is_empty(), "{namespaces:?}:\n{}", wrong.join("\n"));
        assert_eq!(std::fs::read_to_string(&secret).unwrap(), "secret");
        assert!(!home.join("new").exists());
    }
}

fn without_walls_attempts_succeed() {
    let Ok(python) = Python::find(None) else { return println!("SKIPPED: no Python") };
    let place = tempfile::tempdir().unwrap();
    std::fs::write(place.path().join("secret"), "secret").unwrap();
    let open = Sandbox::new(Walls::None).unwrap();
    for harmless in HARMLESS {
        let (_, source, wanted) = ATTEMPTS.iter().find(|(name, ..)| name == harmless).unwrap();
        let home = place.path().display().to_string();
        let source = source.replace("{SECRET}", &format!("{home}/secret")).replace("{HOME}", &home);
        let source = source.replace("{PARENT}", &std::process::id().to_string());
        let ended = run(&python, &open, &source);
        let said = said(&ended);
        let succeeded = said.ends_with("done") || said == "0" || said.is_empty();
        assert!(ended.is_well() && succeeded, "{harmless}: {said}; {wanted}");
    }
}

fn whoever_goes_beyond_a_limit_is_stopped() {
    for namespaces in WAYS {
        let Some((python, mut sandbox)) = ready(namespaces) else { continue };
        for (name, source, wanted) in STOPPED {
            let timed = wanted.contains(&How::Time);
            sandbox.limits.time = Duration::from_secs(if timed { 1 } else { 20 });
            let started = Instant::now();
            let ended = run(&python, &sandbox, source);
            assert!(wanted.contains(&ended.how), "{namespaces:?}, {name}: {:?}: {}", ended.how, said(&ended));
            assert!(started.elapsed() < Duration::from_secs(15), "{name}");
            assert!((ended.output.len() + ended.errors.len()) as u64 <= sandbox.limits.output, "{name}");
            if *wanted == [How::Code(1)] {
                assert!(ended.why().starts_with("MemoryError"), "{name}: {}", ended.why());
            }
        }
    }
}

fn what_is_allowed_works() {
    for namespaces in WAYS {
        let Some((python, sandbox)) = ready(namespaces) else { continue };
        let source = "
import collections, decimal, functools, hashlib, heapq, itertools, json, math, random, re, string, sys
from typing import List
open('a', 'w').write('text'); import os; os.rename('a', 'b'); os.mkdir('c'); os.symlink('b', 'd')
assert open('d').read() == 'text' and sorted(os.listdir('.')) == ['b', 'c', 'd']
os.remove('b'); os.rmdir('c')
assert hashlib.sha256(b'x').hexdigest()[:4] == '2d71' and sys.stdin.read() == ''
assert os.getcwd() == os.environ['HOME']
print(math.comb(5, 2)); print('no', file=sys.stderr); sys.exit(3)
";
        let ended = run(&python, &sandbox, source);
        assert_eq!((ended.how, &ended.output[..], &ended.errors[..]), (How::Code(3), &b"10\n"[..], &b"no\n"[..]));
        assert!(ended.memory > 1 << 20);
    }
}

fn what_cannot_be_started_is_named() {
    let Some((_, sandbox)) = ready(Namespaces::Allowed) else { return };
    let place = tempfile::tempdir().unwrap();
    std::fs::write(place.path().join("nothing"), "no program").unwrap();
    for name in ["nothing", "missing"] {
        let program =
            Program { file: place.path().join(name), arguments: Vec::new(), readable: Vec::new(), loaders: Vec::new() };
        let error = sandbox.run(&program, b"").unwrap_err().to_string();
        assert!(error.contains(name), "{error}");
    }
    let error = Python::find(Some(Path::new("/nowhere/python"))).unwrap_err().to_string();
    assert!(error.contains("/nowhere/python"), "{error}");
}

fn nothing_but_limits_where_somebody_said_so() {
    let Ok(python) = Python::find(None) else { return println!("SKIPPED: no Python") };
    let mut sandbox = sandbox(Namespaces::Allowed);
    sandbox.walls = Walls::None;
    let ended = sandbox.run(python.program(), b"print(sum(range(5)))").unwrap();
    assert_eq!((ended.how, &ended.output[..]), (How::Code(0), &b"10\n"[..]));
    sandbox.limits.time = Duration::from_millis(300);
    assert_eq!(sandbox.run(python.program(), b"while True: pass").unwrap().how, How::Time);
    sandbox.limits.time = Duration::from_secs(20);
    assert_eq!(sandbox.run(python.program(), b"while True: print('x' * 10000)").unwrap().how, How::Output);
}

/// The tests, by their names.
const TESTS: [(&str, fn()); 6] = [
    ("without_walls_attempts_succeed", without_walls_attempts_succeed),
    ("no_attempt_gets_out", no_attempt_gets_out),
    ("whoever_goes_beyond_a_limit_is_stopped", whoever_goes_beyond_a_limit_is_stopped),
    ("what_is_allowed_works", what_is_allowed_works),
    ("what_cannot_be_started_is_named", what_cannot_be_started_is_named),
    ("nothing_but_limits_where_somebody_said_so", nothing_but_limits_where_somebody_said_so),
];

fn main() -> ExitCode {
    if let Some(code) = take_over() {
        return code;
    }
    let filter = std::env::args().skip(1).find(|word| !word.starts_with('-')).unwrap_or_default();
    // One that fails panics, which ends the process with a code of its own.
    for (name, test) in TESTS.iter().filter(|(name, _)| name.contains(&filter)) {
        test();
        println!("test {name} ... ok");
    }
    ExitCode::SUCCESS
}
