//! Asking with patience: redirects by hand, the token for the Hub's own host alone, another try after what passes.

use std::io;
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::address::Address;
use crate::cache::Cache;
use crate::environment::Settings;
use crate::error::{Error, Result};
use crate::http::{Answer, Payload, exchange};
use crate::name::RepoName;
use crate::stream::connect;
use crate::tls::Tls;
use crate::watch::Watch;

/// How often something may fail in a row.
const MOST_FAILURES: u32 = 6;
/// The longest pause between two tries.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// The longest that a server may ask to wait for.
const LONGEST_ASKED: u64 = 300;
const MOST_REDIRECTS: usize = 8;
/// An answer that is no file may be as long.
const MOST_ANSWER: u64 = 64 << 20;
/// An error's text.
const MOST_ERROR: u64 = 64 << 10;

/// The Hub, as one who asks sees it.
pub struct Hub<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) cache: Cache,
    pub(crate) watch: &'a dyn Watch,
    endpoint: Address,
    tls: OnceLock<Tls>,
    pause: Duration,
}

/// What is asked of the Hub.
pub(crate) struct Ask<'a> {
    pub(crate) method: &'static str,
    pub(crate) target: String,
    /// Whole lines of the head, each with its end.
    pub(crate) head: String,
    pub(crate) payload: Payload<'a>,
    /// What it is about, for errors.
    pub(crate) repo: &'a RepoName,
    pub(crate) revision: &'a str,
    pub(crate) path: &'a str,
}

/// Why a try failed.
pub(crate) enum Failure {
    /// It may go better the next time, after so long if the server said it.
    Passing(Error, Option<Duration>),
    /// It will not.
    Final(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Final(error)
    }
}

/// How often something failed in a row.
#[derive(Default)]
pub(crate) struct Patience {
    failures: u32,
}

impl Patience {
    /// It went on: failures before do not count.
    pub(crate) fn renew(&mut self) {
        self.failures = 0;
    }

    /// Waits before another try, or gives the error where there is none.
    pub(crate) fn after(&mut self, failure: Failure, hub: &Hub<'_>) -> Result<()> {
        let (error, asked) = match failure {
            Failure::Final(error) => return Err(error),
            Failure::Passing(error, asked) => (error, asked),
        };
        self.failures += 1;
        if hub.watch.stops() {
            return Err(Error::Stopped);
        }
        if self.failures >= MOST_FAILURES {
            return Err(error);
        }
        let pause = asked.unwrap_or_else(|| (hub.pause * (1 << (self.failures - 1))).min(LONGEST_PAUSE));
        hub.watch.waits(&error.to_string(), pause);
        let until = Instant::now() + pause;
        while Instant::now() < until {
            if hub.watch.stops() {
                return Err(Error::Stopped);
            }
            thread::sleep(Duration::from_millis(50).min(until.saturating_duration_since(Instant::now())));
        }
        Ok(())
    }
}

