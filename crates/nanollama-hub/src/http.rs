//! One request and its answer over one connection: heads by httparse, bodies as they come, with a length, in chunks, or to the
//! end. Redirects, tokens and patience are `ask`'s.

use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::Path;

use crate::address::Address;
use crate::stream::{Connected, Wire};
use crate::watch::Watch;

/// A head may be as long.
const MOST_HEAD: u64 = 128 << 10;
const MOST_HEADERS: usize = 128;
/// How much is sent at once.
const PIECE: usize = 128 << 10;

/// What is sent with a request.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Payload<'a> {
    None,
    Bytes(&'a [u8]),
    /// A part of a file.
    Part {
        path: &'a Path,
        from: u64,
        length: u64,
    },
}

impl Payload<'_> {
    fn length(&self) -> Option<u64> {
        match self {
            Payload::None => None,
            Payload::Bytes(bytes) => Some(bytes.len() as u64),
            Payload::Part { length, .. } => Some(*length),
        }
    }
}

/// An answer whose body is yet to be read.
pub(crate) struct Answer<'a> {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Body<'a>,
}

impl Answer<'_> {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The whole body, which must not be longer than `most` bytes.
    pub(crate) fn whole(&mut self, most: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        (&mut self.body).take(most + 1).read_to_end(&mut bytes)?;
        match bytes.len() as u64 > most {
            true => Err(io::Error::new(ErrorKind::InvalidData, format!("the answer has more than {most} bytes"))),
            false => Ok(bytes),
        }
    }
}

/// Sends a request and reads the head of the answer. `extra` are whole lines of the head, each with its end.
pub(crate) fn exchange<'a>(
    connected: Connected<'a>,
    (method, address): (&str, &Address),
    extra: &str,
    payload: Payload<'_>,
    watch: &dyn Watch,
) -> io::Result<Answer<'a>> {
    let Connected { mut wire, proxy } = connected;
    let target = match &proxy {
        Some(_) => format!("{}{}", address.origin(), address.target),
        None => address.target.clone(),
    };
    let login = proxy.flatten().map(|login| format!("Proxy-Authorization: {login}\r\n")).unwrap_or_default();
    let length = payload.length().map(|length| format!("Content-Length: {length}\r\n")).unwrap_or_default();
    let head = format!(
        "{method} {target} HTTP/1.1\r\nHost: {}\r\nUser-Agent: nanollama/{}\r\nAccept: */*\r\nAccept-Encoding: identity\r\n\
         Connection: close\r\n{login}{length}{extra}\r\n",
        address.authority(),
        env!("CARGO_PKG_VERSION"),
    );
    wire.write_all(head.as_bytes())?;
    send(&mut *wire, payload, watch)?;
    wire.flush()?;
    let mut reader = BufReader::with_capacity(PIECE, wire);
    loop {
        let (status, headers) = read_head(&mut reader)?;
        // What is said before the answer itself.
        if (100..200).contains(&status) {
            continue;
        }
        let empty = method == "HEAD" || status == 204 || status == 304;
        let left = if empty { Left::Length(0) } else { Left::of(&headers)? };
        return Ok(Answer { status, headers, body: Body { reader, left } });
    }
}

fn send(wire: &mut dyn Wire, payload: Payload<'_>, watch: &dyn Watch) -> io::Result<()> {
    match payload {
        Payload::None => Ok(()),
        Payload::Bytes(bytes) => wire.write_all(bytes),
        Payload::Part { path, from, length } => {
            let mut file = File::open(path)?;
            file.seek(SeekFrom::Start(from))?;
            let mut piece = vec![0; PIECE];
            let mut sent = 0;
            while sent < length {
                let most = (length - sent).min(PIECE as u64) as usize;
                let count = file.read(&mut piece[..most])?;
                if count == 0 {
                    return Err(io::Error::other(format!("{}: it became shorter while it was sent", path.display())));
                }
                wire.write_all(&piece[..count])?;
                sent += count as u64;
                watch.reached(from + sent);
            }
            Ok(())
        }
    }
}

