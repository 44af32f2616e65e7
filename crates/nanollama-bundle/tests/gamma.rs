//! What one model has more than another: taken out, stored in every form, put into a model again; and files that lie.

mod small;

use std::fs;
use std::path::Path;

use hostile::{Bound, Counting};
use nanollama_bundle::gamma::{Form, Gamma, Method, Part, combine, compare, extract, inject};
use nanollama_bundle::{Contents, Error, Format, Locations, StoredModel, export, hf, open};
use nanollama_kernel::dtype::DType;
use nanollama_model::Config;
use nanollama_store::npz::{self, ArrayOut};
use small::{config, cpu, folder, model, names, tokenizer};
use tempfile::tempdir;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const WHOLE: Form = Form { dtype: DType::F16, rank: None };

/// The small model moved a little, everywhere but in one tensor: by multiples of 1/4096, which f16 holds.
fn moved(path: &Path, config: &Config, seed: u64) -> StoredModel {
    let (cpu, mut model, tokenizer) = (cpu(), model(config), tokenizer());
    let mut state = seed;
    let last = model.weights().len() - 1;
    for weight in &mut model.weights_mut()[..last] {
        weight.edit(&cpu, |values| {
            for value in values {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                *value += ((state >> 40) % 201) as f32 / 4096.0 - 100.0 / 4096.0;
            }
        });
    }
    let contents = Contents::of_model(&cpu, &model, &tokenizer, None, "moved");
    hf::write(path, &contents, DType::F32).unwrap();
    open(path.to_str().unwrap(), &Locations::new("no-runs")).unwrap()
}

fn taken(base: &StoredModel, other: &StoredModel, form: Form) -> Gamma {
    extract(base, other, "it", form, &mut |_, _| {}).unwrap().0
}

fn values(model: &StoredModel, name: &str) -> Vec<f32> {
    let tensor = model.tensor(name).unwrap();
    let mut values = vec![0.0; tensor.shape.iter().product()];
    tensor.dtype.decode(&tensor.bytes, &mut values).unwrap();
    values
}

fn furthest(a: &StoredModel, b: &StoredModel) -> f32 {
    let of = |name: &String| {
        let (a, b) = (values(a, name), values(b, name));
        a.iter().zip(&b).fold(0.0f32, |most, (a, b)| most.max((a - b).abs()))
    };
    names(a.config()).iter().map(of).fold(0.0, f32::max)
}

#[test]
fn what_was_taken_out_and_put_in_again_is_the_other_model() {
    for tied in [false, true] {
        let (scratch, config) = (tempdir().unwrap(), config(tied));
        let path = |name: &str| scratch.path().join(name);
        let (base, other) = (folder(&path("base"), &config, false), moved(&path("other"), &config, 3));
        let gamma = taken(&base, &other, WHOLE);
        assert_eq!(gamma.parts().count(), names(&config).len() - 1, "the equal tensor is left out");
        for file in ["it.safetensors", "it.npz"] {
            gamma.save(&path(file)).unwrap();
            let back = Gamma::open(&path(file)).unwrap();
            let notes = back.fit(&base, false).unwrap();
            assert_eq!(notes.is_empty(), file != "it.npz", "{notes:?}");
            for (name, part) in gamma.parts() {
                let shape = part.shape();
                assert!(back.part(name).unwrap().values(&shape) == part.values(&shape), "{file}: {name}");
            }
            if file == "it.safetensors" {
                assert_eq!(back.about, gamma.about);
            }
            for (format, name) in [(Format::HuggingFace, "baked"), (Format::Gguf, "baked.gguf")] {
                let out = path(&format!("{file}-{name}"));
                inject(&base, &[(&back, 1.0)], "baked", (format, DType::F32), &out).unwrap();
                let baked = open(out.to_str().unwrap(), &Locations::new("no-runs")).unwrap();
                let apart = furthest(&baked, &other);
                assert!(apart < 1e-6, "{file}, {name}, tied {tied}: {apart}");
            }
        }
        // Half of it, and all of it taken away.
        let out = path("half");
        inject(&base, &[(&gamma, 0.5), (&gamma, -1.5)], "less", (Format::HuggingFace, DType::F32), &out).unwrap();
        let less = open(out.to_str().unwrap(), &Locations::new("no-runs")).unwrap();
        for name in names(&config) {
            let (b, o, l) = (values(&base, &name), values(&other, &name), values(&less, &name));
            let near = b.iter().zip(&o).zip(&l).all(|((b, o), l)| (2.0 * b - o - l).abs() < 1e-6);
            assert!(near, "{name}");
        }
    }
}

