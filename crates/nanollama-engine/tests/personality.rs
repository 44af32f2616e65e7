//! Baked = run time: a γ beside a model gives what a file with it in its weights gives, tensor by tensor; and several
//! personalities in one batch disturb nobody.

use std::ops::ControlFlow;
use std::path::Path;

use nanollama_bundle::gamma::{Form, Gamma, extract, extract_delta, inject};
use nanollama_bundle::{Contents, Format, Locations, StoredModel, export, hf, open};
use nanollama_engine::{Adapter, Engine, Options, Outcome, Places, Request, Sampling};
use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::dtype::DType;
use nanollama_kernel::pool::Pool;
use nanollama_model::{Config, initialise};
use nanollama_token::train::BpeTrainer;
use tempfile::tempdir;

/// Random weights of the size that training gives them; `moved` adds a tenth of that, by another seed.
fn model(path: &Path, tied: bool, moved: Option<u64>) -> StoredModel {
    let cpu = Cpu::new(Pool::new(1));
    let mut config = Config::new(2, 64, 4, 2, 320, 128);
    config.features.tied = tied;
    let mut model = initialise(&cpu, &config, 3).unwrap();
    for (seed, size) in std::iter::once((9, 1.0)).chain(moved.map(|seed| (seed, 0.1))) {
        let mut state = seed;
        for weight in model.weights_mut() {
            let (gain, scale) = (weight.rows() == 1, (3.0 / weight.cols() as f32).sqrt());
            weight.edit(&cpu, |values| {
                for value in values {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    let unit = (state >> 40) as f32 / (1u64 << 24) as f32;
                    let drawn = if gain { 0.5 + unit } else { scale * (2.0 * unit - 1.0) };
                    *value = if size == 1.0 { drawn } else { *value + size * drawn };
                }
            });
        }
    }
    let texts = ["The cat sat on the mat, the dog ran to the cat."];
    let tokenizer = BpeTrainer::new(300).train(texts, &mut |_| {}).unwrap().tokenizer;
    hf::write(path, &Contents::of_model(&cpu, &model, &tokenizer, None, "small"), DType::F32).unwrap();
    opened(path)
}

fn opened(path: &Path) -> StoredModel {
    open(path.to_str().unwrap(), &Locations::new("no-runs")).unwrap()
}

fn engine(source: &StoredModel) -> Engine {
    Engine::open(source, &Options { threads: 2, sequences: 8, ..Options::default() }).unwrap()
}

fn ids(seed: u32) -> Vec<u32> {
    (0..60).map(|i| (i * 17 + seed * 31) % 290).collect()
}

/// ln p of a text at run time.
fn beside(base: &StoredModel, gammas: &[(&Gamma, f32)]) -> Vec<f32> {
    let mut engine = engine(base);
    let mut usual = Vec::new();
    for (number, (gamma, scale)) in gammas.iter().enumerate() {
        gamma.fit(base, false).unwrap();
        assert!(engine.add(gamma, &number.to_string()).unwrap() > 0);
        usual.push(Adapter { name: number.to_string(), scale: *scale });
    }
    engine.set_usual(usual);
    engine.logprobs(&ids(0)).unwrap()
}

fn furthest(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).fold(0.0, |most, (a, b)| most.max((a - b).abs()))
}

/// The same with one tensor's part alone.
fn only(gamma: &Gamma, tensor: &str, scratch: &Path) -> Gamma {
    use nanollama_store::TensorOut;
    use nanollama_store::safetensors::{Tensors, write};
    let (whole, one) = (scratch.join("whole.safetensors"), scratch.join("one.safetensors"));
    gamma.save(&whole).unwrap();
    let file = Tensors::open(&whole).unwrap();
    let names: Vec<&str> = file.names().filter(|name| name.starts_with(tensor)).collect();
    let views: Vec<_> = names.iter().map(|name| file.get(name).unwrap()).collect();
    let out = views.iter().map(|view| TensorOut::from_bytes(view.name, view.dtype, view.shape, view.bytes)).collect();
    write(&one, out, file.metadata()).unwrap();
    Gamma::open(&one).unwrap()
}

