//! A server over a small random model, and a client that speaks plain HTTP. Each test file uses a part of it.
#![allow(dead_code)]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use nanollama_bundle::{Contents, Locations, hf, open};
use nanollama_engine::{Engine, Options};
use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::dtype::DType;
use nanollama_kernel::pool::Pool;
use nanollama_model::{Config, initialise};
use nanollama_serve::{Card, Defaults, Error, Limits, Settings, Stopper, serve, stopper};
use nanollama_token::chat::TEMPLATE;
use nanollama_token::train::BpeTrainer;
use serde_json::Value;

/// Writes a model of random weights as a folder, with a chat template or none.
pub(crate) fn write_model(folder: &Path, template: Option<&str>) {
    let texts =
        ["The cat sat on the mat, the dog ran to the cat and the mat.", "Was für ein schöner Tag, sagte die Katze."];
    let tokenizer = BpeTrainer::new(320).train(texts, &mut |_| {}).unwrap().tokenizer;
    let cpu = Cpu::new(Pool::new(1));
    let mut model = initialise(&cpu, &Config::new(2, 64, 4, 2, 320, 512), 7).unwrap();
    let mut state = 7u64;
    for weight in model.weights_mut() {
        let (gain, scale) = (weight.rows() == 1, (3.0 / weight.cols() as f32).sqrt());
        weight.edit(&cpu, |values| {
            for value in values {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let unit = (state >> 40) as f32 / (1u64 << 24) as f32;
                *value = if gain { 0.5 + unit } else { scale * (2.0 * unit - 1.0) };
            }
        });
    }
    model.pack(&cpu).unwrap();
    let contents = Contents::of_model(&cpu, &model, &tokenizer, template, "small");
    hf::write(folder, &contents, DType::F32).unwrap();
}

/// The engine of such a folder.
pub(crate) fn engine(folder: &Path, sequences: usize) -> Engine {
    let source = open(folder.to_str().unwrap(), &Locations::new("no-runs")).unwrap();
    Engine::open(&source, &Options { threads: 1, sequences, ..Options::default() }).unwrap()
}

pub(crate) struct Served {
    pub(crate) address: SocketAddr,
    pub(crate) stopper: Stopper,
    pub(crate) folder: tempfile::TempDir,
    pub(crate) log: Arc<Mutex<Vec<String>>>,
    thread: Option<JoinHandle<Result<(), Failed>>>,
}

#[derive(Debug)]
pub(crate) struct Failed(pub(crate) String);

impl From<Error> for Failed {
    fn from(error: Error) -> Failed {
        Failed(error.to_string())
    }
}

pub(crate) fn settings() -> Settings {
    Settings {
        defaults: Defaults::default(),
        limits: Limits::default(),
        access: nanollama_serve::Access { key: None, hosts: Some(Vec::new()) },
        runs: None,
        log: Arc::new(|_| {}),
    }
}

/// A chat model on the usual settings.
pub(crate) fn chat() -> Served {
    start(settings(), true)
}

/// Starts a server and waits until its model is there. One that `chats` has our template.
pub(crate) fn start(settings: Settings, chats: bool) -> Served {
    start_with(settings, chats.then_some(TEMPLATE))
}

/// The same with a template.
pub(crate) fn start_with(settings: Settings, template: Option<&'static str>) -> Served {
    let (sender, gate) = channel();
    sender.send(()).unwrap();
    loaded(start_behind(settings, template, gate))
}

