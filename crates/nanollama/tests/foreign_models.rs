//! Models of others as a person types them: checkpoints of the PyTorch trainer wherever a model's name goes, and the run of a
//! model that was tuned by its own template, which goes on as if it had not been stopped.

use std::fs;
use std::path::Path;

use nanollama_store::TensorOut;
use nanollama_store::gguf::{self, Gguf, Value};

mod program;

use program::{Place, conversations, stories};

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/torch").join(name)).unwrap()
}

#[test]
fn a_checkpoint_of_torch_goes_wherever_a_model_goes() {
    let place = Place::new();
    place.write("text.txt", stories(60).join("\n\n\n"));
    place.write("chats.jsonl", conversations(40));
    place.done(&["tokenizer", "train", "--input", "text.txt", "--vocab-size", "300", "--out", "base"]);
    place.write("base/checkpoint_step90.pt", fixture("tied.pt"));
    place.write("base/checkpoint_step700.pt", fixture("gqa.pt"));
    for model in ["base", "base/checkpoint_step700.pt"] {
        let said = place.done(&["show", model, "--json"]);
        assert_eq!(said.json()["config"]["vocabulary"], 300, "{model}");
        place.done(&["run", "-m", model, "-p", "The fox", "-n", "3", "--temp", "0"]);
        let (data, run) = (format!("data-{}", model.len()), format!("run-{}", model.len()));
        place.done(&["data", "prepare", "text.txt", "--separator", r"\n\n\n", "--tokenizer", model, "--out", &data]);
        place.done(&["sft", "--run", model, "--data", "chats.jsonl", "--steps", "2", "--out-run", &run]);
        place.done(&["sft", "--run", model, "--out-run", &run, "--resume", "--steps", "3"]);
        place.done(&["chat", "-m", &run, "-p", "Hi", "-n", "2"]);
        place.done(&["midtrain", "--run", model, "--data", &data, "--steps", "1", "--out-run", &format!("more-{run}")]);
        place.done(&["import", model, "--run", &format!("taken-{run}")]);
        let file = format!("{run}.gguf");
        let said = place.done(&["export", model, "--out", &file]);
        assert!(said.stderr.contains("certified: tensors exact"), "{}", said.stderr);
        place.done(&["show", "--check", &file]);
    }
    let said = place.done(&["show", "base"]);
    assert!(said.stderr.contains("of 2 checkpoints the newest is opened, checkpoint_step700.pt"), "{}", said.stderr);
    place.write("base/other.pt", fixture("gqa.pt"));
    place.refused_with(&["run", "-m", "base", "-p", "x"], &["several .pt files", "other.pt"]);
}

/// Writes the tensors of `NAME.gguf` in turn to `count` files.
fn split(place: &Place, name: &str, count: u16) {
    let whole = Gguf::open(&place.path(format!("{name}.gguf"))).unwrap();
    for shard in 0..count {
        let mut metadata = if shard == 0 { whole.metadata().to_vec() } else { Vec::new() };
        let (count_key, tensors) = ("split.tensors.count".to_owned(), Value::I32(whole.tensors().len() as i32));
        metadata.push(("split.no".to_owned(), Value::U16(shard)));
        metadata.push(("split.count".to_owned(), Value::U16(count)));
        metadata.push((count_key, tensors));
        let turns = whole.tensors().iter().skip(shard.into()).step_by(count.into()).map(|info| {
            let view = whole.get(&info.name).unwrap();
            TensorOut::from_bytes(info.name.as_str(), view.dtype, view.shape, view.bytes)
        });
        gguf::write(&place.path(format!("{name}-{:05}-of-{count:05}.gguf", shard + 1)), &metadata, turns.collect())
            .unwrap();
    }
}

