//! Products whose ways are timed: no number is changed by it, and what was found is kept and obeyed.

use std::path::{Path, PathBuf};

use nanollama_cuda::device::Cuda;
use nanollama_cuda::source::Number;
use nanollama_kernel::call::{Op, WeightId};
use nanollama_kernel::pool::Pool;

use super::{World, assert_close, cpu, on_gpu, opened, ops};

/// A GPU on which every product is timed, and what is found is kept in a folder.
fn timing(format: Number, cache: &Path) -> Option<Cuda> {
    let mut opened = opened(format)?;
    (opened.cache, opened.timed_from) = (Some(cache.to_owned()), 0);
    Some(Cuda::new(opened, Pool::new(1)).unwrap())
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
    let _absent = std::fs::remove_dir_all(&folder);
    folder
}

#[test]
fn timing_changes_no_number() {
    let cache = folder("timed");
    for (format, relative) in [(Number::F32, 2e-5), (Number::Bf16, 0.05)] {
        let Some(cuda) = timing(format, &cache) else { return };
        let cpu = cpu();
        // What is timed once is not timed again: both times must give the truth.
        for (op, inputs) in ops().into_iter().chain(ops()) {
            let (truth, truth_gradients, _) = World::new(&cpu).run(op, &inputs).unwrap();
            let (found, gradients, _) = World::new(&cuda).run(op, &inputs).unwrap();
            for (found, truth) in found.iter().zip(&truth) {
                assert_close(&format!("{}: {op:?}", format.name()), found, truth, relative);
            }
            assert_close(&format!("{}: {op:?}: gradients", format.name()), &gradients, &truth_gradients, relative);
        }
    }
    std::fs::remove_dir_all(cache).unwrap();
}

/// A product's bits.
fn product(cuda: &Cuda) -> Vec<u32> {
    let up = Op::Linear { weight: WeightId(2), residual: false };
    World::new(cuda).run(up, &[32]).unwrap().0.remove(0).into_iter().map(f32::to_bits).collect()
}

#[test]
fn the_fastest_way_is_kept_and_a_later_start_obeys() {
    if on_gpu() {
        return println!("SKIPPED: this is of the fakes");
    }
    let cache = folder("kept");
    let product_with = |cache| Some(product(&timing(Number::F32, cache)?));
    let Some(fastest) = product_with(&cache) else { return };
    let [file] = &kept(&cache)[..] else { panic!("one file") };
    // The fake adds up in an order that is the way's: where nothing is kept, it is the first.
    let first = product(&super::cuda(Number::F32).unwrap());
    assert!(fastest != first);
    assert_eq!(product_with(&cache).as_ref(), Some(&fastest));
    // Its way is the third of four. As the file says so it is done, if the library can.
    let bytes = std::fs::read(file).unwrap();
    let way = bytes.len() - 64 + 16;
    assert_eq!(bytes[way], 2);
    for (kept, expected) in [(0, &first), (9, &fastest)] {
        let mut bytes = bytes.clone();
        bytes[way] = kept;
        std::fs::write(file, &bytes).unwrap();
        assert_eq!(&product_with(&cache).unwrap(), expected, "way {kept}");
    }
    std::fs::remove_dir_all(cache).unwrap();
}

/// The files of ways in a folder.
fn kept(cache: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(cache).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|kind| kind == "ways")).collect()
}
