//! What each of the verbs that train asks for, in one form.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use nanollama_data::{ConversationReading, Roles};
use nanollama_train::{Layers, Recipe, Stage};

use super::planned::{Planning, variable};
use crate::args::LeavingOutArgs;
use crate::args::lora::LoraArgs;
use crate::args::ranks::RanksArgs;
use crate::args::stage::TrainCommand;
use crate::args::train::{MidtrainArgs, ModelStartArgs, PretrainArgs, SftArgs, TuneArgs};
use crate::args::voice::VoiceArgs;

/// The size when none is named: the smallest that writes sentences.
pub(crate) const DEFAULT_SIZE: &str = "tiny";

/// The run when none is named.
const DEFAULT_RUN: &str = "base";

/// A training as it was typed.
pub(super) struct Asked<'a> {
    pub(super) stage: Stage,
    /// The run to be made or gone on with, and the flag that named it.
    pub(super) run: Cow<'a, str>,
    pub(super) run_flag: &'static str,
    /// The model to start from, and the flag that names it.
    pub(super) base: Option<&'a str>,
    pub(super) base_flag: &'static str,
    pub(super) data: &'a [PathBuf],
    /// Prepared texts that take a share of the rows.
    pub(super) personality: Option<&'a Path>,
    /// The run to be trained once more without its personality.
    pub(super) control: Option<&'a str>,
    /// How conversations are read from it.
    pub(super) reading: ConversationReading,
    /// The size to begin with, where the stage describes a model.
    pub(super) size: Option<&'static str>,
    pub(super) recipe: Option<&'a Path>,
    pub(super) flags: Recipe,
    pub(super) resume: bool,
    pub(super) dry_run: bool,
    pub(super) json: bool,
    /// The project that the run is sent to, if it is.
    pub(super) wandb: Option<&'a str>,
    /// The port on which runs are shown meanwhile.
    pub(super) dashboard: Option<u16>,
    /// The processes that train together.
    pub(super) ranks: RanksArgs,
}

