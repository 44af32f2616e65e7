//! Calls of the kernel, each as a safe function. What they are for is said where they are used.
#![allow(unsafe_code)]

use std::ffi::{CStr, CString, OsStr};
use std::fs::File;
use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};
use std::os::unix::ffi::OsStrExt;
use std::time::Duration;

use libc::{c_int, c_long, c_ulong, c_void};

use crate::ended::How;
use crate::program::Program;

/// The program's own numbers of Landlock's calls, the same on all machines.
const CREATE_RULESET: c_long = 444;
const ADD_RULE: c_long = 445;
const RESTRICT_SELF: c_long = 446;
/// What a kind of limit is to the C library.
#[cfg(target_env = "gnu")]
type Limited = libc::__rlimit_resource_t;
#[cfg(not(target_env = "gnu"))]
type Limited = c_int;
/// Kinds of namespaces that are entered together.
const KINDS: c_int = libc::CLONE_NEWUSER
    | libc::CLONE_NEWNS
    | libc::CLONE_NEWNET
    | libc::CLONE_NEWPID
    | libc::CLONE_NEWIPC
    | libc::CLONE_NEWUTS;
/// The code of a process that could not be started.
const NOT_STARTED: c_int = 127;

fn checked(result: c_long) -> io::Result<c_long> {
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(result) }
}

/// The kernel's version of Landlock.
pub(super) fn landlock_version() -> io::Result<u32> {
    // SAFETY: with no attributes and this flag the call only gives a number.
    let version = checked(unsafe { libc::syscall(CREATE_RULESET, std::ptr::null::<u8>(), 0usize, 1u32) })?;
    u32::try_from(version).map_err(|_| io::ErrorKind::Unsupported.into())
}

/// An empty set of rules, by what it forbids: files' rights, the network's, scopes. Older kernels know less of these, and are
/// given only what they know.
pub(super) fn new_rules(handled: [u64; 3]) -> io::Result<OwnedFd> {
    let known = handled.iter().rposition(|rights| *rights != 0).map_or(0, |last| last + 1);
    let size = known * size_of::<u64>();
    // SAFETY: the attributes are `size` bytes long, and only read.
    let number = checked(unsafe { libc::syscall(CREATE_RULESET, handled.as_ptr(), size, 0u32) })?;
    Ok(adopt(number as RawFd))
}

/// Allows `rights` at and below a place.
pub(super) fn add_rule(rules: &OwnedFd, place: &File, rights: u64) -> io::Result<()> {
    #[repr(C, packed)]
    struct Beneath {
        rights: u64,
        place: i32,
    }
    let beneath = Beneath { rights, place: place.as_raw_fd() };
    // SAFETY: both files are open, and the attributes outlive the call, which reads them.
    checked(unsafe { libc::syscall(ADD_RULE, rules.as_raw_fd(), 1u32, &raw const beneath, 0u32) }).map(drop)
}

/// Puts this process under rules, for good.
pub(super) fn restrict(rules: &OwnedFd) -> io::Result<()> {
    // SAFETY: plain numbers.
    checked(unsafe { libc::syscall(RESTRICT_SELF, rules.as_raw_fd(), 0u32) }).map(drop)
}

/// Whether seccomp can ask another process.
pub(super) fn can_notify() -> io::Result<()> {
    let action = libc::SECCOMP_RET_USER_NOTIF;
    // SAFETY: the action outlives the call, which reads it.
    checked(unsafe { libc::syscall(libc::SYS_seccomp, libc::SECCOMP_GET_ACTION_AVAIL, 0u32, &raw const action) })
        .map(drop)
}

/// Puts this process under a filter, for good. Gives the number of the file on which it asks.
pub(super) fn listen(filter: &[libc::sock_filter]) -> io::Result<i32> {
    let program = libc::sock_fprog { len: filter.len() as u16, filter: filter.as_ptr().cast_mut() };
    let (set, flags) = (libc::SECCOMP_SET_MODE_FILTER, libc::SECCOMP_FILTER_FLAG_NEW_LISTENER);
    // SAFETY: the filter outlives the call, which reads it.
    checked(unsafe { libc::syscall(libc::SYS_seccomp, set, flags as u32, &raw const program) }).map(|it| it as i32)
}

