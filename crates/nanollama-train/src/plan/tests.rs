use nanollama_model::{Config, PRESETS, preset};

use super::*;
use crate::error::{Error, Result};
use crate::recipe::Recipe;

const MACHINE: Machine = Machine { flops: 200e9, memory: 16 << 30, threads: 2 };

fn facts(train_tokens: u64) -> Datasets {
    let facts = DataFacts {
        path: "data".into(),
        train_tokens,
        valid_tokens: train_tokens / 100,
        train_bytes: 4 * train_tokens,
        tokenizer_hash: "abc".into(),
        vocabulary: 32_000,
        reading: nanollama_data::ConversationReading::default(),
        weight: None,
    };
    facts.into()
}

fn pretraining(recipe: &Recipe, train_tokens: u64, machine: &Machine) -> Result<Plan> {
    Plan::resolve(recipe, Stage::PRETRAIN, None, &facts(train_tokens), machine)
}

fn recipe(text: &str) -> Recipe {
    Recipe::parse("test", text).unwrap()
}

fn resolve(text: &str, train_tokens: u64) -> Result<Plan> {
    pretraining(&recipe(text), train_tokens, &MACHINE)
}

/// What the message of a refusal contains.
#[track_caller]
fn refused(text: &str, parts: &[&str]) {
    let message = resolve(text, 1 << 30).unwrap_err().to_string();
    for part in parts {
        assert!(message.contains(part), "{text}: {message}");
    }
}

#[test]
fn every_named_size_has_a_plan() {
    let machine = Machine { memory: 1 << 40, ..MACHINE };
    for preset in PRESETS {
        // The largest take seconds to place; their arithmetic is no other.
        if preset.layers > 24 {
            continue;
        }
        let recipe = Recipe::builtin(preset.name).unwrap().unwrap();
        let plan = pretraining(&recipe, 1 << 40, &machine).unwrap();
        let StepShape { tokens, rows, context, accumulation } = plan.step;
        assert_eq!(tokens, rows * context * accumulation, "{}", preset.name);
        assert_eq!(plan.cost.parameters, plan.model.parameter_count());
        let wanted = 20.0 * plan.model.parameter_count() as f64;
        assert!((plan.cost.tokens as f64 / wanted - 1.0).abs() < 0.01, "{}: {} tokens", preset.name, plan.cost.tokens);
        assert_eq!(plan.size.as_deref(), Some(preset.name));
        assert!(plan.describe().iter().all(|(label, text)| !label.is_empty() && !text.is_empty()));
    }
}

#[test]
fn nano_is_priced_right() {
    let plan = resolve("model = \"nano\"\ncontext = 1024\nbatch_tokens = 65536\nsteps = 100", 1 << 30).unwrap();
    assert_eq!(plan.cost.parameters, 45_819_264);
    assert_eq!(plan.cost.tokens, 6_553_600);
    // Six a product parameter, and attention: 12 x 12 layers x 384 x the 512.5 positions that one sees on average.
    let flops = 6.0 * (45_819_264.0 - 32_000.0 * 384.0 - 25.0 * 384.0) + 12.0 * 12.0 * 384.0 * 512.5;
    assert_eq!(plan.cost.flops_per_token, flops);
    let memory = plan.cost.memory;
    assert_eq!(memory.weights, 4 * 45_819_264);
    assert_eq!(memory.gradients, memory.weights);
    assert_eq!(memory.packed, 4 * (45_819_264 - 32_000 * 384 - 25 * 384));
    // Two moments for embedding, head and norms; for the matrices one, and a row's or column's worth.
    let adamw = 2 * (2 * 32_000 * 384 + 25 * 384);
    let muon = 12 * (4 * (384 * 384 + 384) + 3 * (1024 * 384 + 1024));
    assert_eq!(memory.optimizer, 4 * (adamw + muon));
    assert!(memory.training > memory.validation);
    let seconds = plan.cost.flops / (200e9 * 0.5);
    assert!((plan.cost.hours * 3600.0 / seconds - 1.0).abs() < 1e-9);
}

#[test]
fn a_small_model_by_flags_is_cut_as_typed() {
    let plan = resolve(
        "layers = 2\ndim = 128\nheads = 2\nkv_heads = 1\ncontext = 128\nsteps = 40\nbatch_tokens = 2048",
        100_000,
    );
    let plan = plan.unwrap();
    assert_eq!(plan.step, StepShape { tokens: 2048, rows: 16, context: 128, accumulation: 1 });
    assert_eq!((plan.steps, plan.model.kv_heads, plan.model.head_dim), (40, 1, 64));
    assert_eq!(plan.schedule.warmup_steps, 2);
}

