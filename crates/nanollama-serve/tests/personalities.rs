//! Personalities of a server: named by requests, listed, set; each text as the engine alone makes it.

mod served;

use std::net::TcpListener;
use std::ops::ControlFlow;

use nanollama_bundle::gamma::{Form, Gamma, extract};
use nanollama_bundle::{Format, Locations, StoredModel, export, open};
use nanollama_engine::{Adapter, Calculator, Chat, Engine, Generate, Sampling};
use nanollama_kernel::dtype::DType;
use nanollama_serve::{Card, Personality, serve, stopper};
use nanollama_token::chat::TEMPLATE;
use serde_json::{Value, json};
use served::{Failed, Served, engine, settings, write_model};

/// Two personalities of the model in a folder: what it loses by rounding, enlarged until it matters.
fn gammas(folder: &std::path::Path) -> Vec<(String, Gamma)> {
    let at =
        |name: &str| -> StoredModel { open(folder.join(name).to_str().unwrap(), &Locations::new("no-runs")).unwrap() };
    let base = at("small");
    let voice = |(name, dtype): (&str, DType)| {
        let file = format!("{name}.gguf");
        export(&base, Format::Gguf, dtype, &folder.join(&file)).unwrap();
        let form = Form { dtype: DType::F32, rank: None };
        (name.to_owned(), extract(&base, &at(&file), name, form, &mut |_, _| {}).unwrap().0)
    };
    [("gruff", DType::Q4_0), ("sweet", DType::Q8_0)].map(voice).into()
}

/// How much of each there has to be of it to be heard.
const LOUD: [f32; 2] = [6.0, 80.0];

fn with_voices(folder: &std::path::Path) -> (Engine, Vec<Personality>) {
    let mut engine = engine(&folder.join("small"), 4);
    let mut known = Vec::new();
    for ((name, gamma), scale) in gammas(folder).into_iter().zip(LOUD) {
        let bytes = engine.add(&gamma, &name).unwrap();
        let path = format!("{name}.safetensors").into();
        known.push(Personality { path, name, scale, full: 1.0, bytes, made: String::new() });
    }
    (engine, known)
}

fn start() -> Served {
    let folder = tempfile::tempdir().unwrap();
    write_model(&folder.path().join("small"), Some(TEMPLATE));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (address, stopper) = (listener.local_addr().unwrap(), stopper());
    let (stop, path) = (stopper.clone(), folder.path().to_owned());
    let thread = std::thread::spawn(move || {
        let load = move || -> Result<(Engine, Card), Failed> {
            let (engine, personalities) = with_voices(&path);
            Ok((engine, Card { id: "small".into(), personalities, ..Card::default() }))
        };
        serve(listener, settings(), &stop, load, |_, _| {})
    });
    Served::running(address, stopper, folder, thread)
}

/// What the engine alone says with these.
fn alone(served: &Served, list: &[(&str, f32)]) -> String {
    let (mut engine, _) = with_voices(served.folder.path());
    engine.set_usual(list.iter().map(|&(name, scale)| Adapter { name: name.into(), scale }).collect());
    let go = |_: &str| ControlFlow::Continue(());
    // As the server has it: what is a call is no part of the text.
    let guide = Calculator::guide(engine.tokenizer());
    let generate = Generate { guide, ..Generate::new(Sampling::greedy(24)) };
    Chat::new(None).say_as(&mut engine, "The cat?", generate, go).unwrap().finished.text
}

fn ask(served: &Served, more: Value) -> Value {
    let mut body = json!({
        "model": "small", "messages": [{"role": "user", "content": "The cat?"}], "temperature": 0, "max_tokens": 24
    });
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    served.post("/v1/chat/completions", &body).json()
}

fn said(served: &Served, more: Value) -> String {
    ask(served, more)["choices"][0]["message"]["content"].as_str().unwrap().to_owned()
}

#[test]
fn each_text_has_what_its_request_names() {
    let served = start();
    let [gruff, sweet] = LOUD;
    let cases = [
        (json!({"personality": "gruff"}), alone(&served, &[("gruff", gruff)])),
        (json!({"personality": [{"name": "sweet", "scale": 40}]}), alone(&served, &[("sweet", 40.0)])),
        (
            json!({"personality": ["sweet", {"name": "gruff", "scale": -3}]}),
            alone(&served, &[("sweet", sweet), ("gruff", -3.0)]),
        ),
        (json!({"personality": []}), alone(&served, &[])),
        (json!({"personality": [{"name": "gruff", "scale": 0}]}), alone(&served, &[])),
        (json!({}), alone(&served, &[("gruff", gruff), ("sweet", sweet)])),
        (json!({"lora": [{"id": 0, "scale": 2}]}), alone(&served, &[("gruff", 2.0)])),
    ];
    for (more, expected) in &cases {
        assert_eq!(said(&served, more.clone()), *expected, "{more}");
    }
    assert!(cases[0].1 != cases[3].1 && cases[1].1 != cases[3].1 && cases[0].1 != cases[5].1, "they are heard");
}

#[test]
fn what_applies_is_listed_and_set() {
    let served = start();
    let list = served.get("/v1/personalities").json();
    assert_eq!(list["data"][0]["id"], "gruff");
    assert_eq!(list["data"][0]["scale"], 6.0);
    assert!(list["data"][1]["bytes"].as_u64().unwrap() > 0);
    let set = served.post("/v1/personalities", &json!({"personality": [{"name": "sweet", "scale": 40}]})).json();
    assert_eq!((set["data"][0]["scale"].clone(), set["data"][1]["scale"].clone()), (json!(0.0), json!(40.0)));
    assert_eq!(said(&served, json!({})), alone(&served, &[("sweet", 40.0)]));
    let theirs = served.get("/lora-adapters").json();
    assert_eq!(theirs[1], json!({"id": 1, "path": "sweet.safetensors", "scale": 40.0}));
    let done = served.post("/lora-adapters", &json!([{"id": 0, "scale": 2.0}])).json();
    assert_eq!(done, json!({"success": true}));
    assert_eq!(said(&served, json!({})), alone(&served, &[("gruff", 2.0)]));
    served.post("/v1/personalities", &json!({"personality": []}));
    assert_eq!(said(&served, json!({})), alone(&served, &[]));
}

#[test]
fn what_is_not_here_is_refused_by_name() {
    let served = start();
    for (more, words) in [
        (json!({"personality": "grim"}), &["grim", "gruff, sweet"][..]),
        (json!({"personality": [{"name": "gruff", "strength": 1}]}), &["strength"]),
        (json!({"personality": [{"scale": 1}]}), &["no name"]),
        (json!({"personality": 3}), &["personality is a number"]),
        (json!({"lora": [{"id": 2, "scale": 1}]}), &["id 2 of 2"]),
        (json!({"lora": [{"id": 0}]}), &["no scale"]),
        (json!({"lora": [], "personality": "gruff"}), &["give one"]),
    ] {
        let answer = ask(&served, more.clone());
        let message = answer["error"]["message"].as_str().unwrap_or_else(|| panic!("{more}: {answer}"));
        assert!(words.iter().all(|word| message.contains(word)), "{more}: {message}");
        assert_eq!(answer["error"]["type"], "invalid_request_error", "{more}");
    }
    assert_eq!(served.post("/v1/personalities", &json!({})).status, 400);
    assert_eq!(served.post("/lora-adapters", &json!({"id": 0})).status, 400);
}
