//! `gamma extract --refit`: what a low rank lost of a personality, trained back as a LoRA on the texts that the personality was
//! trained on, and what each step of the way makes of the held-out ones.
//!
//! Until it is done everything lies in a folder beside the file, `OUT.refit`: γ as it was taken, the model that is trained beside
//! (the base with the rest of γ in its weights), and the run. So what was killed goes on.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use nanollama_bundle::gamma::{Form, Gamma, Halves, inject, locate};
use nanollama_bundle::{Format, Locations, StoredModel};
use nanollama_data::ConversationReading;
use nanollama_kernel::dtype::DType;
use nanollama_store::run::Run;
use nanollama_train::run::{Resumption, RunContext, RunLocation, finished, stored_plan};
use nanollama_train::{Layers, Machine, Measures, Plan, Recipe, Score, Stage, measure};

use crate::args::{DeviceName, ExtractArgs, Global, RefitArgs};
use crate::command::device::Opened;
use crate::command::train::Planning;
use crate::command::watch::Watcher;
use crate::command::{device, opened};
use crate::interrupt;
use crate::print::{self, Printer};

/// The run's name in its folder.
const RUN: &str = "refit";

/// The two models, and the γ of low rank that was taken of them.
pub(super) struct Taken<'a> {
    pub(super) base: &'a StoredModel,
    pub(super) other: &'a StoredModel,
    pub(super) gamma: &'a Gamma,
    pub(super) form: Form,
}

/// Trains it; `None` when someone stopped it.
pub(super) fn refit(
    args: &ExtractArgs,
    steps: u64,
    taken: &Taken<'_>,
    global: &Global,
    printer: &Printer,
) -> anyhow::Result<Option<Gamma>> {
    let Taken { base, gamma, form, .. } = *taken;
    let halves = gamma.halves().context("--refit trains products of low rank: give a smaller --rank or --size")?;
    let places = Places::of(&args.out);
    places.fill(base, gamma, &halves.rest)?;
    // Adapters are trained on this machine's cores, also where a GPU would be taken.
    let opened = device::open(&Global { device: DeviceName::Cpu, ..global.clone() }, printer)?;
    let machine = opened.machine()?;
    let settings = settings(&args.refit, steps, &halves);
    let asked = Asked { args: &args.refit, settings, halves: &halves, places: &places, machine: &machine };
    interrupt::listen("finishing this step, then saving")?;
    let Some(plan) = asked.train(&opened, printer)? else {
        printer.line("stopped and saved; the same command goes on from here");
        return Ok(None);
    };
    let trained = Gamma::open(&locate(Path::new(RUN), &places.runs())?)?;
    let refitted = halves.rest.joined(&trained, form.dtype)?;
    tell(taken, &refitted, &plan, &places, &opened, printer)?;
    fs::remove_dir_all(&places.folder).with_context(|| format!("cannot remove {}", places.folder.display()))?;
    Ok(Some(refitted))
}

/// What is trained, in the words of a recipe.
fn settings(args: &RefitArgs, steps: u64, halves: &Halves) -> Recipe {
    Recipe {
        steps: Some(steps),
        lr: args.lr,
        batch_tokens: args.batch_tokens.map(|tokens| usize::try_from(tokens).unwrap_or(usize::MAX)),
        personality_ratio: args.personality_ratio,
        sample_every: Some(0),
        lora_rank: Some(halves.lora.rank),
        lora_alpha: Some(halves.lora.alpha),
        lora_targets: Some(halves.lora.targets.join(",")),
        ..Recipe::default()
    }
}

/// Where everything lies until it is done.
struct Places {
    folder: PathBuf,
}

impl Places {
    fn of(out: &Path) -> Places {
        let mut name = out.as_os_str().to_owned();
        name.push(".refit");
        Places { folder: name.into() }
    }

    fn runs(&self) -> PathBuf {
        self.folder.join("runs")
    }

    fn base(&self) -> PathBuf {
        self.folder.join("base")
    }

