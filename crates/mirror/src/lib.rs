//! For tests only: a server on this machine that speaks the protocol of the Hugging Face Hub, over plain HTTP: repositories and
//! their trees, `resolve` with its redirects (relative, and to a second host as Xet's bridge does), Range, ETags, tokens, gates,
//! `preupload`, Git LFS batches (`basic`, `multipart`) and commits. The official Python client pulls from it and pushes to it.
//!
//! Two listeners stand for the two hosts: the Hub, and the storage that keeps large files. Whoever tests says what goes wrong
//! ([`Fault`]) and looks at what was asked ([`Mirror::seen`]). Nothing is written to disk.
#![forbid(unsafe_code)]

mod access;
mod api;
mod base64;
mod commit;
mod fault;
mod http;
mod large;
mod repo;
mod resolve;
mod seen;
mod serve;
mod storage;
mod tokens;

use std::net::TcpListener;
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

pub use fault::{Fault, On};
pub use repo::Kind;
pub use seen::Seen;
pub use tokens::{STRANGER, TOKEN};

use repo::{World, lock};

/// A running mirror. Its threads end with the program.
#[derive(Debug)]
pub struct Mirror {
    world: Arc<Mutex<World>>,
    url: String,
}

impl Mirror {
    /// Starts on free ports of this machine.
    ///
    /// # Panics
    /// When no port can be had.
    #[must_use]
    pub fn start() -> Mirror {
        Mirror::on(0)
    }

    /// Starts with the Hub on that port (0: any), the storage on any.
    ///
    /// # Panics
    /// When the port cannot be had.
    #[must_use]
    pub fn on(port: u16) -> Mirror {
        let listen = |port| TcpListener::bind(("127.0.0.1", port)).expect("a port of this machine");
        let (hub, storage) = (listen(port), listen(0));
        let address = |listener: &TcpListener| format!("http://{}", listener.local_addr().expect("it is bound"));
        let (url, elsewhere) = (address(&hub), address(&storage));
        let world = Arc::new(Mutex::new(World::new(&url, &elsewhere)));
        for (listener, is_storage) in [(hub, false), (storage, true)] {
            let world = Arc::clone(&world);
            thread::spawn(move || serve::listen(&listener, &world, is_storage));
        }
        Mirror { world, url }
    }

    /// What `HF_ENDPOINT` is to be.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Puts a file into a repository, as a commit of its own; large files are named by their SHA-256 and lie in the storage.
    /// Gives the commit.
    pub fn put(&self, kind: Kind, repo: &str, path: &str, bytes: &[u8], large: bool) -> String {
        self.world().put(kind, repo, path, bytes, large)
    }

    /// The bytes of a file of the newest commit.
    #[must_use]
    pub fn file(&self, kind: Kind, repo: &str, path: &str) -> Option<Vec<u8>> {
        Some(self.world().find(kind, repo)?.newest().files.get(path)?.bytes.to_vec())
    }

    /// The paths of the newest commit, in order.
    #[must_use]
    pub fn paths(&self, kind: Kind, repo: &str) -> Vec<String> {
        self.world().find(kind, repo).map(|repo| repo.newest().files.keys().cloned().collect()).unwrap_or_default()
    }

    /// The number of commits, the first (empty) one included; 0 where there is no such repository.
    #[must_use]
    pub fn commits(&self, kind: Kind, repo: &str) -> usize {
        self.world().find(kind, repo).map_or(0, |repo| repo.commits.len())
    }

    /// Whether only [`TOKEN`] may see it.
    #[must_use]
    pub fn is_private(&self, kind: Kind, repo: &str) -> bool {
        self.world().find(kind, repo).is_some_and(|repo| repo.private)
    }

    /// Lets only [`TOKEN`] see a repository.
    pub fn make_private(&self, kind: Kind, repo: &str) {
        self.world().repo(kind, repo).private = true;
    }

    /// Lets everybody see a repository and only [`TOKEN`] read it.
    pub fn gate(&self, kind: Kind, repo: &str) {
        self.world().repo(kind, repo).gated = true;
    }

    /// Gives a repository a further name: whoever asks for `old` is sent to `new`, by a relative address.
    pub fn rename(&self, kind: Kind, old: &str, new: &str) {
        self.world().renamed.push((kind, old.to_owned(), new.to_owned()));
    }

    /// How many entries a page of a tree has.
    pub fn page_length(&self, entries: usize) {
        self.world().page_length = entries;
    }

    /// Files of at least so many bytes are sent in parts of that size.
    pub fn part_length(&self, bytes: usize) {
        self.world().part_length = bytes;
    }

    /// What goes wrong, in turn: the next request that a fault is meant for takes the first of them.
    pub fn fail(&self, on: On, faults: impl IntoIterator<Item = Fault>) {
        self.world().faults.extend(faults.into_iter().map(|fault| (on, fault)));
    }

    /// Faults that nobody met yet.
    #[must_use]
    pub fn faults_left(&self) -> usize {
        self.world().faults.len()
    }

    /// Forgets the faults that nobody met.
    pub fn no_more_faults(&self) {
        self.world().faults.clear();
    }

    /// What was asked since this was last called.
    pub fn seen(&self) -> Vec<Seen> {
        std::mem::take(&mut self.world().seen)
    }

    fn world(&self) -> MutexGuard<'_, World> {
        lock(&self.world)
    }
}