#[test]
fn a_base_is_known_in_every_number_format_and_another_is_not() {
    let (scratch, config) = (tempdir().unwrap(), config(false));
    let path = |name: &str| scratch.path().join(name);
    let (base, other) = (folder(&path("base"), &config, false), moved(&path("other"), &config, 3));
    let gamma = taken(&base, &other, WHOLE);
    for dtype in [DType::F16, DType::Q8_0, DType::Q4_0] {
        let file = path("base.gguf");
        export(&base, Format::Gguf, dtype, &file).unwrap();
        let rounded = open(file.to_str().unwrap(), &Locations::new("no-runs")).unwrap();
        gamma.fit(&rounded, false).unwrap();
    }
    // The same shape, other numbers.
    let (cpu, tokenizer) = (cpu(), tokenizer());
    let another = nanollama_model::initialise(&cpu, &config, 77).unwrap();
    let contents = Contents::of_model(&cpu, &another, &tokenizer, None, "another");
    hf::write(&path("another"), &contents, DType::F32).unwrap();
    let another = open(path("another").to_str().unwrap(), &Locations::new("no-runs")).unwrap();
    let refused = gamma.fit(&another, false).unwrap_err();
    let Error::OtherBase { theirs, ours, apart, .. } = &refused else { panic!("{refused}") };
    assert!(theirs != ours && *apart > 80, "{refused}");
    assert!(refused.to_string().contains(&**theirs) && refused.to_string().contains(&**ours), "{refused}");
    assert_eq!(gamma.fit(&another, true).unwrap().len(), 1, "it is said all the same");
    // Another shape.
    let mut wider = config.clone();
    wider.ffn = 128;
    let wide = folder(&path("wide"), &wider, false);
    let refused = gamma.fit(&wide, true).unwrap_err().to_string();
    assert!(refused.contains("[64, 96]") && refused.contains("[64, 128]"), "{refused}");
    let refused = extract(&base, &wide, "it", WHOLE, &mut |_, _| {}).map(drop).unwrap_err().to_string();
    assert!(refused.contains("[96, 64]") && refused.contains("[128, 64]"), "{refused}");
    let refused = extract(&base, &base, "it", WHOLE, &mut |_, _| {}).map(drop).unwrap_err().to_string();
    assert!(refused.contains("same numbers"), "{refused}");
    let mut turned = config.clone();
    turned.rope_theta = 1e4;
    let turned = folder(&path("turned"), &turned, false);
    let refused = extract(&base, &turned, "it", WHOLE, &mut |_, _| {}).map(drop).unwrap_err().to_string();
    assert!(refused.contains("rope_theta") && refused.contains("500000"), "{refused}");
}

#[test]
fn low_rank_keeps_what_it_says_and_sums_keep_their_form() {
    let (scratch, config) = (tempdir().unwrap(), config(false));
    let path = |name: &str| scratch.path().join(name);
    let (base, other) = (folder(&path("base"), &config, false), moved(&path("other"), &config, 3));
    let (low, facts) =
        extract(&base, &other, "low", Form { dtype: DType::F32, rank: Some(6) }, &mut |_, _| {}).unwrap();
    low.save(&path("low.safetensors")).unwrap();
    let low = Gamma::open(&path("low.safetensors")).unwrap();
    let whole = taken(&base, &other, Form { dtype: DType::F32, rank: None });
    for fact in facts.iter().filter(|fact| fact.gamma > 0.0) {
        let part = low.part(&fact.tensor).unwrap();
        assert_eq!(matches!(part, Part::LowRank { .. }), part.shape().len() == 2, "{}: gains are whole", fact.tensor);
        let shape = part.shape();
        let (kept, all) = (part.values(&shape), whole.part(&fact.tensor).unwrap().values(&shape));
        let lost: f64 = kept.iter().zip(&all).map(|(a, b)| f64::from(a - b).powi(2)).sum();
        assert!((lost - fact.lost).abs() <= 1e-6 * fact.gamma, "{}: {lost}, said {}", fact.tensor, fact.lost);
        assert!(fact.lost < fact.gamma);
    }
    let twice = combine(&[(low.clone(), 0.5), (low.clone(), 0.25)], Method::Sum, "x", WHOLE, false).unwrap();
    let name = "model.layers.0.mlp.down_proj.weight";
    assert_eq!(twice.part(name).unwrap().kind(), "rank 12");
    let rows = compare(&twice, &low).unwrap();
    let all = rows.last().unwrap();
    assert!((all.cosine - 1.0).abs() < 1e-5 && (all.norms.0 / all.norms.1 - 0.75).abs() < 1e-5, "{all:?}");
    let none = combine(&[(low.clone(), 1.0), (low.clone(), -1.0)], Method::Sum, "x", WHOLE, false).unwrap();
    assert!(none.norm() < 1e-5 * low.norm());
    for method in [Method::Ties { keep: 0.5 }, Method::Dare { keep: 0.5, seed: 1 }, Method::Slerp { at: 0.5 }] {
        let made = combine(&[(low.clone(), 1.0), (whole.clone(), 1.0)], method, "x", WHOLE, false).unwrap();
        assert!(made.parts().count() == whole.parts().count() && made.norm() > 0.0, "{}", method.name());
        made.fit(&base, false).unwrap();
    }
    let refused = combine(&[(low, 1.0)], Method::Slerp { at: 0.5 }, "x", WHOLE, false).unwrap_err().to_string();
    assert!(refused.contains("slerp"), "{refused}");
}

