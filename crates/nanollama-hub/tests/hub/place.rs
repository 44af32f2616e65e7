//! A mirror, a cache in a folder of its own, and who watches.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use mirror::{Mirror, TOKEN};
use nanollama_hub::{Hub, Kind, RepoName, Settings, Watch};
use tempfile::TempDir;

pub(crate) struct Place {
    pub(crate) mirror: Mirror,
    pub(crate) folder: TempDir,
    pub(crate) settings: Settings,
}

impl Place {
    pub(crate) fn new() -> Place {
        Place::with_token(Some(TOKEN))
    }

    pub(crate) fn with_token(token: Option<&str>) -> Place {
        let (mirror, folder) = (Mirror::start(), tempfile::tempdir().unwrap());
        let home = folder.path().to_str().unwrap().to_owned();
        let settings = Settings::read(&|name| match name {
            "HF_ENDPOINT" => Some(mirror.url().to_owned()),
            "HF_HOME" => Some(home.clone()),
            "HF_TOKEN" => token.map(str::to_owned),
            _ => None,
        });
        Place { mirror, folder, settings }
    }

    pub(crate) fn hub<'a>(&'a self, watch: &'a dyn Watch) -> Hub<'a> {
        Hub::new(&self.settings, watch).unwrap().pausing(Duration::from_millis(1))
    }
}

pub(crate) fn model(name: &str) -> RepoName {
    RepoName::new(Kind::Model, name).unwrap()
}

/// Bytes that no two files share.
pub(crate) fn bytes(count: usize, seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 24) as u8
    };
    (0..count).map(|_| next()).collect()
}

/// Notes what it is told, and stops when so many bytes of a file came.
pub(crate) struct Noting {
    pub(crate) stops_at: u64,
    pub(crate) reached: AtomicU64,
    pub(crate) waits: Mutex<Vec<String>>,
}

impl Noting {
    pub(crate) fn new(stops_at: u64) -> Noting {
        Noting { stops_at, reached: AtomicU64::new(0), waits: Mutex::new(Vec::new()) }
    }
}

impl Watch for Noting {
    fn reached(&self, bytes: u64) {
        self.reached.store(bytes, Ordering::SeqCst);
    }

    fn waits(&self, what: &str, _: Duration) {
        self.waits.lock().unwrap().push(what.to_owned());
    }

    fn stops(&self) -> bool {
        self.reached.load(Ordering::SeqCst) >= self.stops_at
    }
}
