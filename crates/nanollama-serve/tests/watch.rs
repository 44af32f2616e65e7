//! Runs without a model: the dashboard, and nothing else.

mod served;

use std::io::Write;
use std::net::{SocketAddr, TcpListener, TcpStream};

use nanollama_serve::{Runs, Settings, stopper, watch};
use served::{Answer, read, settings};

fn ask(address: SocketAddr, text: &str) -> Answer {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(text.as_bytes()).unwrap();
    read(stream)
}

#[test]
fn runs_are_shown_without_a_model() {
    let folder = tempfile::tempdir().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (address, stopper) = (listener.local_addr().unwrap(), stopper());
    let runs = Runs { folder: folder.path().to_owned(), stage: |_| "pretrain".to_owned() };
    let settings = Settings { runs: Some(runs), ..settings() };
    let stop = stopper.clone();
    let thread = std::thread::spawn(move || watch(listener, settings, &stop));
    let get =
        |path: &str| ask(address, &format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
    let page = get("/");
    assert!(page.status == 200 && page.text().contains("dashboard/app.js"), "{}", page.text());
    assert_eq!(get("/health").good()["status"], "ok");
    assert_eq!(get("/runs").good()["runs"].as_array().map(Vec::len), Some(0));
    assert!(get("/v1/models").error(404).contains("no model here"));
    let foreign = ask(address, "GET /runs HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assert_eq!(foreign.status, 403);
    // A browser that is still connected holds nothing up.
    let _idle = TcpStream::connect(address).unwrap();
    stopper.stop();
    thread.join().unwrap().unwrap();
}
