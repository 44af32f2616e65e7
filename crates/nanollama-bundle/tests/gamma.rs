//! What one model has more than another: taken out, stored in every form, put into a model again; and files that lie.

mod small;

use std::fs;
use std::path::Path;

use hostile::{Bound, Counting};
use nanollama_bundle::gamma::{
    Form, Gamma, LayerScales, Method, Part, combine, compare, extract, extract_delta, inject, layer, overlap,
};
use nanollama_bundle::{Contents, Error, Format, Locations, StoredModel, export, hf, open};
use nanollama_kernel::dtype::DType;
use nanollama_model::Config;
use nanollama_store::TensorOut;
use nanollama_store::gguf::{self, Value};
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

#[test]
fn the_norm_of_a_product_is_that_of_what_it_makes() {
    let (scratch, config) = (tempdir().unwrap(), config(false));
    let path = |name: &str| scratch.path().join(name);
    let (base, other) = (folder(&path("base"), &config, false), moved(&path("other"), &config, 3));
    let low = taken(&base, &other, Form { dtype: DType::F32, rank: Some(5) });
    for (name, part) in low.parts() {
        let whole: f64 = part.values(&part.shape()).iter().map(|&value| f64::from(value).powi(2)).sum();
        assert!((part.square() - whole).abs() <= 1e-5 * whole, "{name}: {} and {whole}", part.square());
    }
}

#[test]
fn sparse_and_int8_files_are_smaller_and_lose_what_they_say() {
    let (scratch, config) = (tempdir().unwrap(), config(false));
    let path = |name: &str| scratch.path().join(name);
    let (base, other) = (folder(&path("base"), &config, false), moved(&path("other"), &config, 3));
    let whole = taken(&base, &other, Form { dtype: DType::F32, rank: None });
    let size = |gamma: &Gamma, name: &str| {
        gamma.save(&path(name)).unwrap();
        fs::metadata(path(name)).unwrap().len()
    };
    let halves = size(&taken(&base, &other, WHOLE), "half.safetensors");
    let (sparse, lost) = whole.clone().sparse(0.125, DType::F16).unwrap();
    let int8 = taken(&base, &other, Form { dtype: DType::Q8_0, rank: None });
    // B of rank 6 is cut by no block, A is.
    let (low, _) = extract(&base, &other, "low", Form { dtype: DType::Q8_0, rank: Some(6) }, &mut |_, _| {}).unwrap();
    let (name, head) = ("model.layers.0.mlp.down_proj.weight", "lm_head.weight");
    let Some(Part::LowRank { a, b }) = low.part(name) else { panic!("a product") };
    assert_eq!((a.dtype, b.dtype), (DType::Q8_0, DType::F16));
    let mut apart = 0.0;
    for (name, part) in whole.parts().filter(|(_, part)| part.shape().len() == 2) {
        let shape = part.shape();
        let (all, kept) = (part.values(&shape), sparse.part(name).unwrap().values(&shape));
        let least = kept.iter().filter(|value| **value != 0.0).fold(f32::MAX, |least, value| least.min(value.abs()));
        let count = kept.iter().filter(|value| **value != 0.0).count();
        assert!(count * 8 >= all.len() && count * 6 <= all.len(), "{name}: {count} of {}", all.len());
        for (all, kept) in all.iter().zip(&kept) {
            assert!(if *kept == 0.0 { all.abs() < least } else { (all - kept).abs() < 1e-5 }, "{name}");
            apart += f64::from(all - kept).powi(2);
        }
        let rounded = int8.part(name).unwrap().values(&shape);
        assert!(all.iter().zip(&rounded).all(|(a, b)| (a - b).abs() < 4e-4), "{name}");
    }
    assert!((apart - lost).abs() < 1e-6 * lost && lost < whole.norm().powi(2));
    assert!(size(&sparse, "sparse.safetensors") * 2 < halves && size(&int8, "int8.safetensors") * 3 < halves * 2);
    for (gamma, file) in [(&sparse, "sparse.safetensors"), (&int8, "int8.safetensors"), (&low, "low.safetensors")] {
        gamma.save(&path(file)).unwrap();
        let back = Gamma::open(&path(file)).unwrap();
        back.fit(&base, false).unwrap();
        assert_eq!(back.about, gamma.about);
        for (name, part) in gamma.parts() {
            let (shape, back) = (part.shape(), back.part(name).unwrap());
            assert_eq!(
                (back.kind(), back.dtype(), back.bytes()),
                (part.kind(), part.dtype(), part.bytes()),
                "{file}: {name}"
            );
            assert!(
                back.values(&shape) == part.values(&shape) && (back.square() - part.square()).abs() < 1e-9,
                "{file}: {name}"
            );
        }
        let out = path("baked");
        let _ = fs::remove_dir_all(&out);
        inject(&base, &[(&back, 0.5)], "x", (Format::HuggingFace, DType::F32), &out).unwrap();
        let baked = open(out.to_str().unwrap(), &Locations::new("no-runs")).unwrap();
        let added = back.part(head).map(|part| part.values(&[300, 64])).unwrap_or_else(|| vec![0.0; 300 * 64]);
        let (before, after) = (values(&base, head), values(&baked, head));
        assert!(before.iter().zip(&added).zip(&after).all(|((b, d), a)| (b + 0.5 * d - a).abs() < 1e-6));
        let summed = combine(&[(back.clone(), 2.0)], Method::Sum, "x", WHOLE, false).unwrap();
        assert!((summed.norm() / back.norm() - 2.0).abs() < 1e-2, "{file}");
        back.save(&path("x.npz")).unwrap();
    }
}

