//! Training by several processes: what is refused, what each has of the machine, how they meet.

use std::time::Duration;

use nanollama_train::ranks::Ranks;
use nanollama_train::{FeedKind, Machine, Plan};

use crate::args::ranks::RanksArgs;
use crate::args::{DeviceName, Global};
use crate::command::ranks::Seat;
use crate::print::{self, Printer};

/// Refuses what one process alone does.
pub(super) fn check((ranks, verb): (RanksArgs, &str), feed: FeedKind, global: &Global) -> anyhow::Result<()> {
    let nproc = ranks.count();
    if global.device != DeviceName::Cpu {
        anyhow::bail!(
            "--nproc {nproc}: one GPU trains as yet; several processes train on this machine's cores: --device cpu"
        );
    }
    match feed {
        FeedKind::Text | FeedKind::Conversations => Ok(()),
        FeedKind::Questions | FeedKind::Pairs => {
            anyhow::bail!("--nproc {nproc}: `nanollama {verb}` is one process; leave --nproc out")
        }
    }
}

/// What is asked of each of `world` processes: its share of the cores, where nobody says how many it has.
pub(super) fn each(global: &Global, world: usize) -> Global {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = match global.threads {
        0 if world > 1 => u16::try_from(cores / world).unwrap_or(u16::MAX).max(1),
        threads => threads,
    };
    Global { threads, ..global.clone() }
}

/// What a plan is made for: all processes compute, and each has its share of the memory.
pub(super) fn share(own: Machine, world: usize) -> Machine {
    let Machine { flops, memory, threads } = own;
    Machine { flops: flops * world as f64, memory: memory / world as u64, threads: threads * world }
}

/// Says what several processes take, if there are several; refuses more than a step has rows for.
pub(super) fn tell(plan: &Plan, world: usize, printer: &Printer) -> anyhow::Result<()> {
    let rows = plan.step.all_rows();
    if rows < world {
        anyhow::bail!(
            "--nproc {world}: a step has {rows} rows, and each process takes one at least; give a smaller --nproc, or a larger \
             --batch-tokens"
        );
    }
    if world > 1 {
        // As wide as the plan's labels.
        printer.line(format_args!("  {:<8}  {}", "ranks", described(plan, world)));
    }
    Ok(())
}

/// `3 processes, at most 80 MiB each, 240 MiB in all; each takes 5 or 6 of a step's 16 rows`
fn described(plan: &Plan, world: usize) -> String {
    let each = plan.cost.memory.of_rank(world).total();
    let rows = plan.step.all_rows();
    let (least, most) = (rows / world, rows.div_ceil(world));
    let share = if least == most { least.to_string() } else { format!("{least} or {most}") };
    format!(
        "{world} processes, at most {} each, {} in all; each takes {share} of a step's {rows} rows",
        print::bytes(each),
        print::bytes(each * world as u64)
    )
}

/// Meets the other processes, and listens to the one that has started this one.
pub(super) fn meet(seat: &Seat, asked: RanksArgs) -> anyhow::Result<Ranks> {
    #[cfg(unix)]
    {
        seat.listen()?;
        let sockets = nanollama_train::ranks::Sockets::meet(&seat.folder, seat.rank)?;
        Ok(Ranks::over(Box::new(sockets), asked.rank_timeout.map(Duration::from_secs_f64)))
    }
    #[cfg(not(unix))]
    {
        let _unused = (asked.rank_timeout.map(Duration::from_secs_f64), &seat.folder);
        anyhow::bail!("rank {} of {}: one process trains on this system", seat.rank.index, seat.rank.world)
    }
}
