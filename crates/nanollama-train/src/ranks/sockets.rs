//! Ranks of one machine: a Unix socket between any two. A process that dies ends its sockets, which the others see at once.

use std::io::{self, Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use nanollama_data::Rank;

use super::transport::Transport;
use crate::error::{Error, Result};

/// How long a process may take to come: all of them read the same data first.
const COMING: Duration = Duration::from_secs(600);
/// Between two looks whether it has come.
const LOOK: Duration = Duration::from_millis(5);
/// What a socket takes without a reader, at least: so much is sent without a thread of its own.
const SHORT: usize = 4096;
/// Before each message: which one it is, and its length. Ranks that have lost step notice.
const HEAD: usize = 8;
/// What a process says first, with its number and how many it knows of.
const HELLO: u32 = 0x6e6c_7231;

/// The sockets of one process.
#[derive(Debug)]
pub struct Sockets {
    rank: Rank,
    /// By rank; none to itself.
    peers: Vec<Option<Peer>>,
    limit: Mutex<Option<Duration>>,
}

#[derive(Debug)]
struct Peer {
    stream: UnixStream,
    sent: AtomicU32,
    received: AtomicU32,
}

impl Sockets {
    /// Meets the others in a folder that is theirs alone. A rank calls those below it and is called by those above.
    ///
    /// # Errors
    /// When one does not come, is not of this training, or the system refuses.
    pub fn meet(folder: &Path, rank: Rank) -> Result<Sockets> {
        let begun = Instant::now();
        let place = |index: usize| folder.join(format!("rank{index}"));
        let own = place(rank.index);
        let listener = UnixListener::bind(&own).map_err(|source| Error::io(&own, "listen at", source))?;
        listener.set_nonblocking(true).map_err(|source| Error::io(&own, "listen at", source))?;
        let mut peers: Vec<Option<Peer>> = (0..rank.world).map(|_| None).collect();
        for (index, peer) in peers.iter_mut().enumerate().take(rank.index) {
            *peer = Some(called(&place(index), (rank, index), begun)?);
        }
        while let Some(missing) = (rank.index + 1..rank.world).find(|&index| peers[index].is_none()) {
            match listener.accept() {
                Ok((stream, _)) => {
                    let (index, peer) = answered(stream, rank).map_err(|source| Error::io(&own, "meet at", source))?;
                    peers[index] = Some(peer);
                }
                Err(source) if source.kind() == io::ErrorKind::WouldBlock => late((rank, missing), begun)?,
                Err(source) => return Err(Error::io(&own, "listen at", source)),
            }
        }
        Ok(Sockets { rank, peers, limit: Mutex::new(None) })
    }

    /// The sockets of `world` ranks within one process.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn pairs(world: usize) -> Result<Vec<Sockets>> {
        let none = || (0..world).map(|_| None).collect();
        let mut all: Vec<Vec<Option<Peer>>> = (0..world).map(|_| none()).collect();
        for (high, low) in (0..world).flat_map(|high| (0..high).map(move |low| (high, low))) {
            let fail = |source| Error::io(&PathBuf::from("a pair of sockets"), "make", source);
            let (one, two) = UnixStream::pair().map_err(fail)?;
            (all[high][low], all[low][high]) = (Some(Peer::new(one)), Some(Peer::new(two)));
        }
        let of = |(index, peers)| Sockets { rank: Rank { index, world }, peers, limit: Mutex::new(None) };
        Ok(all.into_iter().enumerate().map(of).collect())
    }

    fn lost(&self, rank: usize, source: &io::Error) -> Error {
        let what = match source.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => {
                let limit = self.limit.lock().map_or(None, |limit| *limit).unwrap_or_default();
                format!("says nothing for {:.1} seconds", limit.as_secs_f64())
            }
            io::ErrorKind::UnexpectedEof | io::ErrorKind::BrokenPipe | io::ErrorKind::ConnectionReset => {
                "has ended".to_owned()
            }
            _ => source.to_string(),
        };
        Error::Rank { rank, world: self.rank.world, what }
    }
}

impl Transport for Sockets {
    fn rank(&self) -> Rank {
        self.rank
    }