#[test]
fn sparse_files_that_lie_are_refused_by_name() {
    let (scratch, config) = (tempdir().unwrap(), config(false));
    let path = |name: &str| scratch.path().join(name);
    let (base, other) = (folder(&path("base"), &config, false), moved(&path("other"), &config, 3));
    let (sparse, _) = taken(&base, &other, WHOLE).sparse(0.25, DType::F16).unwrap();
    let name = "model.layers.0.self_attn.k_proj.weight";
    let Some(Part::Sparse(good)) = sparse.part(name) else { panic!("sparse") };
    let changed = |change: &dyn Fn(&mut nanollama_bundle::gamma::Sparse)| {
        let mut bad = good.clone();
        change(&mut bad);
        // As a file has them: three tensors and a width.
        let counts = bytes(&bad.counts, u32::to_le_bytes);
        let columns = bytes(&bad.columns, u16::to_le_bytes);
        let key = format!("{name}.sparse");
        let metadata = [("nanollama.gamma".to_owned(), "2".to_owned()), (key.clone(), bad.cols.to_string())].into();
        let tensors = vec![
            TensorOut::from_bytes(key.clone(), DType::F16, &bad.values.shape, &bad.values.bytes),
            TensorOut::plain(format!("{key}.counts"), &[bad.counts.len(), 4], &counts),
            TensorOut::plain(format!("{key}.columns"), &[bad.columns.len(), 2], &columns),
        ];
        nanollama_store::safetensors::write(&path("x.safetensors"), tensors, &metadata).unwrap();
        Gamma::open(&path("x.safetensors")).map(drop)
    };
    changed(&|_| {}).unwrap();
    type Change<'a> = &'a dyn Fn(&mut nanollama_bundle::gamma::Sparse);
    let cases: [(Change<'_>, &str); 5] = [
        (&|sparse| sparse.counts[0] += 1, "places"),
        (&|sparse| sparse.counts[0] = u32::MAX, "places"),
        (&|sparse| sparse.columns[0] = 64, "do not ascend below 64"),
        (&|sparse| sparse.cols = 1 << 20, "so few"),
        (&|sparse| sparse.cols = 0, "so few"),
    ];
    for (change, expected) in cases {
        let message = changed(change).unwrap_err().to_string();
        assert!(message.contains(expected) && message.contains(name) && message.contains("x.safetensors"), "{message}");
    }
}

#[test]
fn a_gamma_of_another_depth_is_put_beside_layers_as_deep() {
    let scratch = tempdir().unwrap();
    let path = |name: &str| scratch.path().join(name);
    let small = config(false);
    let (base, other) = (folder(&path("base"), &small, false), moved(&path("other"), &small, 3));
    let mut deep = small.clone();
    deep.layers = 5;
    let deep = folder(&path("deep"), &deep, false);
    let gamma = taken(&base, &other, WHOLE);
    assert!(gamma.fit(&deep, false).is_err());
    let mut across = gamma.clone();
    assert_eq!(across.across_depths(5), 2);
    across.fit(&deep, true).unwrap();
    let part = |gamma: &Gamma, layer: usize| {
        gamma.part(&format!("model.layers.{layer}.mlp.up_proj.weight")).unwrap().values(&[96, 64])
    };
    for (to, from) in [(0, 0), (1, 0), (2, 1), (3, 1), (4, 1)] {
        assert!(part(&across, to) == part(&gamma, from), "layer {to}");
    }
    let mut shallow = across.clone();
    assert_eq!((shallow.across_depths(2), shallow.parts().count()), (5, gamma.parts().count()));
    assert!(part(&shallow, 0) == part(&gamma, 0) && part(&shallow, 1) == part(&gamma, 1));
    // Widths are another matter.
    let mut wide = small;
    (wide.layers, wide.ffn) = (3, 128);
    let mut across = gamma;
    across.across_depths(3);
    let refused = across.fit(&folder(&path("wide"), &wide, false), true).unwrap_err().to_string();
    assert!(refused.contains("[64, 96]") && refused.contains("[64, 128]"), "{refused}");
}

#[test]
fn layers_are_scaled_each_by_its_own_factor() {
    let (scratch, config) = (tempdir().unwrap(), config(false));
    let path = |name: &str| scratch.path().join(name);
    let (base, other) = (folder(&path("base"), &config, false), moved(&path("other"), &config, 3));
    let scales = |list: &[&str]| LayerScales(list.iter().map(|text| text.parse().unwrap()).collect());
    for form in [WHOLE, Form { dtype: DType::F16, rank: Some(4) }] {
        let gamma = taken(&base, &other, form);
        let scaled = gamma.clone().scaled(&scales(&["0=0.3", "1=0", "embedding=-1"])).unwrap();
        for (name, part) in gamma.parts() {
            let factor = match layer(name) {
                Some(0) => 0.3,
                Some(_) => 0.0,
                None => {
                    if name.contains("embed") {
                        -1.0
                    } else {
                        1.0
                    }
                }
            };
            let shape = part.shape();
            match scaled.part(name) {
                None => assert_eq!(factor, 0.0, "{name}"),
                Some(scaled) => {
                    let near = scaled
                        .values(&shape)
                        .iter()
                        .zip(part.values(&shape))
                        .all(|(s, p)| (s - factor * p).abs() < 1e-6);
                    assert!(near, "{name}");
                }
            }
        }
        let none = gamma.scaled(&scales(&["0-9=0", "embedding=0", "norm=0", "head=0"])).unwrap_err().to_string();
        assert!(none.contains("nothing"), "{none}");
    }
}

#[test]
fn subspaces_of_two_gammas_overlap_as_they_were_made() {
    let (scratch, config) = (tempdir().unwrap(), config(false));
    let path = |name: &str| scratch.path().join(name);
    let (base, other) = (folder(&path("base"), &config, false), moved(&path("other"), &config, 3));
    let third = moved(&path("third"), &config, 8);
    let low = taken(&base, &other, Form { dtype: DType::F32, rank: Some(4) });
    let (whole, apart) = (taken(&base, &other, WHOLE), taken(&base, &third, WHOLE));
    let same = overlap(&low, &whole, 4).unwrap();
    assert_eq!(same.len(), 2 * 7 + 1, "of matrices that both have");
    assert!(same.iter().all(|one| one.reads.0 > 0.97 && one.writes.0 > 0.97), "{same:?}");
    for one in overlap(&whole, &apart, 4).unwrap() {
        assert!(one.reads.0 < 0.25 && one.writes.0 < 0.25, "{one:?}");
        assert!(one.reads.1 > 0.0 && one.reads.1 < 0.1, "{one:?}");
    }
}

#[test]
fn a_delta_is_what_the_heads_differ_by() {
    let scratch = tempdir().unwrap();
    let path = |name: &str| scratch.path().join(name);
    let plain = |name: &str, tied| folder(&path(name), &config(tied), false);
    let (base, tied) = (plain("base", false), plain("tied", true));
    // Another number of layers is nothing to it.
    let mut deep = config(false);
    deep.layers = 3;
    let other = moved(&path("other"), &deep, 3);
    let whole = Form { dtype: DType::F32, rank: None };
    for (base, head) in [(&base, "lm_head.weight"), (&tied, "model.embed_tokens.weight")] {
        let (delta, taken) = extract_delta(base, &other, "it", whole).unwrap();
        assert!(delta.is_delta() && delta.parts().count() == 1 && taken.lost == 0.0);
        let added = delta.part("lm_head.weight").unwrap().values(&[300, 64]);
        let (ours, theirs) = (values(base, head), values(&other, "lm_head.weight"));
        assert!(ours.iter().zip(&theirs).zip(&added).all(|((a, b), d)| (b - a - d).abs() < 1e-6));
        let (low, taken) = extract_delta(base, &other, "it", Form { rank: Some(8), ..whole }).unwrap();
        assert_eq!(low.part("lm_head.weight").unwrap().kind(), "rank 8");
        assert!(taken.lost > 0.0 && taken.lost < taken.gamma);
        low.save(&path("low.safetensors")).unwrap();
        let back = Gamma::open(&path("low.safetensors")).unwrap();
        assert!(back.about == low.about && back.is_delta());
        back.fit(base, false).unwrap();
    }
    // Beside a γ of a tied base, whose part of the table stands at the head, too.
    let gamma = taken(&tied, &moved(&path("voice"), &config(true), 4), WHOLE);
    let (delta, _) =
        extract_delta(&tied, &open(path("voice").to_str().unwrap(), &Locations::new("no-runs")).unwrap(), "d", whole)
            .unwrap();
    let rows = compare(&gamma, &delta).unwrap();
    let head = rows.iter().find(|row| row.tensor == "lm_head.weight").unwrap();
    assert!((head.cosine - 1.0).abs() < 1e-5 && head.norms.0 > 0.0, "{head:?}");
    let (delta, _) = extract_delta(&tied, &other, "it", whole).unwrap();
    let baked = inject(&tied, &[(&delta, 1.0)], "x", (Format::HuggingFace, DType::F32), &path("baked"));
    assert!(baked.unwrap_err().to_string().contains("head is its table"));
    let refused = |one: &StoredModel, other: &StoredModel| {
        extract_delta(one, other, "it", whole).map(drop).unwrap_err().to_string()
    };
    assert!(refused(&base, &base).contains("same numbers"));
    let mut wide = config(false);
    wide.dim = 128;
    let wide = folder(&path("wide"), &wide, false);
    let message = refused(&base, &wide);
    assert!(message.contains("[300, 64]") && message.contains("[300, 128]"), "{message}");
}

/// A GGUF of control vectors with these tensors.
fn control(path: &Path, architecture: &str, tensors: &[(&str, DType, &[usize], Vec<u8>)]) {
    let metadata = [("general.architecture".to_owned(), Value::String(architecture.to_owned()))];
    let out = tensors.iter().map(|(name, dtype, shape, bytes)| TensorOut::from_bytes(*name, *dtype, shape, bytes));
    gguf::write(path, &metadata, out.collect()).unwrap();
}

#[test]
fn control_vectors_are_written_and_read_as_llama_cpp_has_them() {
    let (scratch, config) = (tempdir().unwrap(), config(false));
    let path = |name: &str| scratch.path().join(name);
    let base = folder(&path("base"), &config, false);
    let directions = [vec![9.0; 64], (0..64).map(|at| at as f32 / 7.0).collect()];
    let made = Gamma::steering(&base, "glad", "glad - sad".into(), &directions).unwrap();
    assert!(made.is_steering() && made.block_range() == Some((1, 1)), "none behind block 0");
    for name in ["glad.gguf", "glad.safetensors"] {
        made.save(&path(name)).unwrap();
        let back = Gamma::open(&path(name)).unwrap();
        assert!(back.is_steering() && Gamma::open_for(&path(name), &config).is_ok());
        assert_eq!(back.part("direction.1").unwrap().values(&[64]), directions[1], "{name}");
        assert_eq!(
            back.fit(&base, false).unwrap().is_empty(),
            name == "glad.safetensors",
            "a GGUF does not name its base"
        );
        let out = path("baked");
        let refused =
            inject(&base, &[(&back, 1.0)], "x", (Format::HuggingFace, DType::F32), &out).unwrap_err().to_string();
        assert!(refused.contains("direction.1") && !out.exists(), "{refused}");
        let refused = back.save(&path("glad.npz")).unwrap_err().to_string();
        assert!(refused.contains("direction.1"), "{refused}");
    }
    let file = nanollama_store::gguf::Gguf::open(&path("glad.gguf")).unwrap();
    assert_eq!(file.string("general.architecture").unwrap(), "controlvector");
    assert_eq!(file.value("controlvector.layer_count"), Some(&Value::I32(1)));
    // A scale of its own is in the numbers: the format has no place for it.
    let mut twice = made.clone();
    twice.about.scale = Some(2.0);
    twice.save(&path("twice.gguf")).unwrap();
    let doubled: Vec<f32> = directions[1].iter().map(|value| 2.0 * value).collect();
    assert_eq!(Gamma::open(&path("twice.gguf")).unwrap().part("direction.1").unwrap().values(&[64]), doubled);
    let mut kept = made.clone();
    let refused = kept.keep_blocks(2, 5).unwrap_err().to_string();
    assert!(refused.contains("1 to 1") && refused.contains("2 to 5"), "{refused}");
    made.clone().keep_blocks(1, 1).unwrap();
    // What belongs to no tensor stays apart from what does.
    let gamma = taken(&base, &moved(&path("other"), &config, 3), WHOLE);
    let refused = gamma.save(&path("gamma.gguf")).unwrap_err().to_string();
    assert!(refused.contains("control vectors"), "{refused}");
    let both = combine(&[(gamma, 1.0), (made, 0.5)], Method::Sum, "both", WHOLE, false).unwrap();
    assert!(!both.is_steering() && both.part("direction.1").is_some());
    both.fit(&base, false).unwrap();
}

#[test]
fn control_vectors_that_lie_are_refused_by_name() {
    let (scratch, config) = (tempdir().unwrap(), config(false));
    let path = scratch.path().join("x.gguf");
    let base = folder(&scratch.path().join("base"), &config, false);
    let floats = |value: f32, count: usize| bytes(&vec![value; count], f32::to_le_bytes);
    type Case<'a> = (&'a str, DType, &'a [usize], Vec<u8>, &'a str);
    let cases: [Case<'_>; 7] = [
        ("direction.0", DType::F32, &[64], floats(1.0, 64), "behind block 0"),
        ("direction.x", DType::F32, &[64], floats(1.0, 64), "direction.1, direction.2"),
        ("direction.+1", DType::F32, &[64], floats(1.0, 64), "direction.1, direction.2"),
        ("blk.1.weight", DType::F32, &[64], floats(1.0, 64), "direction.1, direction.2"),
        ("direction.1", DType::F16, &[64], vec![0; 128], "not a vector of f32"),
        ("direction.1", DType::F32, &[2, 32], floats(1.0, 64), "not a vector of f32"),
        ("direction.1", DType::F32, &[64], floats(f32::NAN, 64), "NaN"),
    ];
    for (name, dtype, shape, data, expected) in cases {
        control(&path, "controlvector", &[(name, dtype, shape, data)]);
        let message = Gamma::open(&path).unwrap_err().to_string();
        assert!(message.contains(expected) && message.contains("x.gguf") && message.contains(name), "{message}");
    }
    control(&path, "controlvector", &[]);
    assert!(Gamma::open(&path).unwrap_err().to_string().contains("no direction"));
    control(&path, "llama", &[("direction.1", DType::F32, &[64], floats(1.0, 64))]);
    assert!(Gamma::open(&path).unwrap_err().to_string().contains("GGUF"));
    for (name, width, expected) in
        [("direction.2", 64, ["2 blocks", "the last is 1"]), ("direction.1", 32, ["[32]", "[64]"])]
    {
        control(&path, "controlvector", &[(name, DType::F32, &[width], floats(1.0, width))]);
        let message = Gamma::open(&path).unwrap().fit(&base, true).unwrap_err().to_string();
        assert!(expected.iter().all(|word| message.contains(word)), "{message}");
    }
}

