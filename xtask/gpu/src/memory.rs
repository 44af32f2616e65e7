//! How much of the GPU's memory was taken at most while something ran, as nvidia-smi has it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;

/// A watch that runs.
pub(crate) struct Watch {
    child: Child,
    reader: JoinHandle<Option<u64>>,
}

impl Watch {
    /// Begins to look, ten times a second; `None` where there is no nvidia-smi.
    pub(crate) fn start() -> Option<Watch> {
        let mut command = Command::new("nvidia-smi");
        command.args(["--query-gpu=memory.used", "--format=csv,noheader,nounits", "--loop-ms=100"]);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
        let lines = BufReader::new(child.stdout.take()?).lines();
        let most = move || lines.map_while(Result::ok).filter_map(|line| line.trim().parse().ok()).max();
        Some(Watch { child, reader: std::thread::spawn(most) })
    }

    /// The most that was seen, in MiB.
    pub(crate) fn stop(mut self) -> Option<u64> {
        let _gone = self.child.kill();
        let _gone = self.child.wait();
        self.reader.join().ok()?
    }
}
