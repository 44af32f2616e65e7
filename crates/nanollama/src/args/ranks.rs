//! Training in several processes.

use clap::Args;

/// How many processes of this machine train together.
#[derive(Debug, Clone, Copy, Default, Args)]
pub(crate) struct RanksArgs {
    /// Train in N processes of this machine together, each on its share of every step's rows; --threads is then of each.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) nproc: Option<u16>,
    /// Seconds after which a process that says nothing counts as hanging [default: the larger of 60 and ten median steps].
    #[arg(long, value_name = "SECONDS", requires = "nproc", value_parser = parse_seconds)]
    pub(crate) rank_timeout: Option<f64>,
    /// Where a process dies or hangs, begin again from the newest checkpoint; at most three times without a new one.
    #[arg(long, requires = "nproc")]
    pub(crate) elastic: bool,
}

impl RanksArgs {
    /// The processes that are asked for.
    pub(crate) fn count(self) -> usize {
        usize::from(self.nproc.unwrap_or(1))
    }
}

fn parse_seconds(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(seconds) if (0.1..=1e6).contains(&seconds) => Ok(seconds),
        _ => Err("it is a number of seconds from 0.1 to 1000000".to_owned()),
    }
}