type Head = (u16, Vec<(String, String)>);

fn read_head(reader: &mut dyn BufRead) -> io::Result<Head> {
    let mut head = Vec::new();
    let mut limited = reader.take(MOST_HEAD);
    loop {
        let before = head.len();
        limited.read_until(b'\n', &mut head)?;
        let line = &head[before..];
        if line.is_empty() {
            return Err(io::Error::new(ErrorKind::UnexpectedEof, "the answer ended inside its head"));
        }
        if line == b"\r\n" || line == b"\n" {
            break;
        }
    }
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    let refuse = |what: String| io::Error::new(ErrorKind::InvalidData, what);
    match response.parse(&head) {
        Ok(httparse::Status::Complete(_)) => {}
        Ok(httparse::Status::Partial) => return Err(refuse("the answer's head is not whole".into())),
        Err(error) => return Err(refuse(format!("the answer is no HTTP: {error}"))),
    }
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    let headers = response.headers.iter().map(|header| (header.name.to_owned(), text(header.value))).collect();
    Ok((response.code.unwrap_or(0), headers))
}

/// A body as it comes. A body that ends before it should is an error of kind `UnexpectedEof`.
pub(crate) struct Body<'a> {
    reader: BufReader<Box<dyn Wire + 'a>>,
    left: Left,
}

/// How much of a body is yet to come.
enum Left {
    /// So many bytes.
    Length(u64),
    /// So many bytes of this chunk; `true` where no chunk came yet.
    Chunk(u64, bool),
    /// All until the connection ends.
    End,
}

impl Left {
    fn of(headers: &[(String, String)]) -> io::Result<Left> {
        let find =
            |name: &str| headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value);
        if find("transfer-encoding").is_some_and(|value| value.to_ascii_lowercase().contains("chunked")) {
            return Ok(Left::Chunk(0, true));
        }
        match find("content-length") {
            None => Ok(Left::End),
            Some(length) => length
                .trim()
                .parse()
                .map(Left::Length)
                .map_err(|_| io::Error::new(ErrorKind::InvalidData, format!("the answer's length is {length:?}"))),
        }
    }
}

impl Body<'_> {
    /// How many bytes will come, where it is known.
    pub(crate) fn length(&self) -> Option<u64> {
        match self.left {
            Left::Length(length) => Some(length),
            _ => None,
        }
    }

    /// Reads the line that says how long the next chunk is; 0 is the end.
    fn next_chunk(&mut self, is_first: bool) -> io::Result<u64> {
        let mut line = Vec::new();
        let lines = if is_first { 1 } else { 2 };
        for _ in 0..lines {
            line.clear();
            (&mut self.reader).take(4096).read_until(b'\n', &mut line)?;
        }
        let text = String::from_utf8_lossy(&line).into_owned();
        let digits = text.split(';').next().unwrap_or_default().trim();
        match u64::from_str_radix(digits, 16) {
            Ok(length) => Ok(length),
            Err(_) if line.is_empty() => Err(cut()),
            Err(_) => Err(io::Error::new(ErrorKind::InvalidData, format!("a chunk's length is {digits:?}"))),
        }
    }
}

fn cut() -> io::Error {
    io::Error::new(ErrorKind::UnexpectedEof, "the answer ended before it should")
}

impl Read for Body<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        if bytes.is_empty() {
            return Ok(0);
        }
        if let Left::Chunk(0, is_first) = self.left {
            let length = self.next_chunk(is_first)?;
            self.left = if length == 0 { Left::Length(0) } else { Left::Chunk(length, false) };
        }
        let (Left::Length(left) | Left::Chunk(left, _)) = &mut self.left else { return self.reader.read(bytes) };
        if *left == 0 {
            return Ok(0);
        }
        let most = usize::try_from(*left).unwrap_or(usize::MAX).min(bytes.len());
        let count = self.reader.read(&mut bytes[..most])?;
        *left -= count as u64;
        if count == 0 { Err(cut()) } else { Ok(count) }
    }
}