fn bytes<const N: usize, T: Copy>(values: &[T], of: impl Fn(T) -> [u8; N]) -> Vec<u8> {
    values.iter().flat_map(|&value| of(value)).collect()
}

/// A table's rows in nanollama's plain layout.
fn plain(path: &Path, ids: &[i32], cols: usize) {
    let values: Vec<f32> = (0..ids.len() * cols).map(|at| at as f32 / 64.0).collect();
    let indices = bytes(ids, i32::to_le_bytes);
    npz::write(
        path,
        vec![
            ArrayOut::new("indices", "<i4", &[ids.len()], move || indices),
            ArrayOut::new("values", "<f4", &[ids.len(), cols], move || bytes(&values, f32::to_le_bytes)),
        ],
    )
    .unwrap();
}

#[test]
fn rows_of_a_table_are_read_in_the_plain_layout() {
    let (scratch, config) = (tempdir().unwrap(), config(false));
    let path = scratch.path().join("rows.npz");
    plain(&path, &[7, 299, 2], 64);
    let gamma = Gamma::open(&path).unwrap();
    let part = gamma.part("model.embed_tokens.weight").unwrap();
    assert_eq!((part.kind().as_str(), part.shape()), ("3 rows", vec![300, 64]));
    let all = part.values(&[300, 64]);
    assert_eq!((all[7 * 64 + 1], all[2 * 64], all[299 * 64 + 63]), (1.0 / 64.0, 2.0, 127.0 / 64.0));
    let base = folder(&scratch.path().join("base"), &config, false);
    assert_eq!(gamma.fit(&base, false).unwrap().len(), 1);
    gamma.save(&scratch.path().join("rows.safetensors")).unwrap();
    let back = Gamma::open(&scratch.path().join("rows.safetensors")).unwrap();
    assert!(matches!(back.part("model.embed_tokens.weight"), Some(Part::Rows { ids, .. }) if *ids == [2, 7, 299]));
    plain(&path, &[7, 300], 64);
    assert!(Gamma::open(&path).unwrap().fit(&base, false).unwrap_err().to_string().contains("[300, 64]"));
    plain(&path, &[7, 7], 64);
    assert!(Gamma::open(&path).unwrap_err().to_string().contains("comes twice"));
    plain(&path, &[-1], 64);
    assert!(Gamma::open(&path).unwrap_err().to_string().contains("-1"));
}

/// One tensor in the layout of places and values, with a pickle beside it.
fn scattered(path: &Path, shape: &[i64], first: &[i32], second: &[i32], values: &[u16]) {
    let list = |name: &str, numbers: &[i32]| {
        let data = bytes(numbers, i32::to_le_bytes);
        ArrayOut::new(format!("layers.0.attn.c_q.weight.{name}"), "<i4", &[numbers.len()], move || data)
    };
    let (dims, halves) = (bytes(shape, i64::to_le_bytes), bytes(values, u16::to_le_bytes));
    npz::write(
        path,
        vec![
            list("indices_0", first),
            list("indices_1", second),
            ArrayOut::new("layers.0.attn.c_q.weight.values", "<f2", &[values.len()], move || halves),
            ArrayOut::new("layers.0.attn.c_q.weight.shape", "<i8", &[shape.len()], move || dims),
            ArrayOut::new("_metadata.layer_names", "|O", &[1], || b"\x80\x04cos\nsystem\n.".to_vec()),
        ],
    )
    .unwrap();
}