#[test]
fn baked_is_run_time_tensor_by_tensor() {
    for tied in [false, true] {
        let scratch = tempdir().unwrap();
        let path = |name: &str| scratch.path().join(name);
        let (base, other) = (model(&path("base"), tied, None), model(&path("other"), tied, Some(5)));
        let plain = beside(&base, &[]);
        for rank in [None, Some(4)] {
            let form = Form { dtype: DType::F16, rank };
            let gamma = extract(&base, &other, "it", form, &mut |_, _| {}).unwrap().0;
            let names: Vec<String> = gamma.parts().map(|(name, _)| name.to_owned()).collect();
            assert_eq!(names.len(), 2 * 9 + if tied { 2 } else { 3 });
            let each = names.iter().map(|name| (name.as_str(), only(&gamma, name, scratch.path())));
            for (what, gamma) in each.chain([("all", gamma.clone())]) {
                let out = path("baked");
                let _ = std::fs::remove_dir_all(&out);
                inject(&base, &[(&gamma, 0.7)], "baked", (Format::HuggingFace, DType::F32), &out).unwrap();
                let baked = engine(&opened(&out)).logprobs(&ids(0)).unwrap();
                let added = beside(&base, &[(&gamma, 0.7)]);
                let apart = furthest(&baked, &added);
                assert!(apart < 1e-4, "{what}, rank {rank:?}, tied {tied}: {apart}");
                let effect = furthest(&plain, &added);
                assert!(effect > 1e-4, "{what}, rank {rank:?}, tied {tied} does nothing: {effect}");
            }
        }
        // Sparse and in 8 bits, all of it at once.
        let whole = Form { dtype: DType::F32, rank: None };
        let sparse = extract(&base, &other, "it", whole, &mut |_, _| {}).unwrap().0.sparse(0.2, DType::F16).unwrap().0;
        let of = |rank| extract(&base, &other, "it", Form { dtype: DType::Q8_0, rank }, &mut |_, _| {}).unwrap().0;
        for (what, gamma) in [("sparse", sparse), ("int8", of(None)), ("int8 of rank 32", of(Some(32)))] {
            let out = path("baked");
            let _ = std::fs::remove_dir_all(&out);
            inject(&base, &[(&gamma, 0.7)], "baked", (Format::HuggingFace, DType::F32), &out).unwrap();
            let (baked, added) = (engine(&opened(&out)).logprobs(&ids(0)).unwrap(), beside(&base, &[(&gamma, 0.7)]));
            assert!(furthest(&baked, &added) < 1e-4, "{what}, tied {tied}: {}", furthest(&baked, &added));
            assert!(furthest(&plain, &added) > 1e-2, "{what}, tied {tied}, does nothing");
        }
        // The other model is what it was taken from.
        let whole = Form { dtype: DType::F32, rank: None };
        let gamma = extract(&base, &other, "it", whole, &mut |_, _| {}).unwrap().0;
        let apart = furthest(&engine(&other).logprobs(&ids(0)).unwrap(), &beside(&base, &[(&gamma, 1.0)]));
        assert!(apart < 1e-4, "tied {tied}: {apart}");
    }
}

/// `base` with `head` in place of its head, which is then a matrix of its own.
fn with_head(path: &Path, base: &Path, head: &StoredModel, name: &str) -> StoredModel {
    use nanollama_store::TensorOut;
    use nanollama_store::safetensors::{Tensors, write};
    // For its config and tokenizer.
    drop(model(path, false, None));
    let file = Tensors::open(&base.join("model.safetensors")).unwrap();
    let theirs = head.tensor(name).unwrap();
    let mut out: Vec<TensorOut<'_>> = Vec::new();
    for tensor in file.names().filter(|name| *name != "lm_head.weight").map(|name| file.get(name).unwrap()) {
        out.push(TensorOut::from_bytes(tensor.name, tensor.dtype, tensor.shape, tensor.bytes));
    }
    out.push(TensorOut::from_bytes("lm_head.weight", theirs.dtype, &theirs.shape, &theirs.bytes));
    write(&path.join("model.safetensors"), out, file.metadata()).unwrap();
    opened(path)
}

