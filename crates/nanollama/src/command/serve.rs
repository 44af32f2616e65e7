//! `nanollama serve`: which model, on which address, for whom. The serving is `nanollama-serve`'s.

use std::net::TcpListener;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, bail};
use nanollama_bundle::{Locations, StoredAs, StoredModel};
use nanollama_engine::{Engine, Options, Sampling};
use nanollama_serve::{Access, Card, Defaults, Limits, Runs, Settings, serve, stopper};
use nanollama_store::run::Run;
use nanollama_train::run::stored_plan;

use super::{device, newest, opened, personality, talker};
use crate::args::{Global, ServeArgs};
use crate::interrupt;
use crate::print::{self, Printer};

/// Ports looked at for one to name instead.
const NEXT_PORTS: u16 = 100;

pub(crate) fn run(args: &ServeArgs, global: &Global) -> anyhow::Result<ExitCode> {
    let listener = listen(args)?;
    let access = access(args, &listener)?;
    let link = link(args, &listener, access.key.as_deref())?;
    let sampling = Sampling {
        temperature: args.temperature,
        top_k: args.top_k,
        max_tokens: args.max_tokens,
        ..Defaults::default().sampling
    };
    sampling.validate()?;
    let limits = Limits {
        texts: args.queue as usize,
        messages: args.max_messages,
        message: args.max_message_chars,
        conversation: args.max_chars,
        ..Limits::default()
    };
    let quiet = global.quiet;
    let log = move |line: &str| {
        if !quiet {
            eprintln!("{line}");
        }
    };
    let settings = Settings {
        defaults: Defaults { sampling, ..Defaults::default() },
        limits,
        access,
        runs: Some(Runs { folder: global.runs.clone(), stage }),
        log: Arc::new(log),
    };
    let stopper = stopper();
    let stop = stopper.clone();
    interrupt::listen_and_tell("stopping when what is under way has ended", move || stop.stop())?;

    let locations = Locations { runs: global.runs.clone(), tokenizer: args.tokenizer.clone() };
    let options = Options {
        threads: global.threads.into(),
        context: args.context,
        sequences: args.parallel.into(),
        cache: args.cache.types(),
        drafting: args.draft.drafting(),
    };
    let (model, quiet, global) = (args.model.clone(), global.quiet, global.clone());
    let personalities = args.personality.clone();
    let load = move || -> anyhow::Result<(Engine, Card)> {
        let printer = Printer::new(quiet);
        let source = match model {
            Some(name) => opened::open(&name, &locations, &printer)?,
            None => newest::open(&locations, &printer, |model| model.chat().is_some())?,
        };
        let source = personality::templated(source, &personalities.gamma, &global.runs)?;
        printer.line(format_args!("loading {}", source.name()));
        let mut engine = device::engine(&source, &options, &global, &printer)?;
        let added = personality::add(&mut engine, &source, &personalities, &global.runs, &printer)?;
        added.iter().for_each(|added| printer.line(added.line()));
        let personalities = added.into_iter().map(personality::Added::into_served).collect();
        Ok((engine, Card { personalities, ..card(&source) }))
    };
    let ready = move |card: &Card, engine: &Engine| {
        let printer = Printer::new(quiet);
        printer.line(format_args!(
            "{}: {} parameters, context {}, {}",
            card.id,
            print::grouped(engine.config().parameter_count()),
            engine.context(),
            engine.device()
        ));
        if let Some(line) = talker::cache(engine) {
            printer.line(line);
        }
        if !engine.chats() {
            printer.line("this is a base model, not trained on chat: it completes plain text");
        }
        // The link is what whoever started it wants to have, quiet or not.
        eprintln!("{link}");
    };
    serve::<anyhow::Error>(listener, settings, &stopper, load, ready)?;
    Ok(ExitCode::SUCCESS)
}