#[test]
fn files_that_lie_are_refused_by_name() {
    let scratch = tempdir().unwrap();
    let path = scratch.path().join("x.npz");
    let one = 0x3c00;
    scattered(&path, &[2, 2], &[0, 1], &[1, 0], &[one, one]);
    let good = Gamma::open(&path).unwrap();
    assert_eq!(good.part("model.layers.0.self_attn.q_proj.weight").unwrap().values(&[2, 2]), [0.0, 1.0, 1.0, 0.0]);
    type Case<'a> = (&'a [i64], &'a [i32], &'a [i32], &'a [u16], &'a str);
    let cases: [Case<'_>; 9] = [
        (&[2, 2], &[0, 2], &[1, 0], &[one, one], "2 is not below 2"),
        (&[2, 2], &[0, 1], &[1, -5], &[one, one], "-5 is not below 2"),
        (&[2, 2], &[0, 0], &[1, 1], &[one, one], "comes twice"),
        (&[2, 2], &[0], &[1, 0], &[one, one], "where there are 2 values"),
        (&[1 << 40, 2], &[0, 1], &[1, 0], &[one, one], "shape of no tensor"),
        (&[-2, 2], &[0, 1], &[1, 0], &[one, one], "shape of no tensor"),
        (&[1 << 20, 1 << 20], &[0, 1], &[1, 0], &[one, one], "so few are not read"),
        (&[2, 2], &[0, 1], &[1, 0], &[one, 0x7c00], "inf"),
        (&[2], &[0, 1], &[1, 0], &[one, 0x7e00], "NaN"),
    ];
    for (shape, first, second, values, expected) in cases {
        scattered(&path, shape, first, second, values);
        let message = Gamma::open(&path).unwrap_err().to_string();
        assert!(message.contains(expected) && message.contains("x.npz"), "{expected}: {message}");
    }
    // A bomb: 32 million zeros in a few kilobytes.
    npz::write(
        &path,
        vec![
            ArrayOut::new("indices", "<i4", &[1 << 24], || vec![0; 4 << 24]),
            ArrayOut::new("values", "<f4", &[1 << 24, 1], || vec![0; 4 << 24]),
        ],
    )
    .unwrap();
    assert!(fs::metadata(&path).unwrap().len() < 1 << 20);
    assert!(Gamma::open(&path).unwrap_err().to_string().contains("pack so"));
    npz::write(&path, vec![ArrayOut::new("arr_0", "<f4", &[1], || vec![0; 4])]).unwrap();
    assert!(Gamma::open(&path).unwrap_err().to_string().contains("arr_0"));
    fs::write(&path, "not one").unwrap();
    assert!(Gamma::open(&path).unwrap_err().to_string().contains("x.npz"));
}

#[test]
fn damaged_files_are_refused_without_a_panic() {
    let (scratch, config) = (tempdir().unwrap(), config(false));
    let path = |name: &str| scratch.path().join(name);
    let (base, other) = (folder(&path("base"), &config, false), moved(&path("other"), &config, 3));
    taken(&base, &other, Form { dtype: DType::F16, rank: Some(1) }).save(&path("it.safetensors")).unwrap();
    plain(&path("rows.npz"), &[7, 299, 2], 64);
    scattered(&path("x.npz"), &[2, 2], &[0, 1], &[1, 0], &[0x3c00, 0x3c00]);
    for name in ["it.safetensors", "rows.npz", "x.npz"] {
        let seed = fs::read(path(name)).unwrap();
        let count = hostile::wanted(600);
        let outcome = hostile::withstand(count, &seed, Bound { ratio: 64, slack: 512 << 10 }, |bytes| {
            fs::write(path("damaged"), bytes).unwrap();
            match Gamma::open(&path("damaged")) {
                Ok(gamma) => gamma.norm() >= 0.0,
                Err(error) => {
                    assert!(error.to_string().contains("damaged"), "no file named: {error}");
                    false
                }
            }
        });
        assert!(outcome.refused * 20 > count, "{name}: {outcome:?}");
    }
}