#[test]
fn the_micro_batch_shrinks_to_the_memory() {
    let text = "model = \"tiny\"\ncontext = 256\nbatch_tokens = 16384";
    let rows = |memory| {
        let machine = Machine { memory, ..MACHINE };
        pretraining(&recipe(text), 1 << 30, &machine).map(|plan| (plan.step.rows, plan.cost.memory.total()))
    };
    let (most, peak) = rows(64 << 30).unwrap();
    assert_eq!(most, 32, "a micro-batch is at most 8,192 tokens");
    let (fewer, smaller) = rows(peak).unwrap();
    assert!(fewer < most && smaller <= peak * 6 / 10, "{fewer} rows, {smaller} bytes");
    let message = rows(1 << 20).unwrap_err().to_string();
    assert!(message.contains("256 tokens") && message.contains("may be used"), "{message}");
}

#[test]
fn lengths_are_steps_tokens_epochs_or_a_ratio() {
    let steps = |length: &str, train| {
        resolve(&format!("layers = 2\ndim = 64\ncontext = 64\nbatch_tokens = 1024\n{length}"), train).unwrap().steps
    };
    assert_eq!(steps("steps = 7", 1 << 20), 7);
    assert_eq!(steps("tokens = 10240", 1 << 20), 10);
    assert_eq!(steps("epochs = 2.0", 10_240), 20);
    // A ratio stops at four passes; what is asked for in passes does not.
    assert_eq!(steps("ratio = 1000.0", 10_240), 40);
    assert_eq!(steps("", 10_240), 40);
    assert_eq!(steps("epochs = 9.0", 10_240), 90);
    assert_eq!(steps("epochs = 0.001", 10_240), 1);
}

#[test]
fn the_dial_sets_batch_rates_and_steps() {
    let plan = |depth: usize, train| resolve(&format!("depth = {depth}\ncontext = 256"), train).unwrap();
    let (small, large) = (plan(2, 1 << 34), plan(8, 1 << 34));
    assert_eq!((small.model.layers, small.model.dim, small.model.heads), (2, 128, 2));
    assert!(small.step.tokens < large.step.tokens && small.step.tokens.is_power_of_two());
    assert!(small.rates.matrix < large.rates.matrix && large.rates.matrix <= 0.02);
    let tokens = 12.0 * large.model.product_parameters() as f64;
    assert!((large.cost.tokens as f64 / tokens - 1.0).abs() < 0.05);
    // Little text: few tokens, a small batch, and still a good number of steps.
    let poor = plan(2, 400_000);
    assert!(poor.cost.epochs < 4.1 && poor.steps >= 100, "{poor:?}");
    // What is typed wins over the dial.
    let typed = resolve("depth = 2\ncontext = 256\nbatch_tokens = 2048\nmatrix_lr = 0.01\nsteps = 9", 1 << 30).unwrap();
    assert_eq!((typed.step.tokens, typed.rates.matrix, typed.steps), (2048, 0.01, 9));
}

#[test]
fn nonsense_is_refused_with_what_to_type() {
    refused("context = 64", &["size is missing"]);
    refused("model = \"giant\"", &["giant", "nano"]);
    refused("model = \"pico\"\nsteps = 0", &["steps = 0", "from 1 to"]);
    refused("model = \"pico\"\ncontext = 1", &["context = 1", "from 2 to"]);
    refused("model = \"pico\"\ncontext = 100\nbatch_tokens = 1000000007", &["1000000007", "1000000000 and"]);
    refused("model = \"pico\"\nmatrix_lr = nan", &["matrix_lr = NaN"]);
    refused("model = \"pico\"\nwarmdown_ratio = 1.5", &["warmdown_ratio = 1.5", "from 0 to 1"]);
    refused("model = \"pico\"\ngradient_clip = -1.0", &["gradient_clip = -1"]);
    refused(
        "model = \"pico\"\ncontext = 64\nbatch_tokens = 640\ndevice_batch_size = 4",
        &["divide the 10 rows", "nearest possible are 2 and 5"],
    );
    refused("layers = 2\ndim = 100\nheads = 3", &["dim = 100", "heads = 3"]);
    refused("layers = 2\ndim = 96\nheads = 8", &["head_dim = 12"]);
    refused("model = \"pico\"\nkv_heads = 3", &["kv_heads = 3"]);
    let short = resolve("model = \"pico\"\ncontext = 256", 100).unwrap_err().to_string();
    assert!(short.contains("100 tokens") && short.contains("256"), "{short}");
}