#[test]
fn a_whole_delta_speaks_with_the_others_head() {
    for (tied, name) in [(false, "lm_head.weight"), (true, "model.embed_tokens.weight")] {
        let scratch = tempdir().unwrap();
        let path = |name: &str| scratch.path().join(name);
        let (base, other) = (model(&path("base"), tied, None), model(&path("other"), tied, Some(5)));
        let hybrid = with_head(&path("hybrid"), &path("base"), &other, name);
        let of = |rank| extract_delta(&base, &other, "d", Form { dtype: DType::F32, rank }).unwrap().0;
        let (plain, theirs) = (beside(&base, &[]), engine(&hybrid).logprobs(&ids(0)).unwrap());
        let whole = beside(&base, &[(&of(None), 1.0)]);
        assert!(furthest(&whole, &theirs) < 1e-4, "tied {tied}: {}", furthest(&whole, &theirs));
        assert!(furthest(&plain, &theirs) > 0.01);
        assert_eq!(beside(&base, &[(&of(None), 0.0)]), plain);
        // More rank, nearer.
        let apart: Vec<f32> =
            [2, 16, 48].map(|rank| furthest(&beside(&base, &[(&of(Some(rank)), 1.0)]), &theirs)).into();
        assert!(apart.is_sorted_by(|a, b| a > b), "{apart:?}");
        // γ + δ: both at once, the table left as it is.
        if tied {
            let gamma = extract(&base, &other, "g", Form { dtype: DType::F32, rank: None }, &mut |_, _| {}).unwrap().0;
            let theirs = engine(&other).logprobs(&ids(0)).unwrap();
            let both = beside(&base, &[(&gamma, 1.0), (&of(None), 1.0)]);
            let less = beside(&base, &[(&gamma, 1.0), (&of(None), 0.0)]);
            assert!(furthest(&less, &theirs) < 1e-4 && furthest(&both, &theirs) > 0.01);
        }
    }
}

#[test]
fn a_steering_vector_carries_one_text_to_another() {
    let scratch = tempdir().unwrap();
    let base = model(&scratch.path().join("base"), false, None);
    let (pro, con) = (ids(1)[..40].to_vec(), ids(2)[..23].to_vec());
    let one = std::slice::from_ref::<Vec<u32>>;
    let find = |toward: &[Vec<u32>], away: &[Vec<u32>], places| {
        engine(&base).directions((toward, away), places, &mut |_| {}).unwrap()
    };
    let last = find(one(&pro), one(&con), Places::Last);
    assert_eq!((last.len(), last[0].len()), (2, 64));
    // Behind the last block only norm and head follow: moved there by the whole difference, the end of one text is that of
    // the other.
    let steer = Gamma::steering(&base, "s", String::new(), &last).unwrap();
    assert_eq!(steer.block_range(), Some((1, 1)));
    let mut steered = engine(&base);
    steered.add(&steer, "s").unwrap();
    let next =
        |engine: &mut Engine, text: &[u32], id: u32| *engine.logprobs(&[text, &[id]].concat()).unwrap().last().unwrap();
    for id in [0, 7, 150, 288] {
        steered.set_usual(Vec::new());
        let (theirs, plain) = (next(&mut steered, &pro, id), next(&mut steered, &con, id));
        for (scale, near) in [(1.0, theirs), (0.0, plain)] {
            steered.set_usual(vec![Adapter { name: "s".into(), scale }]);
            let said = next(&mut steered, &con, id);
            assert!((said - near).abs() < 1e-4, "id {id}, scale {scale}: {said}, not {near}");
        }
        assert!((theirs - plain).abs() > 1e-3, "id {id}: the two texts end alike");
    }
    // Every text counts as much, and every token of it, whatever the launches are.
    let long: Vec<u32> = (0..100).map(|at| (at * 7) % 290).collect();
    let (a, b) = (long.clone(), ids(4)[..9].to_vec());
    for places in [Places::Last, Places::All] {
        let both = find(&[a.clone(), b.clone()], one(&con), places);
        let each = [&a, &b].map(|text| find(one(text), one(&con), places));
        for block in 0..2 {
            let mean = each[0][block].iter().zip(&each[1][block]).map(|(x, y)| (x + y) / 2.0);
            assert!(both[block].iter().zip(mean).all(|(x, mean)| (x - mean).abs() < 1e-5), "{places:?}, block {block}");
        }
    }
    let zero = find(one(&a), one(&a), Places::All);
    assert!(zero.iter().flatten().all(|value| value.abs() < 1e-6));
    // The mean over all tokens is that of the last tokens of all beginnings, less one text's last token either time.
    let first = vec![con[..1].to_vec()];
    let begun: Vec<Vec<u32>> = (1..=b.len()).map(|length| b[..length].to_vec()).collect();
    let (all, ends) = (find(&[b], &first, Places::All), find(&begun, &first, Places::Last));
    assert!(all.iter().flatten().zip(ends.iter().flatten()).all(|(x, y)| (x - y).abs() < 1e-5), "all and last");
    let turned = find(&first, &begun, Places::Last);
    assert!(ends.iter().flatten().zip(turned.iter().flatten()).all(|(x, y)| (x + y).abs() < 1e-6), "the sign");
    for (toward, away) in [(vec![], vec![long.clone()]), (vec![vec![]], vec![long.clone()]), (vec![long], vec![])] {
        assert!(engine(&base).directions((&toward, &away), Places::Last, &mut |_| {}).is_err());
    }
}