/// Takes the call that a filter asks about, and lets it pass.
pub(super) fn let_pass(listener: &OwnedFd) -> io::Result<()> {
    // SAFETY: all zeros are a value of it.
    let mut asked: libc::seccomp_notif = unsafe { std::mem::zeroed() };
    // SAFETY: the kernel writes one notification, of which the size is part of the request.
    checked(unsafe { libc::ioctl(listener.as_raw_fd(), libc::SECCOMP_IOCTL_NOTIF_RECV, &raw mut asked) }.into())?;
    let flags = libc::SECCOMP_USER_NOTIF_FLAG_CONTINUE as u32;
    let answer = libc::seccomp_notif_resp { id: asked.id, val: 0, error: 0, flags };
    // SAFETY: the same, read.
    checked(unsafe { libc::ioctl(listener.as_raw_fd(), libc::SECCOMP_IOCTL_NOTIF_SEND, &raw const answer) }.into())
        .map(drop)
}

fn prctl(option: c_int, value: c_ulong) -> io::Result<()> {
    // SAFETY: these options take plain numbers.
    checked(unsafe { libc::prctl(option, value, 0 as c_ulong, 0 as c_ulong, 0 as c_ulong) }.into()).map(drop)
}

/// This process is killed when the one that started it ends.
pub(super) fn die_with_parent() -> io::Result<()> {
    prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL as c_ulong)
}

/// Nothing that this process starts has more rights than it.
pub(super) fn no_new_privileges() -> io::Result<()> {
    prctl(libc::PR_SET_NO_NEW_PRIVS, 1)
}

/// Gives up what an administrator may do.
pub(super) fn drop_capabilities() -> io::Result<()> {
    /// `_LINUX_CAPABILITY_VERSION_3`, and this process.
    const HEAD: [u32; 2] = [0x2008_0522, 0];
    let none = [0u32; 6];
    // SAFETY: version 3 reads a head of two numbers and two sets of three.
    checked(unsafe { libc::syscall(libc::SYS_capset, HEAD.as_ptr(), none.as_ptr()) }).map(drop)
}

/// Lowers a limit, for good.
pub(super) fn limit(kind: Limited, most: u64) -> io::Result<()> {
    let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: it is written to.
    checked(unsafe { libc::getrlimit(kind, &raw mut limit) }.into())?;
    limit.rlim_max = limit.rlim_max.min(most);
    limit.rlim_cur = limit.rlim_max;
    // SAFETY: it is read.
    checked(unsafe { libc::setrlimit(kind, &raw const limit) }.into()).map(drop)
}

/// A session of its own: no terminal, and no group but its own.
pub(super) fn new_session() -> io::Result<()> {
    // SAFETY: no arguments.
    checked(unsafe { libc::setsid() }.into()).map(drop)
}

/// Whoever interrupts at a terminal means the program that asked; this process ends with it, or when its work is done.
pub(super) fn ignore_interrupt() {
    // SAFETY: no function of ours is called by it.
    unsafe { libc::signal(libc::SIGINT, libc::SIG_IGN) };
}

/// Signals as they are where nobody changed them.
pub(super) fn usual_signals() {
    for signal in [libc::SIGINT, libc::SIGPIPE] {
        // SAFETY: no function of ours is called by it.
        unsafe { libc::signal(signal, libc::SIG_DFL) };
    }
}

/// User and group of this process.
pub(super) fn ids() -> [u32; 2] {
    // SAFETY: no arguments; they never fail.
    unsafe { [libc::geteuid(), libc::getegid()] }
}

/// Enters namespaces of its own.
pub(super) fn separate() -> io::Result<()> {
    // SAFETY: plain numbers; this process has one thread.
    checked(unsafe { libc::unshare(KINDS) }.into()).map(drop)
}

/// A table of open files of its own.
pub(super) fn own_files() -> io::Result<()> {
    // SAFETY: plain numbers.
    checked(unsafe { libc::unshare(libc::CLONE_FILES) }.into()).map(drop)
}

/// Mounts are no longer seen from outside.
pub(super) fn private_mounts() -> io::Result<()> {
    let (none, flags) = (std::ptr::null(), libc::MS_REC | libc::MS_PRIVATE);
    // SAFETY: the texts end with a zero, and the rest is not looked at.
    checked(unsafe { libc::mount(none, c"/".as_ptr(), none, flags, none.cast()) }.into()).map(drop)
}