#[test]
fn fine_tuning_keeps_the_shape_and_scales_the_rates() {
    let config = preset("pico", 32_000, 256).unwrap();
    let rates = Rates { matrix: 0.01, ..Rates::DEFAULT };
    let base = Base {
        name: "mine@10".into(),
        config,
        tokenizer_hash: Some("abc".into()),
        chat_template: None,
        rates: Some(rates),
        stored_bytes: None,
    };
    // A table with more rows than its tokenizer has tokens, if that is the model's own; never one with fewer.
    let with_rows = |vocabulary, hash: Option<&str>| {
        let config = Config { vocabulary, ..base.config.clone() };
        Base { config, tokenizer_hash: hash.map(str::to_owned), ..base.clone() }
    };
    let (padded, shorter) = (with_rows(32_064, Some("abc")), with_rows(31_999, Some("abc")));
    let of_another = with_rows(32_064, None);
    let other = Base { tokenizer_hash: Some("abd".into()), ..base.clone() };
    let resolve = |text: &str, stage, base| Plan::resolve(&recipe(text), stage, base, &facts(256 * 100), &MACHINE);
    let plan = resolve("", Stage::SFT, Some(&base)).unwrap();
    assert_eq!((plan.stage, plan.schedule.warmup_steps, plan.schedule.final_lr_fraction), (Stage::SFT, 0, 0.0));
    assert_eq!(plan.rates.matrix, 0.005);
    assert_eq!(plan.step.tokens, 4096);
    assert_eq!(plan.steps, 19, "three passes of 100 rows, 16 rows a step");
    assert_eq!(plan.validation_fraction, 0.02);
    let refuse = |text: &str| resolve(text, Stage::SFT, Some(&base)).unwrap_err().to_string();
    assert!(refuse("layers = 3").contains("layers cannot be set"));
    assert!(refuse("context = 512").contains("mine@10"));
    let message = resolve("", Stage::SFT, Some(&other)).unwrap_err().to_string();
    assert!(message.contains("mine@10") && message.contains("abd"), "{message}");
    assert_eq!(resolve("", Stage::SFT, Some(&padded)).unwrap().model.vocabulary, 32_064);
    for odd in [&shorter, &of_another] {
        assert!(matches!(resolve("", Stage::SFT, Some(odd)), Err(Error::Vocabulary { .. })));
    }
    assert!(matches!(resolve("", Stage::SFT, None), Err(Error::Stage { base: None, .. })));
    assert!(matches!(resolve("model = \"pico\"", Stage::PRETRAIN, Some(&base)), Err(Error::Stage { .. })));
    let unnamed = Stage { loss: LossKind::Rewards, ..Stage::SFT };
    assert!(resolve("", unnamed, Some(&base)).unwrap_err().to_string().contains("Rewards"));
}

#[test]
fn what_a_model_is_to_chat_with_follows_from_what_it_read() {
    let plan = |stage, template: Option<&str>, by_template| {
        let base = Base {
            name: "mine@10".into(),
            config: preset("pico", 32_000, 256).unwrap(),
            tokenizer_hash: None,
            chat_template: template.map(str::to_owned),
            rates: None,
            stored_bytes: None,
        };
        let reading = nanollama_data::ConversationReading { by_template, ..Default::default() };
        let facts = DataFacts { reading, ..facts(256 * 100).iter().next().unwrap().clone() };
        let plan = Plan::resolve(&recipe("steps = 2"), stage, Some(&base), &facts.into(), &MACHINE).unwrap();
        plan.chat_template().map(str::to_owned)
    };
    let ours = nanollama_token::chat::TEMPLATE;
    assert_eq!(plan(Stage::SFT, None, None).as_deref(), Some(ours));
    assert_eq!(plan(Stage::SFT, Some("theirs"), Some(1)).as_deref(), Some("theirs"));
    // Plans that were stored before templates were kept.
    assert_eq!(plan(Stage::SFT, Some("theirs"), None).as_deref(), Some(ours));
    assert_eq!(plan(Stage::MIDTRAIN, None, None), None);
    assert_eq!(plan(Stage::MIDTRAIN, Some("theirs"), None).as_deref(), Some("theirs"));
}

