//! The processes of one training, watched by the one that has started them: it names who has died, asks for a stop, and ends
//! the others.
//!
//! Each has a group of its own, so that Ctrl-C reaches the starter alone: the first rank is told, and the others by it.

use std::fs;
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::fs::DirBuilderExt;
use std::os::unix::net::UnixStream;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::seat::{AGAIN, MEET, OTHERS, OWN, RANK};
use crate::interrupt;

/// Between two looks at the processes.
const LOOK: Duration = Duration::from_millis(20);
/// What is waited, once one has ended as it should not, for all to say why: one that dies takes others with it.
const REASONS: Duration = Duration::from_millis(400);

/// How it ended.
pub(super) enum End {
    /// As it should.
    Done,
    /// A process could not do what was asked: another try would not either.
    Refused(String),
    /// A process has died or hangs.
    Lost(String),
}

/// The processes.
pub(super) struct Team {
    members: Vec<Member>,
    folder: PathBuf,
}

struct Member {
    process: Child,
    line: UnixStream,
    said: Vec<u8>,
    ended: Option<ExitStatus>,
}

impl Team {
    /// Starts the program again, `world` times, with the words that it was started with; `again` goes on with the run.
    pub(super) fn start(world: usize, again: bool) -> anyhow::Result<Team> {
        let mut team = Team { members: Vec::new(), folder: folder()? };
        for index in 0..world {
            let member = Member::start(&format!("{index}/{world}"), &team.folder, again)?;
            team.members.push(member);
        }
        Ok(team)
    }

    /// Waits until they have ended.
    pub(super) fn watch(mut self) -> anyhow::Result<End> {
        let (mut told, mut failed) = (false, None);
        loop {
            for member in &mut self.members {
                member.look()?;
            }
            if self.members.iter().all(|member| member.ended.is_some_and(|status| status.success())) {
                return Ok(End::Done);
            }
            if failed.is_none() && self.members.iter().any(Member::has_failed) {
                failed = Some(Instant::now());
            }
            let all_ended = self.members.iter().all(|member| member.ended.is_some());
            if all_ended || failed.is_some_and(|since| since.elapsed() >= REASONS) {
                return Ok(self.end());
            }
            if interrupt::requested() && !told {
                told = true;
                // One that has ended needs not be told.
                let _ = self.members[0].line.write_all(b"s");
            }
            sleep(LOOK);
        }
    }

    /// Why it ended, from what those say that have ended.
    fn end(&self) -> End {
        let world = self.members.len();
        let numbered = || self.members.iter().enumerate();
        let name = |index: usize| format!("rank {index} of {world} (process {})", self.members[index].process.id());
        let killed = |(index, member): (usize, &Member)| Some((index, member.ended?.signal()?));
        if let Some((index, signal)) = numbered().find_map(killed) {
            return End::Lost(format!("{} was ended by signal {signal}", name(index)));
        }
        let said = |kind: char| numbered().find_map(|(index, member)| Some((index, member.said(kind)?)));
        match said(OWN) {
            Some((0, text)) => return End::Refused(text),
            Some((index, text)) => return End::Refused(format!("rank {index} of {world}: {text}")),
            None => {}
        }
        let silent = |(_, member): &(usize, &Member)| member.has_failed() && member.said(OTHERS).is_none();
        if let Some((index, member)) = numbered().find(silent) {
            let code = member.ended.and_then(|status| status.code()).unwrap_or_default();
            return End::Lost(format!("{} ended with code {code}", name(index)));
        }
        // Who goes because another one has gone knows less than who has waited for one in vain.
        let mut reasons: Vec<String> = self.members.iter().filter_map(|member| member.said(OTHERS)).collect();
        let first = reasons.iter().position(|reason| !reason.ends_with("has ended")).unwrap_or(0);
        match reasons.is_empty() {
            true => End::Lost("the processes have ended".to_owned()),
            false => End::Lost(reasons.swap_remove(first)),
        }
    }
}

impl Drop for Team {
    fn drop(&mut self) {
        for member in &mut self.members {
            if member.ended.is_none() {
                // It may end by itself meanwhile.
                let _ = member.process.kill();
                let _ = member.process.wait();
            }
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Member {
    fn start(rank: &str, folder: &Path, again: bool) -> anyhow::Result<Member> {
        let (line, theirs) = UnixStream::pair()?;
        line.set_nonblocking(true)?;
        let mut command = Command::new(std::env::current_exe()?);
        command.args(std::env::args_os().skip(1)).env(RANK, rank).env(MEET, folder).process_group(0);
        command.stdin(Stdio::from(OwnedFd::from(theirs)));
        if again {
            command.env(AGAIN, "1");
        }
        Ok(Member { process: command.spawn()?, line, said: Vec::new(), ended: None })
    }

    /// Hears what it says, and whether it has ended.
    fn look(&mut self) -> anyhow::Result<()> {
        if self.ended.is_none() {
            self.ended = self.process.try_wait()?;
        }
        let mut bytes = [0; 4096];
        while let Ok(count @ 1..) = self.line.read(&mut bytes) {
            self.said.extend_from_slice(&bytes[..count]);
        }
        Ok(())
    }

    fn has_failed(&self) -> bool {
        self.ended.is_some_and(|status| !status.success())
    }

    /// The first error of a kind that it has told.
    fn said(&self, kind: char) -> Option<String> {
        let text = String::from_utf8_lossy(&self.said);
        text.lines().find_map(|line| line.strip_prefix(kind)).map(str::to_owned)
    }
}

/// A folder that nobody else may enter.
fn folder() -> anyhow::Result<PathBuf> {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let folder = std::env::temp_dir().join(format!("nanollama-{}-{:x}", std::process::id(), since.as_nanos()));
    fs::DirBuilder::new().mode(0o700).create(&folder)?;
    Ok(folder)
}