impl<'a> Asked<'a> {
    pub(super) fn of(command: &'a TrainCommand) -> anyhow::Result<Asked<'a>> {
        Ok(match command {
            TrainCommand::Pretrain(args) => Asked::pretrain(args)?,
            TrainCommand::Midtrain(args) => Asked::midtrain(args),
            TrainCommand::Sft(args) => Asked::sft(args)?,
            TrainCommand::Lora(args) => Asked::lora(args)?,
            TrainCommand::Dpo(args) => {
                Asked::from_model(Stage::DPO, args.data.as_slice(), &args.start, &args.tune, args.settings())
            }
            TrainCommand::Rl(args) => {
                Asked::from_model(Stage::RL, &args.tasks, &args.start, &args.tune, args.settings())
            }
        })
    }

    fn pretrain(args: &'a PretrainArgs) -> anyhow::Result<Asked<'a>> {
        let VoiceArgs { personality, personality_ratio, from_base, control } = &args.personality;
        let flags = args.shape.settings().overlay(args.length.settings()).overlay(args.tune.settings());
        let flags = flags.overlay(args.core.settings());
        if let Some(run) = control.as_deref().filter(|_| flags != Recipe::default() && !args.resume) {
            anyhow::bail!("--control {run} repeats that run without its personality: leave all other settings out");
        }
        if let Some(file) = personality.as_deref().filter(|path| path.is_file()) {
            let file = file.display();
            anyhow::bail!(
                "--personality {file} is a file: prepare it first, `nanollama data personality {file} --against DATA --out DIR`, \
                 then --personality DIR"
            );
        }
        let run = match (&args.run, control) {
            (Some(run), _) => Cow::Borrowed(run.as_str()),
            (None, Some(control)) => Cow::Owned(format!("{control}-control")),
            (None, None) => Cow::Borrowed(DEFAULT_RUN),
        };
        Ok(Asked {
            stage: if from_base.is_some() { Stage::MIDTRAIN } else { Stage::PRETRAIN },
            run,
            run_flag: "--run",
            base: from_base.as_deref(),
            base_flag: "--from-base",
            data: args.data.as_slice(),
            personality: personality.as_deref(),
            control: control.as_deref(),
            reading: ConversationReading::default(),
            // A model that is there has its size.
            size: from_base.is_none().then_some(DEFAULT_SIZE),
            recipe: args.recipe.as_deref(),
            flags: Recipe { personality_ratio: *personality_ratio, ..flags },
            resume: args.resume,
            dry_run: args.dry_run,
            json: args.json,
            wandb: args.wandb.wandb.as_deref(),
            dashboard: args.dashboard.dashboard,
            ranks: args.ranks,
        })
    }

    fn midtrain(args: &'a MidtrainArgs) -> Asked<'a> {
        // Prepared text is a folder; a file is of conversations.
        let stage = match args.data.as_slice() {
            [file] if file.is_file() => Stage::MIDTRAIN_CHAT,
            _ => Stage::MIDTRAIN,
        };
        let asked = Asked::from_model(stage, &args.data, &args.start, &args.tune, Recipe::default());
        Asked { recipe: args.recipe.as_deref(), ..asked }
    }

    fn sft(args: &'a SftArgs) -> anyhow::Result<Asked<'a>> {
        let validation = Recipe { validation_fraction: args.validation_fraction, ..args.chat_core.settings() };
        let reading = reading(&args.role, &args.leaving_out, args.start.resume)?;
        let asked = Asked::from_model(Stage::SFT, args.data.as_slice(), &args.start, &args.tune, validation);
        Ok(Asked { reading, ..asked })
    }

    /// What is at the first path says what is learned: a file of conversations, or folders of prepared text.
    fn lora(args: &'a LoraArgs) -> anyhow::Result<Asked<'a>> {
        let texts = args.data.first().is_some_and(|first| first.is_dir());
        let reading = reading(&args.role, &args.leaving_out, args.resume)?;
        if texts && !reading.is_default() {
            anyhow::bail!("--role, --skip-bad, --strict, --encoding: prepared text is read as it is; leave them out");
        }
        Ok(Asked {
            stage: if texts { Stage::LORA_TEXT } else { Stage::LORA },
            run: Cow::Borrowed(args.out_run.as_deref().unwrap_or_default()),
            run_flag: "--out-run",
            base: args.run.as_deref(),
            base_flag: "--run",
            data: &args.data,
            personality: None,
            control: None,
            reading,
            size: None,
            recipe: args.recipe.as_deref(),
            flags: args.settings(),
            resume: args.resume,
            dry_run: args.dry_run,
            json: args.json,
            wandb: args.wandb.wandb.as_deref(),
            dashboard: args.dashboard.dashboard,
            ranks: args.ranks,
        })
    }

    /// Goes on with the run that the same words have begun.
    pub(super) fn go_on(&mut self) {
        (self.resume, self.recipe) = (true, None);
    }

    /// A stage that starts from a model; `more` has the settings of its own.
    fn from_model(
        stage: Stage,
        data: &'a [PathBuf],
        start: &'a ModelStartArgs,
        tune: &TuneArgs,
        more: Recipe,
    ) -> Asked<'a> {
        let ModelStartArgs {
            run,
            out_run,
            resume,
            epochs,
            context,
            lr_fraction,
            dry_run,
            json,
            wandb,
            dashboard,
            ranks,
        } = start;
        let flags = Recipe { epochs: *epochs, context: *context, lr_fraction: *lr_fraction, ..tune.settings() };
        Asked {
            stage,
            run: Cow::Borrowed(out_run),
            run_flag: "--out-run",
            base: run.as_deref(),
            base_flag: "--run",
            data,
            personality: None,
            control: None,
            reading: ConversationReading::default(),
            size: None,
            recipe: None,
            flags: flags.overlay(more),
            resume: *resume,
            dry_run: *dry_run,
            json: *json,
            wandb: wandb.wandb.as_deref(),
            dashboard: dashboard.dashboard,
            ranks: *ranks,
        }
    }

    /// What the plan of a new run is made from.
    pub(super) fn planning(&'a self, runs: &'a Path) -> Planning<'a> {
        let Asked { stage, base, data, personality, size, recipe, ref reading, .. } = *self;
        let layers =
            Layers { size, file: recipe, environment: Some(&variable), flags: self.flags.clone(), ..Layers::default() };
        Planning { stage, base, data, personality, reading, layers, runs }
    }
}

/// How conversations are read.
fn reading(role: &[String], leaving_out: &LeavingOutArgs, resume: bool) -> anyhow::Result<ConversationReading> {
    let mut roles = Roles::default();
    for typed in role {
        roles.add(typed).map_err(|what| anyhow::anyhow!("--role {typed}: {what}"))?;
    }
    let LeavingOutArgs { encoding, skip_bad, strict } = *leaving_out;
    let reading = ConversationReading { roles, skip_bad, strict, encoding, by_template: None };
    if resume && !reading.is_default() {
        anyhow::bail!(
            "--role, --skip-bad, --strict, --encoding: a resumed run reads its conversations as it did; leave them out"
        );
    }
    Ok(reading)
}