/// Waits until its model is there.
pub(crate) fn loaded(served: Served) -> Served {
    for _ in 0..3000 {
        if served.get("/health").status == 200 {
            return served;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("the model is never loaded");
}

/// Starts a server whose model is loaded when the gate gives something.
pub(crate) fn start_behind(settings: Settings, template: Option<&'static str>, gate: Receiver<()>) -> Served {
    start_on(TcpListener::bind("127.0.0.1:0").unwrap(), settings, template, gate)
}

/// The same on a socket.
pub(crate) fn start_on(
    listener: TcpListener,
    mut settings: Settings,
    template: Option<&'static str>,
    gate: Receiver<()>,
) -> Served {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("small");
    let log: Arc<Mutex<Vec<String>>> = Arc::default();
    let lines = Arc::clone(&log);
    settings.log = Arc::new(move |line| lines.lock().unwrap().push(line.to_owned()));
    let (address, stopper) = (listener.local_addr().unwrap(), stopper());
    let stop = stopper.clone();
    let thread = std::thread::spawn(move || {
        let load = move || -> Result<(Engine, Card), Failed> {
            gate.recv().map_err(|_| Failed("nobody wants it".into()))?;
            write_model(&model, template);
            Ok((engine(&model, 8), Card { id: "small".into(), ..Card::default() }))
        };
        serve(listener, settings, &stop, load, |_, _| {})
    });
    Served { address, stopper, folder, log, thread: Some(thread) }
}

impl Served {
    /// A server that was started elsewhere, once its model is there.
    pub(crate) fn running(
        address: SocketAddr,
        stopper: Stopper,
        folder: tempfile::TempDir,
        thread: JoinHandle<Result<(), Failed>>,
    ) -> Served {
        loaded(Served { address, stopper, folder, log: Arc::default(), thread: Some(thread) })
    }

    /// What the model's own engine says.
    pub(crate) fn engine(&self) -> Engine {
        engine(&self.folder.path().join("small"), 1)
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Answer {
        self.post_with(path, "", body.to_string().as_bytes())
    }

    /// `headers` are whole lines.
    pub(crate) fn post_with(&self, path: &str, headers: &str, body: &[u8]) -> Answer {
        let mut stream = self.connect();
        let head = head(path, headers, body.len());
        // A server that has seen enough answers before it has all.
        let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
        read(stream)
    }

    pub(crate) fn ask(&self, text: &str) -> Answer {
        let mut stream = self.connect();
        let _ = stream.write_all(text.as_bytes());
        read(stream)
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream
    }

    /// Sends a request and leaves the answer to be read.
    pub(crate) fn open(&self, path: &str, body: &Value) -> TcpStream {
        let (mut stream, body) = (self.connect(), body.to_string());
        stream.write_all((head(path, "", body.len()) + &body).as_bytes()).unwrap();
        stream
    }

    /// A counter of `/metrics`.
    pub(crate) fn metric(&self, name: &str) -> f64 {
        let text = self.get("/metrics").text();
        let line = text.lines().find(|line| line.starts_with(&format!("nanollama_{name} ")));
        line.unwrap_or_else(|| panic!("{text}")).split(' ').next_back().unwrap().parse().unwrap()
    }

    /// Waits until nothing is under way.
    pub(crate) fn settle(&self) {
        for _ in 0..1000 {
            if self.metric("texts_under_way") == 0.0 {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("texts are under way for ever");
    }

    /// Stops it and gives what it came to.
    pub(crate) fn stop(&mut self) -> Result<(), Failed> {
        self.stopper.stop();
        self.thread.take().expect("it runs").join().expect("it does not panic")
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        if self.thread.is_some() && !std::thread::panicking() {
            self.stop().unwrap();
        }
    }
}

fn head(path: &str, headers: &str, length: usize) -> String {
    format!("POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n")
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The answer of a request that was well.
    pub(crate) fn good(&self) -> Value {
        assert_eq!(self.status, 200, "{}", self.text());
        self.json()
    }

    /// The message of an error of that status.
    pub(crate) fn error(&self, status: u16) -> String {
        assert_eq!(self.status, status, "{}", self.text());
        let error = &self.json()["error"];
        assert!(error["type"].is_string() && error.get("param").is_some() && error.get("code").is_some(), "{error}");
        error["message"].as_str().unwrap().to_owned()
    }

    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let name = format!("{name}: ");
        let line = self.head.lines().find(|line| line.to_lowercase().starts_with(&name))?;
        Some(line[name.len()..].to_owned())
    }

    /// The data of each event.
    pub(crate) fn events(&self) -> Vec<String> {
        assert_eq!(self.status, 200, "{}", self.text());
        assert_eq!(self.header("content-type").unwrap(), "text/event-stream");
        let text = self.text();
        assert!(text.ends_with("\n\n"));
        text.lines().filter_map(|line| line.strip_prefix("data: ")).map(str::to_owned).collect()
    }

    /// The events' objects, the `[DONE]` at the end taken away.
    pub(crate) fn chunks(&self) -> Vec<Value> {
        let mut events = self.events();
        assert_eq!(events.pop().as_deref(), Some("[DONE]"));
        events.iter().map(|event| serde_json::from_str(event).unwrap()).collect()
    }
}

/// Reads an answer to its end. What the server did not answer has status 0.
pub(crate) fn read(mut stream: TcpStream) -> Answer {
    let mut all = Vec::new();
    // A connection that is reset ends what was read.
    let _ = stream.read_to_end(&mut all);
    let Some(at) = all.windows(4).position(|four| four == b"\r\n\r\n") else {
        return Answer { status: 0, head: String::new(), body: all };
    };
    let head = String::from_utf8(all[..at].to_vec()).unwrap();
    let status = head[9..12].parse().unwrap();
    let mut body = all[at + 4..].to_vec();
    if head.to_lowercase().contains("transfer-encoding: chunked") {
        body = dechunk(&body);
    }
    Answer { status, head, body }
}

fn dechunk(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(at) = rest.windows(2).position(|two| two == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..at]).unwrap(), 16).unwrap();
        if size == 0 {
            break;
        }
        let from = at + 2;
        if rest.len() < from + size {
            break;
        }
        body.extend_from_slice(&rest[from..from + size]);
        rest = &rest[(from + size + 2).min(rest.len())..];
    }
    body
}
