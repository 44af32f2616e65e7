//! What to do about the Hub.

use nanollama_hub::{Error, Kind, RepoName};

/// Where tokens are made.
const TOKENS: &str = "https://huggingface.co/settings/tokens";

pub(super) fn hub(error: &Error, verb: &str) -> Option<String> {
    Some(match error {
        Error::Name { .. } => "`nanollama pull USER/REPO` and `nanollama push NAME --repo USER/REPO` take such names".into(),
        Error::Network { .. } => {
            "look whether the network is there (HTTPS_PROXY, HF_ENDPOINT) and run the same command again: it goes on where it stopped"
                .into()
        }
        Error::NoRepo { repo, signed_in } if repo.kind == Kind::Model && verb == "pull" => {
            format!("{}, or add --dataset if it holds data", private(*signed_in))
        }
        Error::NoRepo { signed_in, .. } => format!("look at how it is spelled; {}", private(*signed_in)),
        Error::Gated { repo, signed_in: true, .. } => format!("ask for it on {}, and run the same command again", page(repo)),
        Error::Gated { repo, .. } => {
            format!("ask for it on {}, and set HF_TOKEN to a token of {TOKENS}", page(repo))
        }
        Error::NoRevision { repo, .. } => format!("leave @REVISION out for main; its branches stand on {}", page(repo)),
        Error::NoFile { repo, .. } => format!("its files stand on {}", page(repo)),
        Error::Token { .. } => format!("set HF_TOKEN to a token of {TOKENS} that may do this (to send: one that may write)"),
        Error::NoToken { .. } => format!("set HF_TOKEN to a token of {TOKENS} that may write"),
        Error::Damaged { .. } => "run the same command again".into(),
        Error::Offline { .. } => "unset HF_HUB_OFFLINE to fetch it".into(),
        Error::Stopped => "run the same command again to go on".into(),
        _ => return None,
    })
}

fn private(signed_in: bool) -> String {
    match signed_in {
        true => "a private one is shown to a token of its owner alone (HF_TOKEN)".into(),
        false => format!("a private one is shown to who sets HF_TOKEN to a token of {TOKENS}"),
    }
}

fn page(repo: &RepoName) -> String {
    let prefix = if repo.kind == Kind::Dataset { "datasets/" } else { "" };
    format!("https://huggingface.co/{prefix}{repo}")
}