    fn exchange(&self, out: &[&[u8]], into: &mut [&mut [u8]]) -> Result<()> {
        let outcome = thread::scope(|scope| {
            let mut sending = Vec::new();
            for (index, (peer, bytes)) in self.peers.iter().zip(out).enumerate() {
                let Some(peer) = peer.as_ref().filter(|_| !bytes.is_empty()) else { continue };
                if bytes.len() <= SHORT {
                    peer.send(bytes).map_err(|source| (index, source))?;
                } else {
                    // Two that send each other more than a socket takes must both read meanwhile.
                    sending.push((index, scope.spawn(move || peer.send(bytes))));
                }
            }
            for (index, (peer, bytes)) in self.peers.iter().zip(into).enumerate() {
                let Some(peer) = peer.as_ref().filter(|_| !bytes.is_empty()) else { continue };
                peer.receive(bytes).map_err(|source| (index, source))?;
            }
            for (index, sent) in sending {
                sent.join().expect("sending does not panic").map_err(|source| (index, source))?;
            }
            Ok(())
        });
        outcome.map_err(|(index, source)| self.lost(index, &source))
    }

    fn wait_at_most(&self, limit: Option<Duration>) -> Result<()> {
        let mut now = self.limit.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if *now == limit {
            return Ok(());
        }
        for (index, peer) in self.peers.iter().enumerate() {
            let Some(Peer { stream, .. }) = peer else { continue };
            let set = stream.set_read_timeout(limit).and_then(|()| stream.set_write_timeout(limit));
            set.map_err(|source| self.lost(index, &source))?;
        }
        *now = limit;
        Ok(())
    }
}

impl Peer {
    fn new(stream: UnixStream) -> Peer {
        Peer { stream, sent: AtomicU32::new(0), received: AtomicU32::new(0) }
    }

    fn send(&self, bytes: &[u8]) -> io::Result<()> {
        let mut stream = &self.stream;
        stream.write_all(&head(self.sent.fetch_add(1, Ordering::Relaxed), bytes.len()))?;
        stream.write_all(bytes)
    }

    fn receive(&self, bytes: &mut [u8]) -> io::Result<()> {
        let (mut stream, mut found) = (&self.stream, [0; HEAD]);
        stream.read_exact(&mut found)?;
        let expected = head(self.received.fetch_add(1, Ordering::Relaxed), bytes.len());
        if found != expected {
            let text = |head: [u8; HEAD]| {
                let word = |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
                format!("message {} of {} bytes", word(0), word(4))
            };
            let what = format!("sends {} where {} is due", text(found), text(expected));
            return Err(io::Error::new(io::ErrorKind::InvalidData, what));
        }
        stream.read_exact(bytes)
    }
}

fn head(number: u32, length: usize) -> [u8; HEAD] {
    let mut head = [0; HEAD];
    head[..4].copy_from_slice(&number.to_le_bytes());
    head[4..].copy_from_slice(&(length as u32).to_le_bytes());
    head
}

fn hello(rank: Rank) -> [u8; 12] {
    let mut words = [0; 12];
    for (word, value) in words.as_chunks_mut::<4>().0.iter_mut().zip([HELLO, rank.index as u32, rank.world as u32]) {
        *word = value.to_le_bytes();
    }
    words
}

/// Calls a rank until it listens, and says who calls.
fn called(place: &Path, (rank, index): (Rank, usize), begun: Instant) -> Result<Peer> {
    loop {
        match UnixStream::connect(place) {
            Ok(mut stream) => {
                stream.write_all(&hello(rank)).map_err(|source| Error::io(place, "call", source))?;
                return Ok(Peer::new(stream));
            }
            Err(source) if matches!(source.kind(), io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused) => {
                late((rank, index), begun)?;
            }
            Err(source) => return Err(Error::io(place, "call", source)),
        }
    }
}

/// Who has called.
fn answered(mut stream: UnixStream, rank: Rank) -> io::Result<(usize, Peer)> {
    stream.set_nonblocking(false)?;
    stream.set_read_timeout(Some(COMING))?;
    let mut said = [0; 12];
    stream.read_exact(&mut said)?;
    stream.set_read_timeout(None)?;
    let index = u32::from_le_bytes([said[4], said[5], said[6], said[7]]) as usize;
    if said != hello(Rank { index, ..rank }) || index <= rank.index || index >= rank.world {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "somebody called who is no rank of this training"));
    }
    Ok((index, Peer::new(stream)))
}

/// Waits a moment for a rank to come, if there is time left.
fn late((rank, missing): (Rank, usize), begun: Instant) -> Result<()> {
    if begun.elapsed() < COMING {
        thread::sleep(LOOK);
        return Ok(());
    }
    let what = format!("has not come within {} seconds", COMING.as_secs());
    Err(Error::Rank { rank: missing, world: rank.world, what })
}

#[cfg(test)]
mod tests;
