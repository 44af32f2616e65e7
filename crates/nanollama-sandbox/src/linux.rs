//! The inner process: it has one thread and no other work. It prepares the walls, starts the program behind them and watches it.
//!
//! The program may be started, and then nothing may be started any more. A filter cannot count, so the first `execve` is asked of
//! this process (seccomp's notification), which lets it pass and then stops listening: any later one fails.

mod filter;
mod landlock;
mod namespaces;
mod sys;
mod watch;

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read};
use std::os::fd::OwnedFd;

use crate::ended::Ended;
use crate::error::{Error, Result};
use crate::order::{Limits, Order};
use crate::plain::environment;
use sys::Child;

/// What a program that is being prepared tells: its filter's listener; that a wall cannot be built; that it cannot be started.
const LISTENER: u8 = b'L';
const WALL: u8 = b'W';
const START: u8 = b'X';
/// Files that it may have open.
const FILES: u64 = 64;
/// Bytes of its stack.
const STACK: u64 = 8 << 20;

/// Whether this system has what walls are made of.
///
/// # Errors
/// [`Error::Walls`] with what is missing.
pub(crate) fn support() -> Result<()> {
    landlock::version().map_err(|error| wall("Landlock", &error))?;
    sys::can_notify().map_err(|error| wall("seccomp with notifications", &error))
}

fn wall(what: &str, error: &io::Error) -> Error {
    Error::Walls { what: format!("{what} ({error})") }
}

/// Does what it is ordered to.
///
/// # Errors
/// [`Error::Walls`], [`Error::Start`]: nothing was run.
pub(crate) fn confine(words: &[OsString]) -> Result<Ended> {
    let order = Order::read(words).ok_or_else(|| Error::Walls { what: "an order that can be read".into() })?;
    let prepared = |what: &'static str| move |error: io::Error| wall(what, &error);
    sys::die_with_parent().map_err(prepared("a watcher that ends with its parent"))?;
    sys::ignore_interrupt();
    let is_apart = namespaces::enter(&order)?;
    let rules = landlock::rules(&order).map_err(prepared("Landlock"))?;
    let pipes = || -> io::Result<_> { Ok([sys::pipe()?, sys::pipe()?, sys::pipe()?]) };
    let [(output, output_end), (errors, errors_end), (told, tell)] = pipes().map_err(prepared("pipes"))?;
    let mine = [1, 2].map(sys::copy);
    let [mine_output, mine_errors] = mine;
    let streams = || -> io::Result<[OwnedFd; 2]> {
        let mine = [mine_output?, mine_errors?];
        sys::replace(1, &output_end)?;
        sys::replace(2, &errors_end)?;
        sys::close_at_start()?;
        Ok(mine)
    };
    let mine = streams().map_err(prepared("streams"))?;
    // The table of files is shared until the program has told its listener's number.
    let child = match sys::fork_sharing_files().map_err(prepared("a process"))? {
        Some(child) => child,
        None => start(&order, &rules, &tell),
    };
    let started = hear(&child, &told, tell);
    let back = || sys::replace(1, &mine[0]).and_then(|()| sys::replace(2, &mine[1])).and_then(|()| sys::close(0));
    back().map_err(prepared("streams"))?;
    drop((output_end, errors_end));
    if let Err(error) = started {
        child.kill();
        return Err(error);
    }
    watch::to_end(&child, [output, errors], &order, is_apart).map_err(prepared("a watcher"))
}