    /// Makes the folder, or finds that it is there and of the same γ.
    fn fill(&self, base: &StoredModel, gamma: &Gamma, rest: &Gamma) -> anyhow::Result<()> {
        let (kept, new) = (self.folder.join("gamma.safetensors"), self.folder.join("new.safetensors"));
        let folder = self.folder.display();
        let failed = || format!("cannot write {folder}");
        // γ is written last: without it the rest may be half of what it should be.
        let begun = kept.is_file();
        if !begun && self.folder.exists() {
            fs::remove_dir_all(&self.folder).with_context(failed)?;
        }
        fs::create_dir_all(&self.folder).with_context(failed)?;
        gamma.save(&new)?;
        if begun {
            let same = fs::read(&kept).with_context(failed)? == fs::read(&new).with_context(failed)?;
            fs::remove_file(&new).with_context(failed)?;
            if !same {
                bail!(
                    "{folder} has a refit of another personality or rank: finish it with its own command, or remove it"
                );
            }
            return Ok(());
        }
        inject(base, &[(rest, 1.0)], base.name(), (Format::HuggingFace, DType::F32), &self.base())?;
        fs::rename(&new, &kept).with_context(failed)
    }
}

/// A refit as it was asked for.
struct Asked<'a> {
    args: &'a RefitArgs,
    settings: Recipe,
    halves: &'a Halves,
    places: &'a Places,
    machine: &'a Machine,
}

impl Asked<'_> {
    /// Starts the run or goes on with it; gives its plan when it is done.
    fn train(&self, opened: &Opened, printer: &Printer) -> anyhow::Result<Option<Plan>> {
        let Asked { args, settings, halves, places, machine } = self;
        let runs = places.runs();
        let location = RunLocation { runs: &runs, name: RUN };
        let folder = runs.join(RUN);
        // What was killed before its first checkpoint has nothing of γ.
        if folder.exists() && Run::open(&runs, RUN)?.steps()?.is_empty() {
            fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
        }
        let mut watcher = Watcher::new(printer, machine.flops);
        let context = RunContext::new(opened.device(), &mut watcher, &interrupt::requested);
        if !folder.exists() {
            let base = places.base().display().to_string();
            let planning = Planning {
                stage: Stage::LORA_TEXT,
                base: Some(&base),
                data: &args.data,
                personality: args.personality.as_deref(),
                reading: &ConversationReading::default(),
                layers: Layers { flags: settings.clone(), ..Layers::default() },
                runs: &runs,
            };
            let mut planned = planning.plan(machine, printer)?;
            printer.table(planned.plan.describe());
            planned.adapter = Some(halves.begin.clone());
            if planned.start(location, context)?.interrupted {
                return Ok(None);
            }
        } else if finished(&Run::open(&runs, RUN)?)?.is_none() {
            let resumption = Resumption::open(location, settings, (&args.data, args.personality.as_deref()), machine)?;
            if resumption.go_on(context)?.interrupted {
                return Ok(None);
            }
        }
        Ok(stored_plan(&Run::open(&runs, RUN)?)?)
    }
}

/// What the base, the whole γ, its low rank and what was refitted make of the held-out texts.
fn tell(
    taken: &Taken<'_>,
    refitted: &Gamma,
    plan: &Plan,
    places: &Places,
    opened: &Opened,
    printer: &Printer,
) -> anyhow::Result<()> {
    let baked = |gamma: &Gamma| -> anyhow::Result<Measures> {
        let folder = places.folder.join("baked");
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        inject(taken.base, &[(gamma, 1.0)], "baked", (Format::HuggingFace, DType::F32), &folder)?;
        let model = opened::open(&folder.display().to_string(), &Locations::new(places.runs()), printer)?;
        Ok(measure(opened.device(), plan, &model)?)
    };
    let of = |model| measure(opened.device(), plan, model);
    let rows = [
        ("the base", of(taken.base)?),
        ("with all of it", of(taken.other)?),
        ("of low rank", baked(taken.gamma)?),
        ("refitted", baked(refitted)?),
    ];
    printer.line("held-out texts, in bits a byte:");
    let bits = |score: Option<Score>| score.map(|score| score.bits_per_byte);
    let voice = rows.map(|(_, measures)| bits(measures.personality));
    for ((what, measures), own) in rows.iter().zip(voice) {
        let mut line = format!("  {what:16}");
        if let Some(text) = bits(measures.text) {
            line += &format!(" {text:.4} text");
        }
        if let Some(own) = own {
            line += &format!("  {own:.4} personality");
        }
        if let (Some(base), Some(whole), Some(own)) = (voice[0], voice[1], own)
            && whole < base
        {
            line += &format!("  {:.0}% of its gain", 100.0 * (base - own) / (base - whole));
        }
        printer.line(line);
    }
    let (before, after) = (print::grouped(taken.gamma.bytes()), print::grouped(refitted.bytes()));
    printer.line(format_args!("  {after} bytes of numbers, {before} before"));
    Ok(())
}
