//! What all requests share: the settings, the counters, and the model once it is loaded.

use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use nanollama_engine::{Engine, Guide, Prompts};
use nanollama_grammar::{Grammar, GrammarGuide, Tokens};
use nanollama_model::Config;

use crate::calls::Calls;
use crate::card::Card;
use crate::command::Command;
use crate::counters::Counters;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::settings::Settings;

/// Shared by all connections.
pub(crate) struct State {
    pub(crate) settings: Settings,
    pub(crate) counters: Arc<Counters>,
    pub(crate) started: Instant,
    pub(crate) model: OnceLock<Loaded>,
    /// Whether there is none and never will be: only runs are shown.
    pub(crate) watches: bool,
}

/// The model, as requests see it.
pub(crate) struct Loaded {
    pub(crate) card: Card,
    pub(crate) prompts: Prompts,
    pub(crate) config: Config,
    /// Longest text in tokens, prompt included.
    pub(crate) context: usize,
    pub(crate) desk: Desk,
    /// The tokens that end a text.
    pub(crate) ends: Vec<u32>,
    /// What guides know of the vocabulary, made when one is first needed.
    pub(crate) tokens: OnceLock<Arc<Tokens>>,
    /// How it writes calls of tools, or why it does not, found when it is first asked for.
    pub(crate) calls: OnceLock<Result<Arc<Calls>, String>>,
}

impl State {
    /// Of a server whose model is not there yet.
    pub(crate) fn new(settings: Settings) -> State {
        let (counters, started, model) = (Arc::default(), Instant::now(), OnceLock::new());
        State { settings, counters, started, model, watches: false }
    }

    /// Takes in the model; gives what its worker is to do.
    pub(crate) fn load(&self, engine: &Engine, card: Card) -> Receiver<Command> {
        let (commands, orders) = channel();
        let loaded = Loaded {
            prompts: engine.prompts().clone(),
            config: engine.config().clone(),
            context: engine.context(),
            desk: Desk::new(commands, self.settings.limits.texts),
            ends: engine.ends().to_vec(),
            tokens: OnceLock::new(),
            calls: OnceLock::new(),
            card,
        };
        // Nobody else sets it.
        let _ = self.model.set(loaded);
        orders
    }

    /// The model.
    ///
    /// # Errors
    /// [`Failure::loading`]; 404 where there is none.
    pub(crate) fn model(&self) -> Result<&Loaded, Failure> {
        self.model.get().ok_or_else(|| match self.watches {
            true => Failure::not_found("there is no model here; this server shows runs"),
            false => Failure::loading(),
        })
    }
}

impl Loaded {
    /// A guide that keeps an answer to a grammar.
    pub(crate) fn guide(&self, grammar: &Grammar) -> Box<dyn Guide> {
        let tokens = self.tokens.get_or_init(|| Tokens::new(self.prompts.tokenizer(), &self.ends));
        Box::new(GrammarGuide::new(grammar, tokens))
    }

    /// How the model writes calls of tools.
    ///
    /// # Errors
    /// When it writes none that can be read.
    pub(crate) fn calls(&self) -> Result<&Arc<Calls>, Failure> {
        let calls = self.calls.get_or_init(|| Calls::of(&self.prompts, &self.ends).map(Arc::new));
        calls.as_ref().map_err(|problem| Failure::unsupported("tools", format!("tools: {problem}")))
    }

    /// Checks the name of the model that a request asks for, where it says one.
    ///
    /// # Errors
    /// [`Failure::other_model`].
    pub(crate) fn check_name(&self, asked: Option<&str>) -> Result<(), Failure> {
        match asked {
            Some(name) if name != self.card.id => Err(Failure::other_model(name, &self.card.id)),
            _ => Ok(()),
        }
    }
}
