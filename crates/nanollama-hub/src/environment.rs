//! The environment that the Hub's own programs read: where it is, who asks, where the cache lies.

use std::path::{Path, PathBuf};

/// What the environment says.
#[derive(Clone)]
pub struct Settings {
    /// Where the Hub is.
    pub endpoint: String,
    /// Who asks. Never printed.
    pub token: Option<String>,
    /// The folder of the cache.
    pub cache: PathBuf,
    /// Whether the network is switched off.
    pub offline: bool,
    /// Proxies: for `https`, for `http`, and for whom there is none.
    pub(crate) proxies: Proxies,
    /// A file of certificates to trust beside those built in.
    pub(crate) certificates: Option<PathBuf>,
}

/// Proxies of the environment.
#[derive(Clone, Debug, Default)]
pub(crate) struct Proxies {
    pub(crate) secure: Option<String>,
    pub(crate) plain: Option<String>,
    /// Host names and ends of names, without a dot before them; `*` for all.
    pub(crate) none: Vec<String>,
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let token = self.token.as_ref().map(|_| "…");
        f.debug_struct("Settings").field("endpoint", &self.endpoint).field("token", &token).finish_non_exhaustive()
    }
}

/// Names that the token's variable has had.
const TOKENS: [&str; 3] = ["HF_TOKEN", "HUGGING_FACE_HUB_TOKEN", "HUGGINGFACE_HUB_TOKEN"];
const ENDPOINT: &str = "https://huggingface.co";

impl Settings {
    /// Reads the variables that `HfFolder` and `huggingface_hub` read; `variable` gives the environment. A variable that is
    /// empty is none.
    #[must_use]
    pub fn read(variable: &dyn Fn(&str) -> Option<String>) -> Settings {
        let set = |name: &str| variable(name).filter(|value| !value.trim().is_empty());
        let either = |one: &str, other: &str| set(one).or_else(|| set(other));
        let home = || PathBuf::from(either("HOME", "USERPROFILE").unwrap_or_else(|| ".".into()));
        let whole = |text: String| match text.strip_prefix("~/") {
            Some(rest) => home().join(rest),
            None => PathBuf::from(text),
        };
        let caches = || set("XDG_CACHE_HOME").map_or_else(|| home().join(".cache"), whole);
        let ours = set("HF_HOME").map_or_else(|| caches().join("huggingface"), whole);
        let cache = either("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE").map_or_else(|| ours.join("hub"), whole);
        let file = set("HF_TOKEN_PATH").map_or_else(|| ours.join("token"), whole);
        let token = match set("HF_HUB_DISABLE_IMPLICIT_TOKEN").is_some_and(|value| is_true(&value)) {
            true => None,
            false => TOKENS.iter().find_map(|name| set(name)).or_else(|| stored(&file)),
        };
        let proxy = |upper: &str, lower: &str| either(lower, upper).or_else(|| either("all_proxy", "ALL_PROXY"));
        let none = either("no_proxy", "NO_PROXY").unwrap_or_default();
        Settings {
            endpoint: set("HF_ENDPOINT").map_or_else(|| ENDPOINT.into(), |url| url.trim_end_matches('/').to_owned()),
            token: token.map(|token| token.trim().to_owned()),
            cache,
            offline: either("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE").is_some_and(|value| is_true(&value)),
            proxies: Proxies {
                secure: proxy("HTTPS_PROXY", "https_proxy"),
                plain: proxy("HTTP_PROXY", "http_proxy"),
                none: none
                    .split(',')
                    .map(|host| host.trim().trim_start_matches("*.").trim_start_matches('.').to_lowercase())
                    .filter(|host| !host.is_empty())
                    .collect(),
            },
            certificates: ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"].iter().find_map(|name| set(name)).map(PathBuf::from),
        }
    }

    /// The proxy for a host, if it has one.
    pub(crate) fn proxy(&self, host: &str, secure: bool) -> Option<&str> {
        let spared = |none: &String| {
            none == "*" || host == none || host.strip_suffix(none.as_str()).is_some_and(|rest| rest.ends_with('.'))
        };
        if self.proxies.none.iter().any(spared) {
            return None;
        }
        if secure { self.proxies.secure.as_deref() } else { self.proxies.plain.as_deref() }
    }
}

fn is_true(value: &str) -> bool {
    ["1", "true", "yes", "on"].contains(&value.trim().to_lowercase().as_str())
}

/// The token that a login left.
fn stored(file: &Path) -> Option<String> {
    std::fs::read_to_string(file).ok().filter(|token| !token.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Settings {
        let pairs: Vec<(String, String)> = pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        Settings::read(&move |name| pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()))
    }

    #[test]
    fn folders_follow_the_variables_in_their_order() {
        for (pairs, cache) in [
            (&[("HOME", "/h")][..], "/h/.cache/huggingface/hub"),
            (&[("HOME", "/h"), ("XDG_CACHE_HOME", "/x")], "/x/huggingface/hub"),
            (&[("HOME", "/h"), ("HF_HOME", "~/f")], "/h/f/hub"),
            (&[("HF_HOME", "/f"), ("HF_HUB_CACHE", "/c")], "/c"),
            (&[("HF_HOME", "/f"), ("HF_HUB_CACHE", "")], "/f/hub"),
        ] {
            assert_eq!(read(pairs).cache, Path::new(cache), "{pairs:?}");
        }
    }

    #[test]
    fn a_token_is_read_and_never_shown() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("token");
        std::fs::write(&file, "hf_stored\n").unwrap();
        let path = file.to_str().unwrap();
        assert_eq!(read(&[("HF_TOKEN_PATH", path)]).token.as_deref(), Some("hf_stored"));
        let both = read(&[("HF_TOKEN_PATH", path), ("HF_TOKEN", " hf_set ")]);
        assert_eq!(both.token.as_deref(), Some("hf_set"));
        assert!(!format!("{both:?}").contains("hf_set"));
        assert_eq!(read(&[("HF_TOKEN_PATH", path), ("HF_HUB_DISABLE_IMPLICIT_TOKEN", "1")]).token, None);
    }

    #[test]
    fn proxies_spare_whom_they_are_told_to() {
        let settings = read(&[("HTTPS_PROXY", "http://p:1"), ("NO_PROXY", "localhost, .hf.co,b.org")]);
        for (host, has) in
            [("huggingface.co", true), ("cdn.hf.co", false), ("hf.co", false), ("xb.org", true), ("localhost", false)]
        {
            assert_eq!(settings.proxy(host, true).is_some(), has, "{host}");
        }
        assert!(settings.proxy("huggingface.co", false).is_none());
    }

    #[test]
    fn offline_is_a_word_that_says_so() {
        for (word, offline) in [("1", true), ("true", true), ("ON", true), ("0", false), ("", false)] {
            assert_eq!(read(&[("HF_HUB_OFFLINE", word)]).offline, offline, "{word}");
        }
    }
}
