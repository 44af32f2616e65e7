//! Models of others as a person types them: checkpoints of the PyTorch trainer wherever a model's name goes, and the run of a
//! model that was tuned by its own template, which goes on as if it had not been stopped.

use std::fs;
use std::path::Path;

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
