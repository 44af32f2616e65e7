//! One file a verb (the verbs that train share one), and which function does it. A command reads its arguments, calls the
//! crates, and tells the printer; it decides nothing else.

mod advice;
mod bench;
mod chat;
mod dashboard;
mod data;
mod device;
mod doctor;
mod eval;
mod export;
mod find_lr;
mod form;
mod gamma;
pub(crate) mod hint;
mod home;
mod hub;
mod imatrix;
mod import;
mod list;
mod lora;
mod machine;
mod measured;
mod newest;
mod opened;
mod perplexity;
mod personality;
mod pipeline;
mod prepared;
mod preset;
mod pull;
mod push;
mod quantize;
mod quickstart;
mod ran_on;
pub(crate) mod ranks;
mod reading;
mod report;
mod run;
mod scaling;
mod serve;
mod show;
mod speedrun;
mod talker;
mod text;
mod tokenizer;
mod train;
mod wandb;
mod watch;
mod world;

use std::process::ExitCode;

use crate::args::{Cli, Command};
use crate::print::Printer;

/// Does what was typed.
pub(crate) fn dispatch(cli: &Cli, printer: &Printer) -> anyhow::Result<ExitCode> {
    nanollama_kernel::lanes::Isa::forced()?;
    device::check(cli)?;
    let global = &cli.global;
    match &cli.command {
        Command::Quickstart(args) => quickstart::run(args, global, printer),
        Command::Doctor(args) => doctor::run(args, global, printer),
        Command::Tokenizer(args) => tokenizer::run(args, global, printer),
        Command::Data(args) => data::run(args, global, printer),
        Command::World(args) => world::run(args, printer),
        Command::Train(command) => train::run(command, global, printer),
        Command::Pipeline(args) => pipeline::run(args, global, printer),
        Command::Speedrun(args) => speedrun::run(args, global, printer, dispatch),
        Command::Plan(args) => train::plan(args, global, printer),
        Command::FindLr(args) => find_lr::run(args, global, printer),
        Command::Scaling(args) => scaling::run(args, global, printer),
        Command::Export(args) => export::run(args, global, printer),
        Command::Quantize(args) => quantize::run(args, global, printer),
        Command::Imatrix(args) => imatrix::run(args, global, printer),
        Command::Import(args) => import::run(args, global, printer),
        Command::Gamma(args) => gamma::run(args, global, printer),
        Command::Run(args) => run::run(args, global, printer),
        Command::Chat(args) => chat::run(args, global, printer),
        Command::Serve(args) => serve::run(args, global),
        Command::Perplexity(args) => perplexity::run(args, global, printer),
        Command::Eval(args) => eval::run(args, global, printer),
        Command::Show(args) => show::run(args, global, printer),
        Command::Pull(args) => pull::run(args, global, printer),
        Command::Push(args) => push::run(args, global, printer),
        Command::List(args) => list::run(args, global, printer),
        Command::Report(args) => report::run(args, global, printer),
        Command::Bench(args) => bench::run(args, global, printer),
    }
}
