//! More text for a trained model: over several corpora, from a run or from a file, with what it was kept.

use std::path::Path;

use crate::fixture::{MACHINE, SMALL, Trace, corpus, cpu, go_on, plan, run, second_corpus, watched};
use nanollama_bundle::{Contents, Format, Locations, export, hf, open};
use nanollama_kernel::device::Device;
use nanollama_kernel::device::far::Far;
use nanollama_kernel::dtype::DType;
use nanollama_store::run::{LockedRun, Run};
use nanollama_token::chat;
use nanollama_train::run::{Inputs, RunLocation, start};
use nanollama_train::stage;
use nanollama_train::{Datasets, Error, Plan, Recipe, Result, Stage};

const MORE: &str = "steps = 12\nbatch_tokens = 256\ndevice_batch_size = 4\neval_every = 4\neval_tokens = 512\nsample_every = 6\n\
    sample_tokens = 8\nsave_every = 4\nsave_minutes = 0.0\nkeep = 9\nseed = 5";

fn planned(runs: &Path, base: &str, data: &Datasets, more: &str) -> Result<Plan> {
    let source = open(base, &Locations::new(runs)).unwrap();
    let base = stage::base(base, &source, runs).unwrap();
    let recipe = Recipe::parse("more", more).unwrap();
    Plan::resolve(&recipe, Stage::MIDTRAIN, Some(&base), data, &MACHINE)
}

/// Midtrains `base` with `threads` threads, asked to stop after step `stop`.
fn go(plan: &Plan, runs: &Path, base: &str, name: &str, threads: usize, stop: Option<u64>) {
    let source = open(base, &Locations::new(runs)).unwrap();
    let inputs = Inputs { base: Some(source), ..Inputs::default() };
    watched(stop, &cpu(threads), |context| start(plan, inputs, RunLocation { runs, name }, context)).unwrap();
}

#[test]
fn a_base_run_reads_two_more_corpora_and_is_resumed_to_the_bit() {
    let folder = tempfile::tempdir().unwrap();
    let runs = folder.path();
    let one = corpus(runs, false);
    let both = second_corpus(runs, &one);
    run(&self::plan(&one, SMALL, "steps = 10\nmatrix_lr = 0.01"), runs, "base", 2, None).unwrap();

    let plan = planned(runs, "base", &both, MORE).unwrap();
    assert_eq!(plan.base.as_ref().unwrap().name, "base@10");
    assert_eq!((plan.rates.matrix, plan.schedule.final_lr_fraction), (0.01, 0.0));
    go(&plan, runs, "base", "whole", 3, None);
    let whole = Trace::of(runs, "whole");
    assert_eq!(whole.state["position"]["streams"].as_array().unwrap().len(), 2);
    assert_eq!(whole.state["optimizer_steps"], 12, "the optimiser is fresh");
    let train = whole.metrics.iter().find(|line| line["kind"] == "train").unwrap();
    assert_eq!(train["targets"], 256, "all tokens count");
    let (before, after) = (Trace::of(runs, "base").losses(), whole.losses());
    assert!(after[0] < before[0] - 0.3 && after[11] < after[0], "it goes on: {before:?}, {after:?}");

    // Between two checkpoints, twice, and killed before the first.
    for (name, stops) in [("between", vec![5]), ("twice", vec![2, 9])] {
        go(&plan, runs, "base", name, 1, Some(stops[0]));
        for &stop in &stops[1..] {
            assert_eq!(go_on(runs, name, "", Some(stop)).unwrap().step, stop);
        }
        assert_eq!(go_on(runs, name, "", None).unwrap().step, 12);
        Trace::of(runs, name).assert_same(&whole);
    }
    drop(LockedRun::create(runs, "early", "plan.json", &serde_json::to_string(&plan).unwrap()).unwrap());
    go_on(runs, "early", "", None).unwrap();
    Trace::of(runs, "early").assert_same(&whole);

    // The order and the number of corpora are part of the run.
    let alone = planned(runs, "base", &one, MORE).unwrap();
    go(&alone, runs, "base", "alone", 2, None);
    assert!(Trace::of(runs, "alone").weights != whole.weights);
    assert!(open("whole", &Locations::new(runs)).unwrap().chat().is_none(), "a base model stays one");
}