#[test]
fn a_split_gguf_goes_wherever_a_model_goes() {
    let place = Place::new().with_base();
    place.done(&["export", "base", "--out", "m.gguf", "--dtype", "f16"]);
    split(&place, "m", 3);
    let (whole, first, last) = ("m.gguf", "m-00001-of-00003.gguf", "m-00003-of-00003.gguf");
    for args in [
        &["run", "-p", "The fox", "-n", "12", "--temp", "0", "-m"][..],
        &["perplexity", "-f", "stories.txt", "-c", "64", "-m"],
        &["show", "--json", "--tensors"],
    ] {
        let of = |model: &str| {
            let said = place.done(&[args, &[model]].concat());
            let text = said.stdout.replace(whole, "PATH").replace(first, "PATH");
            (text, said.stderr)
        };
        let ((a, _), (b, quiet), (c, noted)) = (of(whole), of(first), of(last));
        if args[0] == "show" {
            let files: Vec<_> = (1..=3).map(|n| format!("m-{n:05}-of-00003.gguf")).collect();
            assert_eq!(place.done(&["show", last, "--json"]).json()["files"], serde_json::json!(files));
            assert!(place.done(&["show", first]).stdout.contains("GGUF, in 3 files"));
        } else {
            assert_eq!((&a, &a), (&b, &c), "{args:?}");
        }
        assert!(!quiet.contains("is opened from the first"), "{quiet}");
        assert!(noted.contains("m-00003-of-00003.gguf: it is one of 3 files; the model is opened from the first"));
    }
    let said = place.done(&["quantize", last, "small.gguf", "q8_0"]);
    assert!(said.stderr.contains("certified: tensors exact"), "{}", said.stderr);
    let said = place.done(&["show", "--check", first]);
    assert!(said.stdout.contains("certified: tensors exact, logits equal"), "{}", said.stdout);
    fs::remove_file(place.path("m-00002-of-00003.gguf")).unwrap();
    place.refused_with(&["run", "-m", first, "-p", "x"], &["m-00002-of-00003.gguf: no such file", "one folder"]);
}

/// The template writes an earlier answer in another way than the last, and what is learned is found by rendering.
const TEMPLATE: &str = "{% for m in messages %}<|start_header_id|>{{ m.role }}\n{% if m.role == 'assistant' and not loop.last %}\
    {{ m.content | upper }}{% else %}{{ m.content }}{% endif %}<|eot_id|>{% endfor %}\
    {% if add_generation_prompt %}<|start_header_id|>assistant\n{% endif %}";

#[test]
fn a_run_tuned_by_a_foreign_template_goes_on_as_if_it_had_not_been_stopped() {
    let place = Place::new().with_base();
    place.done(&["export", "base", "--out", "theirs", "--format", "hf"]);
    place.write("theirs/chat_template.jinja", TEMPLATE);
    place.write("chats.jsonl", conversations(60));
    let plan = ["--steps", "8", "--save-every", "3", "--eval-every", "4", "--sample-every", "0"];
    let said =
        place.done(&[&["sft", "--run", "theirs", "--data", "chats.jsonl", "--out-run", "whole"][..], &plan].concat());
    assert!(said.stderr.contains("written by the model's own chat template"), "{}", said.stderr);
    // As it was behind step 6; the model it started from is needed no more.
    copy(&place.path("runs/whole"), &place.path("runs/cut"));
    fs::remove_dir_all(place.path("runs/cut/checkpoints/step_000008")).unwrap();
    fs::rename(place.path("theirs"), place.path("moved")).unwrap();
    let said = place.done(&["sft", "--out-run", "cut", "--resume"]);
    assert!(said.stderr.contains("going on behind step 6"), "{}", said.stderr);
    for file in ["model.safetensors", "optimizer.safetensors", "tokenizer_config.json"] {
        let of = |run: &str| fs::read(place.path(format!("runs/{run}/checkpoints/step_000008/{file}"))).unwrap();
        assert!(of("cut") == of("whole"), "{file} differs");
    }
    let config = fs::read_to_string(place.path("runs/cut/checkpoints/step_000008/tokenizer_config.json")).unwrap();
    assert!(config.contains("m.content | upper"), "{config}");
    place.done(&["chat", "-m", "cut", "-p", "Hi", "-n", "2"]);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}