/// Hears of the program's listener, lets it start, and says whether it did.
fn hear(child: &Child, told: &OwnedFd, tell: OwnedFd) -> Result<()> {
    let prepared = |what: &'static str| move |error: io::Error| wall(what, &error);
    // One that ends without a word is heard of by its end.
    sys::wait_for(&[told, child.handle()], None).map_err(prepared("a watcher"))?;
    let mut head = [0; 5];
    let first = if sys::is_ready(told).map_err(prepared("a watcher"))? { sys::read(told, &mut head) } else { Ok(0) };
    match first.map_err(prepared("a watcher"))? {
        5 if head[0] == LISTENER => {}
        0 => return Err(Error::Walls { what: "the process behind them ended at once".into() }),
        count => {
            // Its own end is closed when it ends, and this is the other one.
            drop(tell);
            return Err(said(&head[..count], told));
        }
    }
    sys::own_files().map_err(prepared("files of its own"))?;
    drop(tell);
    let number = i32::from_le_bytes([head[1], head[2], head[3], head[4]]);
    let listener = sys::adopt(number);
    // One that was killed in between never asks.
    sys::wait_for(&[&listener, child.handle()], None).map_err(prepared("a watcher"))?;
    if sys::is_ready(&listener).map_err(prepared("a watcher"))? {
        sys::let_pass(&listener).map_err(prepared("seccomp's notification"))?;
    }
    drop(listener);
    // The pipe is closed by the start; where that fails, it is told here.
    let mut first = [0; 1];
    match sys::read(told, &mut first).map_err(prepared("a watcher"))? {
        0 => Ok(()),
        count => Err(said(&first[..count], told)),
    }
}

/// What a program told that could not be started.
fn said(head: &[u8], told: &OwnedFd) -> Error {
    let mut all = head.to_vec();
    let rest = told.try_clone().map(File::from).and_then(|mut file| file.read_to_end(&mut all));
    let what = String::from_utf8_lossy(&all[1..]).into_owned();
    match all[0] {
        START => Error::Start { name: "the program".into(), what },
        _ if rest.is_err() => Error::Walls { what: "a pipe".into() },
        _ => Error::Walls { what },
    }
}

/// The new process, to its start or its end.
fn start(order: &Order, rules: &OwnedFd, tell: &OwnedFd) -> ! {
    let say = |kind: u8, what: &[u8]| {
        // If nobody hears it, its end is seen.
        let _told = sys::write(tell, &[&[kind], what].concat());
    };
    let program = match sys::Start::new(&order.program, &environment(&order.scratch)) {
        Ok(program) => program,
        Err(error) => {
            say(START, error.to_string().as_bytes());
            sys::leave()
        }
    };
    match stand(order, rules) {
        Ok(listener) => {
            say(LISTENER, &listener.to_le_bytes());
            let error = program.start();
            say(START, error.to_string().as_bytes());
        }
        Err((what, error)) => say(WALL, format!("{what} ({error})").as_bytes()),
    }
    sys::leave()
}

/// Builds the walls around this process. Gives the number of the filter's listener.
fn stand(order: &Order, rules: &OwnedFd) -> Result<i32, (&'static str, io::Error)> {
    let named = |what: &'static str| move |error: io::Error| (what, error);
    sys::new_session().map_err(named("a session of its own"))?;
    sys::die_with_parent().map_err(named("an end with its parent"))?;
    sys::usual_signals();
    std::env::set_current_dir(&order.scratch).map_err(named("its folder"))?;
    let filter = filter::filter(std::process::id());
    let Limits { time, memory, space, .. } = order.limits;
    let limits = [
        (libc::RLIMIT_CPU, time.as_secs() + 1),
        (libc::RLIMIT_FSIZE, space),
        (libc::RLIMIT_NOFILE, FILES),
        (libc::RLIMIT_STACK, STACK),
        (libc::RLIMIT_NPROC, 0),
        (libc::RLIMIT_CORE, 0),
        (libc::RLIMIT_MEMLOCK, 0),
        (libc::RLIMIT_MSGQUEUE, 0),
        (libc::RLIMIT_DATA, memory),
        (libc::RLIMIT_AS, memory),
    ];
    for (kind, most) in limits {
        sys::limit(kind, most).map_err(named("its limits"))?;
    }
    sys::drop_capabilities().map_err(named("an end of capabilities"))?;
    sys::no_new_privileges().map_err(named("an end of privileges"))?;
    sys::restrict(rules).map_err(named("Landlock"))?;
    sys::listen(&filter).map_err(named("seccomp"))
}
