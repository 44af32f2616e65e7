//! `nanollama speedrun`: the whole way on a text of one's own, as nanochat's script goes it: tokenizer, pretraining, conversations,
//! benchmarks, a report, a chat. It types the commands of the other verbs, and passes over what is done.

mod price;
mod stages;

use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;

use nanollama_store::atomic;

use super::advice::quoted;
use super::device;
use crate::args::speedrun::SpeedrunArgs;
use crate::args::{self, Cli, Global};
use crate::interrupt;
use crate::print::Printer;
use stages::Stage;

/// Does a command that was typed.
type Dispatch = fn(&Cli, &Printer) -> anyhow::Result<ExitCode>;

pub(crate) fn run(
    args: &SpeedrunArgs,
    global: &Global,
    printer: &Printer,
    dispatch: Dispatch,
) -> anyhow::Result<ExitCode> {
    let machine = device::open(global, printer)?.machine()?;
    let depth = price::settle(args, &machine, printer)?;
    let tag = args.tag.clone().unwrap_or_else(|| format!("d{depth}"));
    nanollama_store::run::check_name(&tag)?;
    let stages = stages::all(args, (depth, &tag))?;
    if args.dry_run {
        stages.iter().for_each(|stage| printer.line(typed(&stage.line)));
        return Ok(ExitCode::SUCCESS);
    }
    let logs = args.out.join("logs").join(&tag);
    atomic::create_folder(&logs)?;
    same(&logs, &tag, &stages)?;
    interrupt::listen("finishing this step, then saving")?;
    for (number, stage) in (1..).zip(&stages) {
        printer.keep(&logs.join(format!("{number}-{}.log", stage.word)))?;
        printer.heading(format_args!("{number}/{} {}: {}", stages.len(), stage.word, stage.what));
        let Some(line) = stage.left(global)? else {
            printer.line("  done before");
            continue;
        };
        printer.line(format_args!("  {}", typed(&line)));
        let cli = Cli { global: global.clone(), ..args::parse_words(&line)? };
        let went = dispatch(&cli, printer);
        if interrupt::requested() {
            printer.line("stopped; the same command goes on from here");
            return Ok(ExitCode::SUCCESS);
        }
        let code = went?;
        if code != ExitCode::SUCCESS {
            return Ok(code);
        }
    }
    printer.keep_no_more();
    let chat = stages::words(&["chat", "-m", &tag]);
    printer.line(format_args!("\nnext: {}", typed(&chat)));
    if args.no_chat || !(std::io::stdin().is_terminal() && std::io::stdout().is_terminal()) {
        return Ok(ExitCode::SUCCESS);
    }
    dispatch(&Cli { global: global.clone(), ..args::parse_words(&chat)? }, printer)
}

/// A command as a person types it.
fn typed(line: &[String]) -> String {
    let words: Vec<String> = line.iter().map(|word| quoted(word)).collect();
    format!("nanollama {}", words.join(" "))
}

/// Notes what will be typed, or finds that it is what was typed before: two models are not mixed.
fn same(logs: &Path, tag: &str, stages: &[Stage]) -> anyhow::Result<()> {
    let file = logs.join("speedrun.txt");
    let now: Vec<String> = stages.iter().map(|stage| typed(&stage.line)).collect();
    if !file.exists() {
        atomic::write_bytes(&file, now.join("\n").as_bytes())?;
        return Ok(());
    }
    let text = std::fs::read_to_string(&file)?;
    let then: Vec<&str> = text.lines().collect();
    for at in 0..then.len().max(now.len()) {
        let (then, now) = (then.get(at).copied().unwrap_or("nothing"), now.get(at).map_or("nothing", String::as_str));
        if then != now {
            anyhow::bail!(
                "{tag} was begun with `{then}`, now it is `{now}`: give what it was begun with, or another --tag"
            );
        }
    }
    Ok(())
}