fn listen(args: &ServeArgs) -> anyhow::Result<TcpListener> {
    let ServeArgs { host, port, .. } = args;
    match TcpListener::bind((host.as_str(), *port)) {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            let others = (1..=NEXT_PORTS).filter_map(|more| port.checked_add(more));
            let free = others.into_iter().find(|port| TcpListener::bind((host.as_str(), *port)).is_ok());
            match free {
                Some(free) => bail!("port {port} is in use; give --port {free}"),
                None => bail!("port {port} is in use, and so are those above it; give --port another one"),
            }
        }
        Err(error) => Err(error).with_context(|| format!("answering on {host}, port {port}")),
    }
}

/// Who may ask: on an address that others reach nobody without a key, unless that is said.
fn access(args: &ServeArgs, listener: &TcpListener) -> anyhow::Result<Access> {
    let loopback = listener.local_addr()?.ip().is_loopback();
    let key = match args.api_key.as_deref() {
        Some("") => Some(made_up()?),
        Some(key) if key.len() < 8 => {
            bail!("--api-key: a key of {} characters is soon guessed; give 8 or more", key.len())
        }
        Some(key) if !key.bytes().all(|byte| byte.is_ascii_graphic()) => {
            bail!("--api-key: a key is letters, digits and signs without spaces, as headers have them")
        }
        key => key.map(str::to_owned),
    };
    if !loopback && key.is_none() && !args.no_auth {
        bail!(
            "--host {}: others reach this address; give --api-key (a key is made up and printed), or --no-auth",
            args.host
        );
    }
    // Whoever may come by any address names any host.
    let hosts = loopback.then(|| args.allow_host.clone());
    Ok(Access { key, hosts })
}

/// A key that nobody guesses.
fn made_up() -> anyhow::Result<String> {
    let mut bytes = [0u8; 24];
    getrandom::fill(&mut bytes).context("asking the system for random numbers")?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Where the page is, for whoever started the server; a key goes along in the fragment, which no browser sends.
fn link(args: &ServeArgs, listener: &TcpListener, key: Option<&str>) -> anyhow::Result<String> {
    let address = listener.local_addr()?;
    let base = match &args.public_url {
        Some(url) if url.starts_with("http://") || url.starts_with("https://") => url.trim_end_matches('/').to_owned(),
        Some(url) => bail!("--public-url {url}: it begins with http:// or https://"),
        None if address.ip().is_unspecified() => format!("http://127.0.0.1:{}", address.port()),
        None => format!("http://{address}"),
    };
    Ok(match key {
        Some(key) => format!("{base}/#key={}", fragment(key)),
        None => format!("{base}/"),
    })
}

/// A key as it stands in a link.
fn fragment(key: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    key.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn changed(path: &Path) -> u64 {
    let time = path.metadata().and_then(|facts| facts.modified()).ok();
    time.and_then(seconds).unwrap_or(0)
}

fn seconds(time: SystemTime) -> Option<u64> {
    time.duration_since(UNIX_EPOCH).ok().map(|since| since.as_secs())
}

/// What is told of the model.
fn card(source: &StoredModel) -> Card {
    let (run, step) = match source.stored_as() {
        StoredAs::Checkpoint { run, step, .. } => (Some(run.clone()), Some(*step)),
        _ => (None, None),
    };
    let format = source.tensor("model.layers.0.mlp.down_proj.weight").map(|tensor| tensor.dtype.to_string());
    Card {
        id: run.clone().unwrap_or_else(|| source.name().to_owned()),
        created: changed(source.path()),
        size: size(source.path()),
        format: format.unwrap_or_default(),
        run,
        step,
        personalities: Vec::new(),
    }
}

/// Bytes of a file, or of the files of a folder.
fn size(path: &Path) -> u64 {
    let length = |path: &Path| path.metadata().map_or(0, |facts| facts.len());
    match std::fs::read_dir(path) {
        Ok(entries) => {
            entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).map(|path| length(&path)).sum()
        }
        Err(_) => length(path),
    }
}

pub(super) fn stage(run: &Run) -> String {
    match stored_plan(run) {
        Ok(Some(plan)) => plan.stage.to_string(),
        Ok(None) => nanollama_bundle::IMPORT_STAGE.to_owned(),
        Err(_) => "unknown".to_owned(),
    }
}