/// Puts a folder that lies in memory at a place.
pub(super) fn mount_in_memory(path: &CStr, options: &CStr, readonly: bool) -> io::Result<()> {
    let usual = libc::MS_NOSUID | libc::MS_NODEV | libc::MS_NOEXEC;
    let flags = if readonly { usual | libc::MS_RDONLY } else { usual };
    let kind = c"tmpfs".as_ptr();
    // SAFETY: all texts end with a zero and outlive the call.
    checked(unsafe { libc::mount(kind, path.as_ptr(), kind, flags, options.as_ptr().cast::<c_void>()) }.into())
        .map(drop)
}

/// Takes a file by its number, which nobody else closes.
pub(super) fn adopt(number: RawFd) -> OwnedFd {
    // SAFETY: the numbers given here have just been made for this process.
    unsafe { OwnedFd::from_raw_fd(number) }
}

/// A pipe: the end to read, the end to write. Neither is left to a program that is started.
pub(super) fn pipe() -> io::Result<(OwnedFd, OwnedFd)> {
    let mut ends = [0; 2];
    // SAFETY: two numbers are written.
    checked(unsafe { libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC) }.into())?;
    Ok((adopt(ends[0]), adopt(ends[1])))
}

/// Another number for an open file.
pub(super) fn copy(number: RawFd) -> io::Result<OwnedFd> {
    // SAFETY: plain numbers.
    checked(unsafe { libc::fcntl(number, libc::F_DUPFD_CLOEXEC, 10) }.into()).map(|number| adopt(number as RawFd))
}

/// Makes a number mean another open file.
pub(super) fn replace(number: RawFd, file: &OwnedFd) -> io::Result<()> {
    // SAFETY: plain numbers; only the standard streams are replaced, which nobody owns.
    checked(unsafe { libc::dup2(file.as_raw_fd(), number) }.into()).map(drop)
}

/// Closes a number that nobody owns.
pub(super) fn close(number: RawFd) -> io::Result<()> {
    // SAFETY: a plain number.
    checked(unsafe { libc::close(number) }.into()).map(drop)
}

/// All files but the standard streams are closed in a program that is started.
pub(super) fn close_at_start() -> io::Result<()> {
    // SAFETY: plain numbers.
    checked(unsafe { libc::syscall(libc::SYS_close_range, 3u32, u32::MAX, libc::CLOSE_RANGE_CLOEXEC) }).map(drop)
}

/// Reads from a pipe never wait.
pub(super) fn never_wait(file: &OwnedFd) -> io::Result<()> {
    // SAFETY: plain numbers.
    checked(unsafe { libc::fcntl(file.as_raw_fd(), libc::F_SETFL, libc::O_NONBLOCK) }.into()).map(drop)
}

/// Reads what there is, at most what fits.
pub(super) fn read(file: &OwnedFd, into: &mut [u8]) -> io::Result<usize> {
    loop {
        // SAFETY: no more is written than fits.
        let count = unsafe { libc::read(file.as_raw_fd(), into.as_mut_ptr().cast(), into.len()) };
        match checked(count as c_long) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => return other.map(|count| count as usize),
        }
    }
}

/// Writes a text that fits a pipe.
pub(super) fn write(file: &OwnedFd, text: &[u8]) -> io::Result<()> {
    // SAFETY: it is read up to its length.
    checked(unsafe { libc::write(file.as_raw_fd(), text.as_ptr().cast(), text.len()) } as c_long).map(drop)
}

/// Waits until one of the files has something to tell, or the time is over.
pub(super) fn wait_for(files: &[&OwnedFd], most: Option<Duration>) -> io::Result<()> {
    let mut polled: Vec<libc::pollfd> =
        files.iter().map(|file| libc::pollfd { fd: file.as_raw_fd(), events: libc::POLLIN, revents: 0 }).collect();
    // A part of a millisecond is a whole one: it is not asked again and again.
    let most = most.map_or(-1, |most| i32::try_from(most.as_millis() + 1).unwrap_or(i32::MAX));
    // SAFETY: as many as are counted are read and written.
    match checked(unsafe { libc::poll(polled.as_mut_ptr(), polled.len() as libc::nfds_t, most) }.into()) {
        Err(error) if error.kind() != io::ErrorKind::Interrupted => Err(error),
        _ => Ok(()),
    }
}

