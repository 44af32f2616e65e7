//! What several processes have to agree on before they train: one plan, one folder that one of them writes.

use nanollama_store::run::{LockedRun, Run};

use super::folder::Folder;
use super::location::RunLocation;
use crate::error::{Error, Result};
use crate::plan::{FeedKind, Plan, stored};
use crate::ranks::Ranks;

/// The first process' plan, which all of them follow: how much memory is free decides over its micro-batches. Everything else
/// must be the same everywhere.
pub(super) fn plan(own: &Plan, ranks: &Ranks) -> Result<Plan> {
    let world = ranks.rank().world;
    if world == 1 {
        return Ok(own.clone());
    }
    let alone = |what: &str| Err(Error::Alone { ranks: world, what: what.to_owned() });
    match own.stage.feed {
        FeedKind::Text | FeedKind::Conversations => {}
        FeedKind::Questions => return alone("questions are answered and learned by one process"),
        FeedKind::Pairs => return alone("pairs of answers are learned by one process"),
    }
    let first = stored::read(&ranks.told(stored::text(own).into_bytes())?)?;
    // How a step is cut, and what follows from it.
    let likewise = Plan { step: own.step, cost: own.cost.clone(), watch: own.watch.clone(), ..first.clone() };
    if likewise != *own {
        let what = "has other data or other settings than rank 0".to_owned();
        return Err(Error::Rank { rank: ranks.rank().index, world, what });
    }
    let rows = first.step.all_rows();
    if rows < world {
        return alone(&format!("a step has {rows} rows, and each rank takes one at least"));
    }
    Ok(first)
}

/// The run's folder, which the first process opens by `write` before the others look.
pub(super) fn folder(
    location: RunLocation<'_>,
    ranks: &Ranks,
    write: impl FnOnce() -> Result<LockedRun>,
) -> Result<Folder> {
    if ranks.is_first() {
        let written = write()?;
        ranks.meet()?;
        return Ok(Folder::Written(written));
    }
    ranks.meet()?;
    Ok(Folder::Seen(Run::open(location.runs, location.name)?))
}
