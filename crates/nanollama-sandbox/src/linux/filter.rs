//! Which calls of the kernel a program may make: a list of what may be done, as a program of BPF for seccomp. What is not on it fails
//! with EPERM: sockets, processes and threads, tracing, namespaces, io_uring, keys, and whatever kernels will have.

use libc::{c_long, sock_filter};

/// Calls that are allowed whatever they are given.
const ALLOWED: &[c_long] = &[
    // Files that are open.
    libc::SYS_read,
    libc::SYS_write,
    libc::SYS_readv,
    libc::SYS_writev,
    libc::SYS_pread64,
    libc::SYS_pwrite64,
    libc::SYS_lseek,
    libc::SYS_close,
    libc::SYS_close_range,
    libc::SYS_fstat,
    libc::SYS_ftruncate,
    libc::SYS_fsync,
    libc::SYS_fdatasync,
    libc::SYS_fallocate,
    libc::SYS_flock,
    libc::SYS_dup,
    libc::SYS_dup3,
    libc::SYS_pipe2,
    libc::SYS_sendfile,
    libc::SYS_getdents64,
    libc::SYS_fadvise64,
    // Files by name, as far as Landlock lets it.
    libc::SYS_newfstatat,
    libc::SYS_statx,
    libc::SYS_faccessat,
    libc::SYS_faccessat2,
    libc::SYS_getcwd,
    libc::SYS_chdir,
    libc::SYS_fchdir,
    libc::SYS_mkdirat,
    libc::SYS_unlinkat,
    libc::SYS_renameat2,
    libc::SYS_symlinkat,
    libc::SYS_umask,
    // Waiting.
    libc::SYS_ppoll,
    libc::SYS_pselect6,
    libc::SYS_epoll_create1,
    libc::SYS_epoll_ctl,
    libc::SYS_epoll_pwait,
    libc::SYS_eventfd2,
    libc::SYS_nanosleep,
    libc::SYS_clock_nanosleep,
    libc::SYS_restart_syscall,
    libc::SYS_wait4,
    libc::SYS_futex,
    // Memory.
    libc::SYS_mmap,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_mprotect,
    libc::SYS_madvise,
    libc::SYS_brk,
    // Its own signals and time.
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_rt_sigpending,
    libc::SYS_rt_sigsuspend,
    libc::SYS_rt_sigtimedwait,
    libc::SYS_sigaltstack,
    libc::SYS_setitimer,
    libc::SYS_getitimer,
    libc::SYS_clock_gettime,
    libc::SYS_clock_getres,
    libc::SYS_gettimeofday,
    libc::SYS_times,
    libc::SYS_getrusage,
    // Who it is.
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_getppid,
    libc::SYS_getuid,
    libc::SYS_geteuid,
    libc::SYS_getgid,
    libc::SYS_getegid,
    libc::SYS_getgroups,
    libc::SYS_getresuid,
    libc::SYS_getresgid,
    libc::SYS_uname,
    libc::SYS_sysinfo,
    libc::SYS_getrandom,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    // A thread's beginning, and the end.
    libc::SYS_set_tid_address,
    libc::SYS_set_robust_list,
    libc::SYS_rseq,
    libc::SYS_exit,
    libc::SYS_exit_group,
];
/// The same, by the names that newer systems no longer have.
#[cfg(target_arch = "x86_64")]
const ALLOWED_OLD: &[c_long] = &[
    libc::SYS_stat,
    libc::SYS_lstat,
    libc::SYS_access,
    libc::SYS_mkdir,
    libc::SYS_rmdir,
    libc::SYS_unlink,
    libc::SYS_rename,
    libc::SYS_renameat,
    libc::SYS_symlink,
    libc::SYS_dup2,
    libc::SYS_pipe,
    libc::SYS_poll,
    libc::SYS_select,
    libc::SYS_epoll_wait,
    libc::SYS_epoll_create,
    libc::SYS_eventfd,
    libc::SYS_getdents,
    libc::SYS_alarm,
    libc::SYS_pause,
    libc::SYS_time,
    libc::SYS_arch_prctl,
    libc::SYS_getrlimit,
    libc::SYS_getpgrp,
];
#[cfg(target_arch = "aarch64")]
const ALLOWED_OLD: &[c_long] = &[libc::SYS_renameat];
/// What may be asked of a file by `ioctl`: whether it is a terminal, how much there is to read, who inherits it.
const REQUESTS: [u32; 5] = [0x5401, 0x5413, 0x541b, 0x5450, 0x5451];
/// What may be done by `fcntl`: copies, flags, locks. Not who gets a file's signals.
const OF_FILES: [i32; 9] = [
    libc::F_DUPFD,
    libc::F_DUPFD_CLOEXEC,
    libc::F_GETFD,
    libc::F_SETFD,
    libc::F_GETFL,
    libc::F_SETFL,
    libc::F_GETLK,
    libc::F_SETLK,
    libc::F_SETLKW,
];
/// What may be done by `prctl`: names of threads.
const OF_PROCESSES: [i32; 2] = [libc::PR_SET_NAME, libc::PR_GET_NAME];
/// Names of this machine's kind of calls.
#[cfg(target_arch = "x86_64")]
const ARCHITECTURE: u32 = 0xc000_003e;
#[cfg(target_arch = "aarch64")]
const ARCHITECTURE: u32 = 0xc000_00b7;
/// Bytes of `struct seccomp_data` before its arguments, which are eight bytes each.
const ARGUMENTS: u32 = 16;