/// Whether a file has something to tell now: something to read, or its end.
pub(super) fn is_ready(file: &OwnedFd) -> io::Result<bool> {
    let mut polled = libc::pollfd { fd: file.as_raw_fd(), events: libc::POLLIN, revents: 0 };
    // SAFETY: one is read and written.
    checked(unsafe { libc::poll(&raw mut polled, 1, 0) }.into()).map(|count| count > 0)
}

/// A process that was started.
pub(super) struct Child {
    number: i32,
    handle: OwnedFd,
}

impl Child {
    /// A file that is ready once it has ended.
    pub(super) fn handle(&self) -> &OwnedFd {
        &self.handle
    }

    /// Kills it; one that has ended stays ended.
    pub(super) fn kill(&self) {
        // SAFETY: plain numbers. It was not waited for, so the number is still its own.
        unsafe { libc::kill(self.number, libc::SIGKILL) };
    }

    /// Waits for its end: how it ended by itself, and bytes of memory at its peak.
    pub(super) fn wait(&self) -> io::Result<(How, u64)> {
        let mut status = 0;
        // SAFETY: all zeros are a value of it.
        let mut used: libc::rusage = unsafe { std::mem::zeroed() };
        // SAFETY: both are written to.
        while checked(unsafe { libc::wait4(self.number, &raw mut status, 0, &raw mut used) }.into()).is_err() {
            let error = io::Error::last_os_error();
            if error.kind() != io::ErrorKind::Interrupted {
                return Err(error);
            }
        }
        let memory = u64::try_from(used.ru_maxrss).unwrap_or(0) * 1024;
        let ended = libc::WIFEXITED(status);
        Ok((if ended { How::Code(libc::WEXITSTATUS(status)) } else { How::Signal(libc::WTERMSIG(status)) }, memory))
    }
}

/// A new process, which shares its table of open files with this one: `None` in the new one.
pub(super) fn fork_sharing_files() -> io::Result<Option<Child>> {
    let flags = c_long::from(libc::SIGCHLD | libc::CLONE_FILES);
    // SAFETY: without a stack of its own the new process goes on here in a copy of the memory; there is one thread.
    let number = checked(unsafe { libc::syscall(libc::SYS_clone, flags, 0usize, 0usize, 0usize, 0usize) })? as i32;
    if number == 0 {
        return Ok(None);
    }
    // SAFETY: plain numbers; it was not waited for.
    let handle = checked(unsafe { libc::syscall(libc::SYS_pidfd_open, number, 0u32) })?;
    Ok(Some(Child { number, handle: adopt(handle as RawFd) }))
}

/// Ends this process at once.
pub(super) fn leave() -> ! {
    // SAFETY: it does not come back.
    unsafe { libc::_exit(NOT_STARTED) }
}

/// A program as the kernel wants it.
pub(super) struct Start {
    file: CString,
    words: Vec<CString>,
    variables: Vec<CString>,
}

impl Start {
    pub(super) fn new(program: &Program, variables: &[(&str, &OsStr)]) -> io::Result<Start> {
        let file = CString::new(program.file.as_os_str().as_bytes())?;
        let mut words = vec![file.clone()];
        for argument in &program.arguments {
            words.push(CString::new(argument.as_bytes())?);
        }
        let variable =
            |(name, value): &(&str, &OsStr)| CString::new([name.as_bytes(), b"=", value.as_bytes()].concat());
        let variables = variables.iter().map(variable).collect::<Result<_, _>>()?;
        Ok(Start { file, words, variables })
    }

    /// Becomes the program; gives why it did not.
    pub(super) fn start(&self) -> io::Error {
        let ended = |texts: &[CString]| -> Vec<*const libc::c_char> {
            texts.iter().map(|text| text.as_ptr()).chain([std::ptr::null()]).collect()
        };
        let (words, variables) = (ended(&self.words), ended(&self.variables));
        // SAFETY: both lists end with a null, and all texts with a zero.
        unsafe { libc::execve(self.file.as_ptr(), words.as_ptr(), variables.as_ptr()) };
        io::Error::last_os_error()
    }
}