/// A δ as Yent's script writes it: `A` and `B` in f16, and numbers beside.
fn yents(path: &Path, a: (&[usize], Vec<u16>), b: (&[usize], Vec<u16>)) {
    let (halves_a, halves_b) = (bytes(&a.1, u16::to_le_bytes), bytes(&b.1, u16::to_le_bytes));
    npz::write(
        path,
        vec![
            ArrayOut::new("A", "<f2", a.0, move || halves_a),
            ArrayOut::new("B", "<f2", b.0, move || halves_b),
            ArrayOut::new("rank", "<i8", &[], || 1i64.to_le_bytes().to_vec()),
        ],
    )
    .unwrap();
}

#[test]
fn a_delta_of_yents_is_read_with_its_sign_turned_and_says_so() {
    let (scratch, config) = (tempdir().unwrap(), config(false));
    let path = scratch.path().join("yent.npz");
    let (one, two) = (0x3c00, 0x4000);
    // A b: 1 · 2 in row 3, column 5.
    let row = |length: usize, at: usize, value: u16| (0..length).map(|i| if i == at { value } else { 0 }).collect();
    yents(&path, (&[300, 1], row(300, 3, one)), (&[1, 64], row(64, 5, two)));
    let delta = Gamma::open(&path).unwrap();
    let values = delta.part("lm_head.weight").unwrap().values(&[300, 64]);
    assert!(delta.is_delta());
    assert!(values.iter().enumerate().all(|(at, &v)| v == if at == 3 * 64 + 5 { -2.0 } else { 0.0 }));
    let base = folder(&scratch.path().join("base"), &config, false);
    let notes = delta.fit(&base, false).unwrap();
    assert!(notes.iter().any(|note| note.contains("sign is turned")) && notes.iter().any(|n| n.contains("on trust")));
    yents(&path, (&[300, 1], row(300, 3, one)), (&[1, 32], row(32, 5, two)));
    let message = Gamma::open(&path).unwrap().fit(&base, false).unwrap_err().to_string();
    assert!(message.contains("[300, 32]") && message.contains("[300, 64]"), "{message}");
    for (a, b, expected) in [
        ((&[300, 1][..], row(300, 3, one)), (&[2, 32][..], row(64, 5, two)), "no product"),
        ((&[300], row(300, 3, one)), (&[1, 64], row(64, 5, two)), "not [rows, columns]"),
        ((&[300, 1], row(300, 3, 0x7e00)), (&[1, 64], row(64, 5, two)), "NaN"),
    ] {
        yents(&path, a, b);
        let message = Gamma::open(&path).unwrap_err().to_string();
        assert!(message.contains(expected) && message.contains("yent.npz"), "{expected}: {message}");
    }
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
    let direction = bytes(&[0.5f32; 64], f32::to_le_bytes);
    control(&path("it.gguf"), "controlvector", &[("direction.1", DType::F32, &[64], direction)]);
    yents(&path("yent.npz"), (&[30, 1], vec![0x3c00; 30]), (&[1, 64], vec![0x4000; 64]));
    let (sparse, _) = taken(&base, &other, WHOLE).sparse(0.02, DType::F16).unwrap();
    sparse.save(&path("sparse.safetensors")).unwrap();
    for name in ["it.safetensors", "rows.npz", "x.npz", "it.gguf", "yent.npz", "sparse.safetensors"] {
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