impl<'a> Hub<'a> {
    /// The Hub that settings name.
    ///
    /// # Errors
    /// When the endpoint is no address.
    pub fn new(settings: &'a Settings, watch: &'a dyn Watch) -> Result<Hub<'a>> {
        let endpoint = Address::parse(&settings.endpoint)?;
        let cache = Cache::new(&settings.cache);
        Ok(Hub { settings, cache, watch, endpoint, tls: OnceLock::new(), pause: Duration::from_secs(1) })
    }

    /// With another pause before the second try; it doubles from try to try.
    #[must_use]
    pub fn pausing(mut self, pause: Duration) -> Hub<'a> {
        self.pause = pause;
        self
    }

    /// Where the page of a repository is.
    #[must_use]
    pub fn page(&self, repo: &RepoName) -> String {
        format!("{}{}", self.settings.endpoint, repo.page())
    }

    /// The cache that is read and filled.
    pub fn cache(&self) -> &Cache {
        &self.cache
    }

    /// An address of the Hub.
    pub(crate) fn address(&self, target: &str) -> Result<Address> {
        Address::parse(&format!("{}{target}", self.settings.endpoint))
    }

    /// Asks until it is answered, and gives the body as JSON beside the answer's headers.
    pub(crate) fn json(&self, ask: &Ask<'_>) -> Result<(Value, Option<String>)> {
        let mut patience = Patience::default();
        loop {
            match self.json_once(ask) {
                Ok(answer) => return Ok(answer),
                Err(failure) => patience.after(failure, self)?,
            }
        }
    }

    /// [`Hub::json`] of one try. The second of the pair is the address of the next page.
    pub(crate) fn json_once(&self, ask: &Ask<'_>) -> Result<(Value, Option<String>), Failure> {
        let address = self.address(&ask.target)?;
        let mut answer = self.once(ask, address.clone())?;
        let next = answer.header("link").and_then(next_page).map(str::to_owned);
        let bytes = answer.whole(MOST_ANSWER).map_err(|error| self.passing(&address, &error))?;
        let empty = bytes.is_empty() && ask.method != "GET";
        let value = if empty { Ok(Value::Null) } else { serde_json::from_slice(&bytes) };
        // A page of a network that wants a login is no JSON, and passes.
        let value = value.map_err(|_| {
            let what = format!("the answer is no JSON but {} bytes of something else", bytes.len());
            Failure::Passing(Error::Protocol { url: address.shown(), what }, None)
        })?;
        Ok((value, next))
    }

    /// One try: the answer behind all redirects, whose status is a success.
    pub(crate) fn once(&self, ask: &Ask<'_>, mut address: Address) -> Result<Answer<'_>, Failure> {
        for _ in 0..MOST_REDIRECTS {
            let mut answer = self.send(ask.method, &address, &ask.head, ask.payload)?;
            let status = answer.status;
            if (200..300).contains(&status) {
                return Ok(answer);
            }
            let Some(location) = answer.header("location").filter(|_| [301, 302, 303, 307, 308].contains(&status))
            else {
                return Err(self.refusal(ask, &address, &mut answer));
            };
            let to = address.join(location)?;
            if address.secure && !to.secure {
                let what = format!("it leads to {}, which is not encrypted", to.shown());
                return Err(Error::Protocol { url: address.shown(), what }.into());
            }
            address = to;
        }
        let what = format!("it leads elsewhere more than {MOST_REDIRECTS} times");
        Err(Failure::Passing(Error::Protocol { url: address.shown(), what }, None))
    }

    /// One request over one connection. The token goes along to the Hub's own host, and to no other.
    pub(crate) fn send(
        &self,
        method: &str,
        address: &Address,
        head: &str,
        payload: Payload<'_>,
    ) -> Result<Answer<'_>, Failure> {
        if self.settings.offline {
            return Err(Error::Offline { what: address.shown(), cache: self.settings.cache.clone() }.into());
        }
        let own = address.origin() == self.endpoint.origin();
        let token = self.settings.token.as_ref().filter(|_| own);
        let token = token.map(|token| format!("Authorization: Bearer {token}\r\n")).unwrap_or_default();
        if token.matches(|c: char| c.is_ascii_control()).count() > 2 {
            let what = "it holds a character that no token has".into();
            return Err(Error::Token { host: address.host.clone(), what }.into());
        }
        let tls = || match self.tls.get() {
            Some(tls) => Ok(tls),
            None => {
                let made = Tls::new(self.settings.certificates.as_deref())?;
                Ok(self.tls.get_or_init(|| made))
            }
        };
        let answered = connect(address, self.settings, &tls, self.watch).and_then(|connected| {
            exchange(connected, (method, address), &format!("{token}{head}"), payload, self.watch)
        });
        answered.map_err(|error| self.passing(address, &error))
    }

    /// A connection that failed; who wants to stop is not told of it.
    pub(crate) fn passing(&self, address: &Address, error: &io::Error) -> Failure {
        if self.watch.stops() {
            return Error::Stopped.into();
        }
        let failed = Error::Network { host: address.authority(), what: error.to_string() };
        // Who has no network need not wait for it, and no certificate gets better.
        let of_tls = error.get_ref().and_then(|error| error.downcast_ref());
        let stays = matches!(error.kind(), io::ErrorKind::HostUnreachable | io::ErrorKind::InvalidInput)
            || matches!(of_tls, Some(rustls::Error::InvalidCertificate(_)));
        if stays { failed.into() } else { Failure::Passing(failed, None) }
    }

    /// What a status other than a success means.
    fn refusal(&self, ask: &Ask<'_>, address: &Address, answer: &mut Answer<'_>) -> Failure {
        let (status, url, host) = (answer.status, address.shown(), address.authority());
        let code = answer.header("x-error-code").unwrap_or_default().to_owned();
        let said = answer.header("x-error-message").map(str::to_owned);
        let retry = answer.header("retry-after").and_then(|after| after.trim().parse().ok());
        let retry = retry.map(|seconds: u64| Duration::from_secs(seconds.min(LONGEST_ASKED)));
        let text = answer.whole(MOST_ERROR).unwrap_or_default();
        let what = said.or_else(|| error_of(&text)).unwrap_or_else(|| "it says nothing more".into());
        let signed_in = self.settings.token.is_some();
        let own = address.origin() == self.endpoint.origin();
        let repo = || ask.repo.clone();
        match (status, code.as_str()) {
            (408 | 429 | 500 | 502 | 503 | 504, _) => Failure::Passing(Error::Status { url, status, what }, retry),
            // Signed addresses of the storage grow old.
            (403 | 416, _) if !own => Failure::Passing(Error::Status { url, status, what }, retry),
            (_, "GatedRepo") => Error::Gated { repo: repo(), signed_in, what }.into(),
            (_, "RevisionNotFound") => Error::NoRevision { repo: repo(), revision: ask.revision.to_owned() }.into(),
            (_, "EntryNotFound") => {
                let (path, revision) = (ask.path.to_owned(), ask.revision.to_owned());
                Error::NoFile { repo: repo(), path, revision }.into()
            }
            (401, "") if signed_in && own => Error::Token { host, what }.into(),
            (401, "RepoNotFound" | "") | (404, "RepoNotFound") => Error::NoRepo { repo: repo(), signed_in }.into(),
            (403, _) if own => Error::Token { host, what }.into(),
            _ => Error::Status { url, status, what }.into(),
        }
    }
}

/// What the Hub says of an error in its body.
fn error_of(body: &[u8]) -> Option<String> {
    let value: Value = serde_json::from_slice(body).ok()?;
    value["error"].as_str().or_else(|| value["message"].as_str()).map(str::to_owned)
}

/// `<ADDRESS>; rel="next"`.
fn next_page(link: &str) -> Option<&str> {
    let part = link.split(',').find(|part| part.contains("rel=\"next\""))?;
    Some(part.split_once('<')?.1.split_once('>')?.0)
}