#[test]
fn a_model_whose_loss_is_no_number_ends_the_run_on_every_device_with_nothing_saved() {
    let folder = tempfile::tempdir().unwrap();
    let runs = folder.path();
    let data = corpus(runs, false);
    run(&self::plan(&data, SMALL, "steps = 2"), runs, "base", 2, None).unwrap();
    let (cpu, source) = (cpu(2), open("base", &Locations::new(runs)).unwrap());
    let mut model = source.load_dense(&cpu).unwrap();
    let norm = model.parameters().iter().position(|p| p.parts[0].name == "model.norm.weight").unwrap();
    model.weights_mut()[norm].edit(&cpu, |gains| gains.fill(f32::MAX));
    let (path, far) = (runs.join("huge"), Far::new(crate::fixture::cpu(2)));
    hf::write(&path, &Contents::of_model(&cpu, &model, source.tokenizer(), None, "huge"), DType::F32).unwrap();
    let base = path.to_str().unwrap();
    let plan = planned(runs, base, &data, MORE).unwrap();
    let devices: [(&str, &dyn Device); 2] = [("near", &cpu), ("far", &far)];
    let ends = devices.map(|(name, device)| {
        let inputs = Inputs { base: Some(open(base, &Locations::new(runs)).unwrap()), ..Inputs::default() };
        let location = RunLocation { runs, name };
        let outcome = watched(None, device, |context| start(&plan, inputs, location, context));
        let Err(error @ Error::NotFinite { step: 1, what: "loss", .. }) = outcome else { panic!("{outcome:?}") };
        let stored = Run::open(runs, name).unwrap();
        assert!(stored.steps().unwrap().is_empty(), "nothing was sound");
        assert_eq!(std::fs::read_to_string(stored.metrics_path()).unwrap(), "");
        error.to_string()
    });
    assert_eq!(ends[0], ends[1]);
}

#[test]
fn a_model_that_chats_keeps_its_template_through_files_and_resumption() {
    let folder = tempfile::tempdir().unwrap();
    let runs = folder.path();
    let data = corpus(runs, false);
    run(&self::plan(&data, SMALL, "steps = 2"), runs, "base", 2, None).unwrap();
    // A model from elsewhere, with a template of its own.
    for (name, template) in [("ours", chat::TEMPLATE), ("theirs", "{{ messages[0].content }}")] {
        let hf = runs.join(format!("hf-{name}"));
        export(&open("base", &Locations::new(runs)).unwrap(), Format::HuggingFace, DType::F32, &hf).unwrap();
        let config = hf.join("tokenizer_config.json");
        let mut value: serde_json::Value = serde_json::from_slice(&std::fs::read(&config).unwrap()).unwrap();
        value["chat_template"] = template.into();
        std::fs::write(&config, value.to_string()).unwrap();
        let base = hf.display().to_string();
        let plan = planned(runs, &base, &data, "steps = 4\nbatch_tokens = 256").unwrap();
        assert_eq!(plan.base.as_ref().unwrap().rates, None);
        go(&plan, runs, &base, name, 2, Some(2));
        go_on(runs, name, "", None).unwrap();
        assert_eq!(open(name, &Locations::new(runs)).unwrap().chat(), Some(template), "{name}");
    }
}

#[test]
fn what_does_not_fit_the_model_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let runs = folder.path();
    let data = corpus(runs, false);
    run(&self::plan(&data, SMALL, "steps = 2"), runs, "base", 2, None).unwrap();
    let refused = |data: &Datasets, more: &str| planned(runs, "base", data, more).unwrap_err();
    let mut facts = data.only().unwrap().clone();
    facts.tokenizer_hash = "0123456789abcdef".into();
    let message = refused(&facts.clone().into(), "").to_string();
    assert!(message.contains("base@2") && message.contains("0123456789ab"), "{message}");
    assert!(matches!(Datasets::new(vec![data.only().unwrap().clone(), facts]), Err(Error::Tokenizer { .. })));
    assert!(matches!(refused(&data, "context = 64"), Error::LongContext { context: 64, known: 32, .. }));
    for field in ["layers", "dim", "heads", "kv_heads", "ffn", "depth"] {
        let error = refused(&data, &format!("{field} = 8"));
        assert!(matches!(error, Error::Inherited { field: found, .. } if found == field), "{error}");
    }
}