#[test]
fn a_resumed_plan_may_be_longer_and_says_so() {
    let plan = resolve("model = \"pico\"\ncontext = 128\nbatch_tokens = 1024\nsteps = 40\nseed = 5", 100_000).unwrap();
    let resume = |flags: &str, done| plan.resume(&recipe(flags), (&facts(100_000), None), done, &MACHINE);
    assert_eq!(resume("", 20).unwrap(), plan);
    assert_eq!(resume("model = \"pico\"\nseed = 5\nbatch_tokens = 1024", 20).unwrap(), plan);
    let flags = Recipe { seed: Some(u64::MAX), ..Recipe::default() };
    let odd = Plan { seed: u64::MAX, ..plan.clone() };
    assert_eq!(odd.resume(&flags, (&facts(100_000), None), 20, &MACHINE).unwrap(), odd);
    let watched = resume("eval_every = 7\nsample_prompt = \"x\"\nsave_minutes = 0.5", 20).unwrap();
    assert_eq!((watched.watch.eval_every, watched.watch.save_minutes), (7, 0.5));
    let longer = resume("steps = 60\nkeep = 7", 40).unwrap();
    assert_eq!((longer.steps, longer.watch.keep, longer.cost.tokens), (60, 7, 60 * 1024));
    assert_eq!(longer.extensions, [Extension { at_step: 40, from_steps: 40, to_steps: 60 }]);
    assert!(longer.describe().iter().any(|(_, text)| text.contains("planned for 60 from its start")));
    assert!(matches!(resume("", 40), Err(Error::Finished { done: 40, steps: 40 })));
    assert!(matches!(resume("steps = 30", 35), Err(Error::Finished { .. })));
    for (flags, field) in [
        ("seed = 6", "seed"),
        ("layers = 5", "layers"),
        ("model = \"tiny\"", "model"),
        ("matrix_lr = 0.1", "matrix_lr"),
        ("eval_tokens = 3", "eval_tokens"),
        ("epochs = 1.0", "epochs"),
    ] {
        let message = resume(flags, 20).unwrap_err().to_string();
        assert!(message.contains(&format!("started with {field} = ")), "{message}");
    }
    let other = plan.resume(&Recipe::default(), (&facts(100_001), None), 20, &MACHINE).unwrap_err().to_string();
    assert!(other.contains("training tokens in data = 100000") && other.contains("100001"), "{other}");
}

#[test]
fn a_plan_survives_its_file_to_the_bit() {
    let plan = resolve("depth = 3\nmatrix_lr = 0.0123456789012345678\nsteps = 13", 1 << 24).unwrap();
    let text = serde_json::to_string(&plan).unwrap();
    assert_eq!(serde_json::from_str::<Plan>(&text).unwrap(), plan);
}

#[test]
fn corpora_are_a_list_of_one_tokenizer() {
    let one =
        |tokens, hash: &str| DataFacts { tokenizer_hash: hash.into(), ..facts(tokens).iter().next().unwrap().clone() };
    let two = Datasets::new(vec![one(1000, "abc"), one(500, "abc")]).unwrap();
    assert_eq!((two.train_tokens(), two.valid_tokens(), two.vocabulary()), (1500, 15, 32_000));
    assert!(matches!(two.only(), Err(Error::SeveralCorpora { corpora: 2 })));
    assert!(matches!(Datasets::new(vec![one(1000, "abc"), one(500, "abd")]), Err(Error::Tokenizer { .. })));
    assert!(matches!(Datasets::new(Vec::new()), Err(Error::NoData)));
    let plan = Plan::resolve(&recipe("model = \"pico\"\nepochs = 2.0"), Stage::PRETRAIN, None, &two, &MACHINE).unwrap();
    assert_eq!(serde_json::from_str::<Plan>(&serde_json::to_string(&plan).unwrap()).unwrap(), plan);
    let fewer = Datasets::from(one(1500, "abc"));
    assert!(
        plan.resume(&Recipe::default(), (&fewer, None), 0, &MACHINE).unwrap_err().to_string().contains("corpora = 2")
    );
}