#[test]
fn rows_of_a_table_act_on_their_tokens() {
    let scratch = tempdir().unwrap();
    let path = |name: &str| scratch.path().join(name);
    let base = model(&path("base"), false, None);
    let rows = |id: i32| {
        use nanollama_store::npz::{ArrayOut, write};
        let values: Vec<u8> = (0..64).flat_map(|at| (at as f32 / 64.0).to_le_bytes()).collect();
        let file = path("rows.npz");
        let indices = ArrayOut::new("indices", "<i4", &[1], move || id.to_le_bytes().to_vec());
        write(&file, vec![indices, ArrayOut::new("values", "<f4", &[1, 64], move || values)]).unwrap();
        Gamma::open(&file).unwrap()
    };
    let plain = beside(&base, &[]);
    let text = ids(0);
    let absent = (0..300).find(|id| !text.contains(id)).unwrap();
    assert_eq!(beside(&base, &[(&rows(absent as i32), 1.0)]), plain, "a token that does not come");
    let added = beside(&base, &[(&rows(text[20] as i32), 1.0)]);
    assert!(added[..19] == plain[..19] && added[20..] != plain[20..], "from the token on");
    let out = path("baked");
    inject(&base, &[(&rows(text[20] as i32), 1.0)], "baked", (Format::HuggingFace, DType::F32), &out).unwrap();
    assert!(furthest(&engine(&opened(&out)).logprobs(&text).unwrap(), &added) < 1e-4);
}

#[test]
fn several_personalities_and_none_in_one_batch_are_each_alone() {
    let scratch = tempdir().unwrap();
    let path = |name: &str| scratch.path().join(name);
    let base = model(&path("base"), false, None);
    let gammas: Vec<Gamma> = (0..4)
        .map(|number| {
            let other = model(&path(&format!("other{number}")), false, Some(20 + number));
            let form = Form { dtype: DType::F16, rank: (number % 2 == 1).then_some(4) };
            extract(&base, &other, "it", form, &mut |_, _| {}).unwrap().0
        })
        .collect();
    let file = path("base.gguf");
    for dtype in [DType::F32, DType::Q8_0] {
        export(&base, Format::Gguf, dtype, &file).unwrap();
        let stored = opened(&file);
        let filled = || {
            let mut engine = engine(&stored);
            for (number, gamma) in gammas.iter().enumerate() {
                gamma.fit(&stored, false).unwrap();
                engine.add(gamma, &format!("voice {number}")).unwrap();
            }
            engine
        };
        let voice = |number: usize, scale: f32| Adapter { name: format!("voice {number}"), scale };
        let lists = [
            vec![voice(0, 1.0)],
            vec![voice(1, 1.0)],
            vec![],
            vec![voice(2, 0.5)],
            vec![voice(3, 1.0), voice(0, -0.5)],
        ];
        let request = |number: usize| Request {
            adapters: lists[number].clone(),
            ..Request::generate(ids(number as u32), Sampling::greedy(24))
        };
        let run = |engine: &mut Engine, numbers: &[usize]| {
            let mut texts = vec![Vec::new(); numbers.len()];
            let requests: Vec<Request> = numbers.iter().map(|&number| request(number)).collect();
            engine
                .batch(requests, |index, outcome| {
                    let Ok(Outcome::Text(finished)) = outcome else { panic!("a generation") };
                    texts[index] = finished.tokens;
                    ControlFlow::Continue(())
                })
                .unwrap();
            texts
        };
        let together = run(&mut filled(), &[0, 1, 2, 3, 4]);
        assert_eq!(together.len(), lists.len());
        for (number, text) in together.iter().enumerate() {
            assert_eq!(run(&mut filled(), &[number])[0], *text, "{dtype}, list {number}");
        }
        let mut alone = engine(&stored);
        assert_eq!(run(&mut alone, &[2])[0], together[2], "{dtype}: who names none gets the model alone");
        assert!(
            together.iter().enumerate().all(|(at, text)| !together[..at].contains(text)),
            "each says something else"
        );
    }
}
