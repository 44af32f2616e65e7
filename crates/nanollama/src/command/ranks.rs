//! Several processes that train together: this program starts itself again, once a rank (`team.rs`), and each of these knows
//! by its environment which one it is (`seat.rs`).

mod launcher;
mod seat;
#[cfg(unix)]
mod team;

use std::process::ExitCode;

use nanollama_store::run::Run;
use nanollama_train::RunLocation;

use crate::args::ranks::RanksArgs;
use crate::print::Printer;

pub(crate) use launcher::refuse as refuse_launchers;
pub(crate) use seat::{Seat, is_silent, tell_error};

/// Beginnings without a new checkpoint between them.
#[cfg(unix)]
const MOST_RESTARTS: usize = 3;

/// What is trained, and how it was asked for.
pub(crate) struct Training<'a> {
    pub(crate) ranks: RanksArgs,
    pub(crate) location: RunLocation<'a>,
    /// The words that name the command, and its flag for a run: `sft`, `--out-run`.
    pub(crate) verb: &'a str,
    pub(crate) run_flag: &'a str,
}

impl Training<'_> {
    /// The step of the newest checkpoint.
    fn newest(&self) -> Option<u64> {
        let run = Run::open(self.location.runs, self.location.name).ok()?;
        run.steps().ok()?.last().copied()
    }

    /// What to type to go on, where there is something to go on with.
    #[cfg(unix)]
    fn how_to_go_on(&self) -> String {
        let (Training { verb, run_flag, ranks, location }, newest) = (self, self.newest());
        let program = super::advice::program(location.runs);
        let line = format!("{program} {verb} {run_flag} {} --resume --nproc {}", location.name, ranks.count());
        match newest {
            Some(step) => format!("the checkpoint of step {step} is whole: `{line}` goes on"),
            None => "there is no checkpoint yet".to_owned(),
        }
    }
}

/// Starts the processes and waits for them; with --elastic begins again where one was lost.
#[cfg(unix)]
pub(crate) fn run(training: &Training<'_>, printer: &Printer) -> anyhow::Result<ExitCode> {
    use team::{End, Team};

    crate::interrupt::listen("finishing this step, then saving")?;
    let (mut restarts, mut newest, mut again) = (0, training.newest(), false);
    loop {
        let end = Team::start(training.ranks.count(), again)?.watch()?;
        let lost = match end {
            End::Done => return Ok(ExitCode::SUCCESS),
            End::Refused(text) => anyhow::bail!(text),
            End::Lost(text) => text,
        };
        if training.newest() > newest {
            (restarts, newest) = (0, training.newest());
        }
        if !training.ranks.elastic || crate::interrupt::requested() {
            anyhow::bail!("{lost}; {}", training.how_to_go_on());
        }
        if restarts == MOST_RESTARTS {
            anyhow::bail!("{lost}, after {restarts} restarts without a new checkpoint; {}", training.how_to_go_on());
        }
        restarts += 1;
        let from = newest.map_or("the beginning".to_owned(), |step| format!("the checkpoint of step {step}"));
        printer.line(format_args!("{lost}; begun again from {from}, time {restarts} of {MOST_RESTARTS}"));
        again = true;
    }
}

/// Only Unix has the sockets that ranks speak by.
#[cfg(not(unix))]
pub(crate) fn run(training: &Training<'_>, _printer: &Printer) -> anyhow::Result<ExitCode> {
    let newest = training.newest().map_or(String::new(), |step| format!(" (its newest checkpoint is of step {step})"));
    anyhow::bail!(
        "--nproc {}: one process trains {}{newest} on this system; leave --nproc out, --threads N says on how many cores",
        training.ranks.count(),
        training.location.name
    )
}
