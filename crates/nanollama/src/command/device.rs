//! The device that was asked for: this machine's cores, or a GPU.

use std::path::PathBuf;

use nanollama_bundle::StoredModel;
use nanollama_cuda::device::Cuda;
use nanollama_cuda::library::Environment;
use nanollama_cuda::look::Found;
use nanollama_cuda::source::Number;
use nanollama_engine::{Engine, Options};
use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::device::Device;
use nanollama_kernel::pool::Pool;
use nanollama_train::Machine;

use super::{home, machine};
use crate::args::stage::TrainCommand;
use crate::args::{Cli, Command, DeviceName, Global, Precision};
use crate::print::Printer;

/// A device that is open.
pub(crate) enum Opened {
    Cpu(Cpu),
    Cuda(Box<Cuda>),
}

impl Opened {
    /// As programs see it.
    pub(crate) fn device(&self) -> &dyn Device {
        match self {
            Opened::Cpu(cpu) => cpu,
            Opened::Cuda(cuda) => &**cuda,
        }
    }

    /// What a plan needs to know of it.
    pub(crate) fn machine(&self) -> anyhow::Result<Machine> {
        Ok(match self {
            Opened::Cpu(cpu) => machine::for_plan(cpu.pool()),
            Opened::Cuda(cuda) => {
                let memory = cuda.free_memory()? as u64;
                Machine { flops: cuda.product_rate()?, memory, threads: cuda.pool().threads() }
            }
        })
    }
}

/// A model with the device that was asked for: on this machine's cores in the number formats of its file, on a GPU decoded.
pub(crate) fn engine(
    source: &StoredModel,
    options: &Options,
    global: &Global,
    printer: &Printer,
) -> anyhow::Result<Engine> {
    let opened = (global.device != DeviceName::Cpu).then(|| open(global, printer)).transpose()?;
    Ok(match opened {
        Some(Opened::Cuda(cuda)) => Engine::open_decoded(source, cuda, options)?,
        Some(Opened::Cpu(_)) | None => Engine::open(source, options)?,
    })
}

/// Opens the device that was asked for. One that is not there is an error; `auto` says what it took, and why no GPU.
pub(crate) fn open(global: &Global, printer: &Printer) -> anyhow::Result<Opened> {
    let pool = Pool::new(global.threads.into());
    let cpu = |pool| match global.precision {
        Some(Precision::Bf16) => anyhow::bail!("--precision bf16: a CPU trains in f32; bf16 needs --device cuda"),
        _ => Ok(Opened::Cpu(Cpu::new(pool))),
    };
    let number = match global.device {
        DeviceName::Cpu => return cpu(pool),
        DeviceName::Cuda(number) => number,
        DeviceName::Auto => {
            let found = Found::look(&Environment::own());
            printer.line(format_args!("GPU: {found}"));
            match found.first_usable() {
                Some(number) => number,
                None => return cpu(pool),
            }
        }
    };
    let format = match global.precision {
        Some(Precision::F32) => Number::F32,
        Some(Precision::Bf16) | None => Number::Bf16,
    };
    let opened = Found::look(&Environment::own()).open(number, format, cache())?;
    let cuda = Cuda::new(opened, pool)?;
    printer.line(format_args!("computing on {}", cuda.name()));
    Ok(Opened::Cuda(Box::new(cuda)))
}

/// Where compiled kernels are kept, as the platform has it.
fn cache() -> Option<PathBuf> {
    home::folder().map(|folder| folder.join("kernels"))
}

/// Refuses a GPU for a command that computes on this machine's cores alone.
pub(crate) fn check(cli: &Cli) -> anyhow::Result<()> {
    use Command::{Chat, Doctor, Eval, FindLr, Perplexity, Pipeline, Plan, Run, Scaling, Serve, Speedrun, Train};
    let trains = matches!(&cli.command, Train(_) | Plan(_) | Pipeline(_) | Speedrun(_) | FindLr(_) | Scaling(_));
    let generates = matches!(&cli.command, Run(_) | Chat(_) | Serve(_) | Perplexity(_) | Eval(_));
    let takes = trains || generates || matches!(&cli.command, Doctor(_));
    let chooses = trains || generates && cli.global.device != DeviceName::Cpu;
    if let (false, Some(_)) = (chooses, cli.global.precision) {
        let gpu = if generates { " without --device cuda" } else { "" };
        anyhow::bail!("--precision: only training and a GPU can choose, `nanollama {}`{gpu} cannot", cli.verb);
    }
    if let (Train(command), DeviceName::Cuda(_)) = (&cli.command, cli.global.device)
        && let TrainCommand::Lora(_) | TrainCommand::Dpo(_) | TrainCommand::Rl(_) = **command
    {
        anyhow::bail!("--device cuda: `nanollama {}` trains on this machine's cores as yet", cli.verb);
    }
    match cli.global.device {
        DeviceName::Cuda(_) if !takes => {
            anyhow::bail!("--device cuda: `nanollama {}` computes on this machine's cores as yet", cli.verb)
        }
        _ => Ok(()),
    }
}