const ALLOW: u32 = libc::SECCOMP_RET_ALLOW;
const DENY: u32 = libc::SECCOMP_RET_ERRNO | libc::EPERM as u32;
/// There is no such call: who asks goes on by an older one, which is denied.
const NO_CALL: u32 = libc::SECCOMP_RET_ERRNO | libc::ENOSYS as u32;

/// A filter being written. The number of the call is in the accumulator between two rules.
struct Filter(Vec<sock_filter>);

impl Filter {
    fn say(&mut self, code: u32, k: u32, [jt, jf]: [u8; 2]) {
        self.0.push(sock_filter { code: code as u16, jt, jf, k });
    }

    fn load(&mut self, offset: u32) {
        self.say(libc::BPF_LD | libc::BPF_W | libc::BPF_ABS, offset, [0, 0]);
    }

    fn answer(&mut self, answer: u32) {
        self.say(libc::BPF_RET | libc::BPF_K, answer, [0, 0]);
    }

    /// Where the accumulator is `value`: that answer.
    fn answer_at(&mut self, value: u32, answer: u32) {
        self.say(libc::BPF_JMP | libc::BPF_JEQ | libc::BPF_K, value, [0, 1]);
        self.answer(answer);
    }

    /// A call that is answered by rules of its own, the last of which answers everything.
    fn of(&mut self, call: c_long, rules: impl FnOnce(&mut Filter)) {
        let mut inner = Filter(Vec::new());
        rules(&mut inner);
        let length = inner.0.len() as u8;
        self.say(libc::BPF_JMP | libc::BPF_JEQ | libc::BPF_K, call as u32, [0, length]);
        self.0.extend(inner.0);
    }

    /// The low half of an argument, which is all of an `int`.
    fn argument(&mut self, number: u32) {
        self.load(ARGUMENTS + 8 * number);
    }

    /// A call of which one argument is on a list.
    fn listed(&mut self, call: c_long, number: u32, list: &[u32]) {
        self.of(call, |rules| {
            rules.argument(number);
            list.iter().for_each(|value| rules.answer_at(*value, ALLOW));
            rules.answer(DENY);
        });
    }

    /// A call that opens a file: not one that empties what it may only read, which old versions of Landlock let pass.
    fn opening(&mut self, call: c_long, flags: u32) {
        self.of(call, |rules| {
            rules.argument(flags);
            rules.say(libc::BPF_ALU | libc::BPF_AND | libc::BPF_K, (libc::O_TRUNC | libc::O_ACCMODE) as u32, [0, 0]);
            rules.answer_at((libc::O_TRUNC | libc::O_RDONLY) as u32, DENY);
            rules.answer(ALLOW);
        });
    }
}

/// The filter of a process: `own` is its number, the only one that it may send signals to.
pub(super) fn filter(own: u32) -> Vec<sock_filter> {
    let mut filter = Filter(Vec::new());
    filter.load(4);
    filter.say(libc::BPF_JMP | libc::BPF_JEQ | libc::BPF_K, ARCHITECTURE, [1, 0]);
    filter.answer(libc::SECCOMP_RET_KILL_PROCESS);
    filter.load(0);
    for call in ALLOWED.iter().chain(ALLOWED_OLD) {
        filter.answer_at(*call as u32, ALLOW);
    }
    filter.opening(libc::SYS_openat, 2);
    #[cfg(target_arch = "x86_64")]
    filter.opening(libc::SYS_open, 1);
    filter.listed(libc::SYS_ioctl, 1, &REQUESTS);
    filter.listed(libc::SYS_fcntl, 1, &OF_FILES.map(|command| command as u32));
    filter.listed(libc::SYS_prctl, 0, &OF_PROCESSES.map(|option| option as u32));
    filter.listed(libc::SYS_kill, 0, &[own]);
    filter.listed(libc::SYS_tgkill, 0, &[own]);
    // Limits may be read: its own, with nothing to set them to.
    filter.of(libc::SYS_prlimit64, |rules| {
        for part in [ARGUMENTS, ARGUMENTS + 16, ARGUMENTS + 20] {
            rules.load(part);
            rules.say(libc::BPF_JMP | libc::BPF_JEQ | libc::BPF_K, 0, [1, 0]);
            rules.answer(DENY);
        }
        rules.answer(ALLOW);
    });
    filter.answer_at(libc::SYS_execve as u32, libc::SECCOMP_RET_USER_NOTIF);
    filter.answer_at(libc::SYS_clone3 as u32, NO_CALL);
    filter.answer(DENY);
    filter.0
}
