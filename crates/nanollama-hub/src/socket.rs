//! A socket that waits in short turns, so that whoever wants to stop need not wait for a silent server.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::{Duration, Instant};

use crate::watch::Watch;

/// How long to wait for a connection.
const CONNECT: Duration = Duration::from_secs(10);
/// How long a server may say nothing.
const SILENCE: Duration = Duration::from_secs(60);
/// A turn of waiting.
const TURN: Duration = Duration::from_millis(300);
/// A socket that asks between turns whether to stop.
pub(crate) struct Socket<'a> {
    stream: TcpStream,
    watch: &'a dyn Watch,
}

impl Socket<'_> {
    fn turns(&mut self, one: &mut dyn FnMut(&mut TcpStream) -> io::Result<usize>) -> io::Result<usize> {
        let begun = Instant::now();
        loop {
            match one(&mut self.stream) {
                Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                    if self.watch.stops() {
                        return Err(io::Error::other("stopped"));
                    }
                    if begun.elapsed() > SILENCE {
                        let text = format!("nothing came for {} seconds", SILENCE.as_secs());
                        return Err(io::Error::new(ErrorKind::TimedOut, text));
                    }
                }
                done => return done,
            }
        }
    }
}

impl Read for Socket<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.turns(&mut |stream| stream.read(bytes))
    }
}

impl Write for Socket<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.turns(&mut |stream| stream.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// A connection to a port of a host.
pub(crate) fn dial<'a>(host: &str, port: u16, watch: &'a dyn Watch) -> io::Result<Socket<'a>> {
    let mut failed = io::Error::new(ErrorKind::NotFound, "the name has no address");
    let unknown = |error| io::Error::new(ErrorKind::HostUnreachable, format!("its name cannot be looked up: {error}"));
    for address in (host, port).to_socket_addrs().map_err(unknown)? {
        match TcpStream::connect_timeout(&address, CONNECT) {
            Ok(stream) => {
                stream.set_read_timeout(Some(TURN))?;
                stream.set_write_timeout(Some(TURN))?;
                stream.set_nodelay(true)?;
                return Ok(Socket { stream, watch });
            }
            Err(error) => failed = error,
        }
    }
    Err(failed)
}
