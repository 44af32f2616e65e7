//! The program on a GPU that is this processor: a driver, a compiler and a library of products that record what they are asked
//! and do it, the kernels as they are. What no GPU is needed for is seen here; what a real one does is not.

#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[path = "../../nanollama-cuda/shim/compile.rs"]
mod compile;
mod program;

use program::{Place, Said};
use serde_json::Value;

/// The fake libraries and what they are called.
const LIBRARIES: [(&str, &str, bool); 3] = [
    ("libcuda.so.1", "shim/fake_cuda.cpp", true),
    ("libcublasLt.so.13", "shim/fake_cublaslt.cpp", false),
    ("libnvrtc.so.13", "shim/fake_nvrtc.cpp", false),
];
/// Places of the system where a real one may be.
const SYSTEM: [&str; 4] =
    ["/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib/aarch64-linux-gnu", "/usr/local/cuda/lib64"];

/// A place with a folder of fake libraries of these names; None, and it says so, where they cannot be made.
fn place(names: &[&str]) -> Option<Place> {
    let Some(compiler) = compile::compiler() else {
        println!("SKIPPED: no C++ compiler (c++, or what CXX names), so no fake GPU was made");
        return None;
    };
    let place = Place::new();
    let folder = place.path("toolkit/lib64");
    fs::create_dir_all(&folder).unwrap();
    for (name, file, kernels) in LIBRARIES.into_iter().filter(|(name, ..)| names.contains(name)) {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let built = if kernels {
            compile::library(&compiler, target, name, &[compile::PLAIN], &["shim/simt.cpp", file])
        } else {
            compile::library(&compiler, target, name, &[], &[file])
        };
        std::os::unix::fs::symlink(built, folder.join(name)).unwrap();
    }
    Some(place)
}

fn all() -> Option<Place> {
    place(&LIBRARIES.map(|(name, ..)| name))
}

/// The program where nothing of NVIDIA's is but in the place's toolkit.
fn command(place: &Place) -> Command {
    let mut command = place.command();
    for name in ["CUDA_HOME", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "CONDA_PREFIX", "XDG_CACHE_HOME"] {
        command.env_remove(name);
    }
    command.env("CUDA_PATH", place.path("toolkit")).env("PATH", "").env("HOME", place.path("home"));
    command
}

fn said(mut command: Command, words: &str) -> Said {
    Said::of(command.args(words.split(' ')).output().unwrap())
}

/// Whether this system has a library of its own, which would be found in place of one that is missing.
fn of_the_system(name: &str) -> bool {
    let there = SYSTEM.iter().any(|folder| Path::new(folder).join(name).exists());
    if there {
        println!("SKIPPED: this system has {name}, so what is said without one was not seen");
    }
    there
}

const TRAINING: &str = "pretrain --data data --steps 20 --layers 2 --dim 32 --heads 2 --kv-heads 1 --context 64 --batch-tokens 128 \
                        --device-batch-size 1 --eval-every 10 --sample-every 0 --save-every 0 --seed 3 --softcap 15 \
                        --use-qk-norm --use-post-emb-norm --use-resformer --window-pattern SL --window 9";

/// The losses of a run's steps.
fn losses(place: &Place, run: &str) -> Vec<f64> {
    let metrics = fs::read_to_string(place.path(format!("runs/{run}/metrics.jsonl"))).unwrap();
    let lines = metrics.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    // A validation has no norm.
    lines.filter(|line| line["norm"].is_number()).map(|line| line["loss"].as_f64().unwrap()).collect()
}

#[test]
fn the_program_trains_on_a_gpu_as_on_the_cpu_and_neither_waits_nor_allocates_in_its_steps() {
    let Some(place) = all().map(Place::with_data) else { return };
    let record = place.path("record");
    let cpu = said(command(&place), &format!("{TRAINING} --run cpu"));
    assert_eq!(cpu.code, Some(0), "{}", cpu.stderr);
    let mut gpu = command(&place);
    gpu.env("NANOLLAMA_FAKE_LOG", &record).env("NANOLLAMA_HOME", place.path("cache"));
    let gpu = said(gpu, &format!("{TRAINING} --run gpu --device cuda --precision f32"));
    assert_eq!(gpu.code, Some(0), "{}", gpu.stderr);
    assert!(gpu.stderr.contains("computing on cuda:0 (Fake GPU, f32)"), "{}", gpu.stderr);

    let (cpu, gpu) = (losses(&place, "cpu"), losses(&place, "gpu"));
    assert_eq!((cpu.len(), gpu.len()), (20, 20));
    for (step, (cpu, gpu)) in cpu.iter().zip(&gpu).enumerate() {
        assert!((cpu - gpu).abs() <= 1e-4 * cpu, "step {}: {gpu} on the GPU, {cpu} on the CPU", step + 1);
    }
    assert!(gpu[19] < gpu[0], "{gpu:?}");

    let record = fs::read_to_string(record).unwrap();
    assert!(!record.contains("fault"), "{record}");
    // A step ends with the measure of its gradients and the moves behind it.
    let steps: Vec<&str> = record.split("launch f32:clip_gradients").collect();
    assert_eq!(steps.len(), 21);
    for (number, step) in steps.iter().enumerate().filter(|(number, _)| (3..10).contains(number)) {
        let of = |word: &str| step.lines().filter(|line| line.split(' ').next() == Some(word)).count();
        assert_eq!((of("allocate"), of("free"), of("synchronise")), (0, 0, 0), "step {number}: {step}");
        // The state of a step is read while the next one runs.
        let waits: Vec<&str> = step.lines().filter_map(|line| line.strip_prefix("wait ")).collect();
        assert!(waits.len() == 1 && waits[0] != "0", "step {number} waits for {waits:?} launches");
        // Two micro-batches: the second adds to what the first wrote.
        let launches: Vec<&str> = step.lines().filter_map(|line| line.strip_prefix("launch f32:")).collect();
        let count = |kernel: &str| launches.iter().filter(|line| line.split(' ').next() == Some(kernel)).count();
        assert_eq!(
            (count("embedding"), count("sum_losses"), count("attention"), count("attention_grad_key")),
            (2, 2, 4, 4)
        );
        assert!(count("muon_update") > 0 && count("adamw") > 0 && of("product") > 0);
    }
    let kernels: Vec<_> =
        fs::read_dir(place.path("cache/kernels")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(kernels.len() == 14 && kernels.iter().all(|path| path.extension().is_some_and(|kind| kind == "cubin")));
}

#[test]
fn bf16_learns_what_f32_learns() {
    let Some(place) = all().map(Place::with_data) else { return };
    let record = place.path("record");
    let cpu = said(command(&place), &format!("{TRAINING} --run cpu"));
    assert_eq!(cpu.code, Some(0), "{}", cpu.stderr);
    let mut gpu = command(&place);
    gpu.env("NANOLLAMA_FAKE_LOG", &record);
    let gpu = said(gpu, &format!("{TRAINING} --run gpu --device cuda"));
    assert!(gpu.code == Some(0) && gpu.stderr.contains("Fake GPU, bf16"), "{}", gpu.stderr);
    let (cpu, gpu) = (losses(&place, "cpu"), losses(&place, "gpu"));
    for (step, (cpu, gpu)) in cpu.iter().zip(&gpu).enumerate() {
        assert!((cpu - gpu).abs() <= 0.02 * cpu, "step {}: {gpu} in bf16, {cpu} in f32", step + 1);
    }
    assert!(cpu.len() == 20 && gpu.len() == 20 && cpu != gpu);
    let record = fs::read_to_string(record).unwrap();
    assert!(
        !record.contains("fault") && !record.contains("f32:") && record.contains("launch bf16:attention "),
        "{record}"
    );
}

#[test]
fn a_run_that_was_stopped_goes_on_with_the_same_bits() {
    let Some(place) = all().map(Place::with_data) else { return };
    let train = |words: &str| {
        let done = said(command(&place), words);
        assert_eq!(done.code, Some(0), "{words}: {}", done.stderr);
    };
    let short = TRAINING.replace("--save-every 0", "--save-every 4").replace("--steps 20", "--steps 8");
    train(&format!("{short} --run whole --device cuda"));
    train(&format!("{short} --run cut --device cuda"));
    // As if it had been killed behind its first save.
    let checkpoints = place.path("runs/cut/checkpoints");
    let last = newest(&checkpoints);
    fs::remove_dir_all(last).unwrap();
    train("pretrain --run cut --resume --device cuda");
    for file in ["model.safetensors", "optimizer.safetensors"] {
        let of = |run: &str| fs::read(newest(&place.path(format!("runs/{run}/checkpoints"))).join(file)).unwrap();
        assert!(of("whole") == of("cut"), "{file}");
    }
}

fn newest(checkpoints: &Path) -> PathBuf {
    let mut all: Vec<_> = fs::read_dir(checkpoints).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all.pop().unwrap()
}

#[test]
fn the_doctor_says_whether_a_gpu_is_ready() {
    let Some(place) = all() else { return };
    let doctor = |settings: &[(&str, &str)], words: &str| {
        let mut command = command(&place);
        command.envs(settings.iter().copied());
        said(command, words)
    };
    let ready = doctor(&[("NANOLLAMA_FAKE_GPUS", "2")], "doctor --device cuda");
    assert!(ready.code == Some(0) && ready.stdout.contains("ready: 2 × Fake GPU"), "{}", ready.stdout);
    assert!(ready.stdout.contains("CUDA 13.0 (") && ready.stdout.contains("13.1.0 ("), "{}", ready.stdout);
    for (settings, words) in [
        (("NANOLLAMA_FAKE_DRIVER", "12040"), "not ready: NVRTC ("),
        (("NANOLLAMA_FAKE_GPUS", "0"), "finds no GPU"),
        (("NANOLLAMA_FAKE_CAPABILITY", "75"), "has compute capability 7.5, kernels need 8.0"),
        (("NANOLLAMA_FAKE_CUBLASLT", "14"), "not ready: cuBLASLt ("),
    ] {
        let refused = doctor(&[settings], "doctor --device cuda");
        assert!(refused.code == Some(1) && refused.stdout.contains(words), "{settings:?}: {}", refused.stdout);
        assert!(refused.stderr.contains("note: ") && !refused.stderr.contains("panicked"), "{}", refused.stderr);
        // Not asked after a GPU, it tells and is content.
        assert_eq!(doctor(&[settings], "doctor").code, Some(0));
    }
    let json = doctor(&[("NANOLLAMA_FAKE_DRIVER", "12040")], "doctor --json").json();
    assert_eq!((&json["gpu_ready"], &json["driver"]["version"]), (&Value::Bool(false), &Value::from("12.4")));
    assert!(json["nvrtc"]["fault"].as_str().unwrap().contains("is of CUDA 13, the driver runs 12.4"), "{json}");
    assert!(json["nvrtc"]["advice"].as_str().unwrap().contains("pip install nvidia-cuda-nvrtc-cu12"), "{json}");
}

#[test]
fn a_device_that_is_not_there_is_an_error_and_never_the_cpu() {
    let line = format!("{TRAINING} --run gpu --device");
    let Some(place) = all().map(Place::with_data) else { return };
    for (words, expected) in [
        (format!("{line} cuda:1"), "no GPU 1, there is 1"),
        (format!("{line} gpu"), "cpu, cuda, cuda:N or auto"),
        (format!("{line} cpu --precision bf16"), "a CPU trains in f32"),
        ("list --precision f32".to_owned(), "only training and a GPU can choose"),
        ("bench generate -m x --device cuda".to_owned(), "computes on this machine's cores"),
        ("bench train --model pico --device cuda".to_owned(), "computes on this machine's cores"),
        ("run -m x -p y --precision f32".to_owned(), "`nanollama run` without --device cuda cannot"),
        ("imatrix -m x -f y -o z --device cuda".to_owned(), "computes on this machine's cores"),
    ] {
        let refused = said(command(&place), &words);
        assert!(refused.code == Some(2) && refused.stderr.contains(expected), "{words}: {}", refused.stderr);
        assert!(!refused.stderr.contains("panicked") && !place.exists("runs/gpu"), "{words}: {}", refused.stderr);
    }
    let mut little = command(&place);
    little.env("NANOLLAMA_FAKE_MEMORY", "34000000");
    let refused = said(little, &format!("{line} cuda"));
    assert!(refused.code == Some(2) && !refused.stderr.contains("panicked"), "{}", refused.stderr);
    // Nanochat's spelling, and a GPU that is taken because it is ready.
    let taken = said(command(&place), &format!("{} --run one --device-type cuda --dry-run", TRAINING));
    assert!(taken.code == Some(0) && taken.stderr.contains("cuda:0"), "{}", taken.stderr);
    let taken = said(command(&place), &format!("{} --run one --device auto --dry-run", TRAINING));
    assert!(taken.code == Some(0) && taken.stderr.contains("GPU: ready"), "{}", taken.stderr);
}

#[test]
fn a_gpu_continues_texts_as_the_cpu_does() {
    let Some(place) = all().map(Place::with_data) else { return };
    let record = place.path("record");
    let line = TRAINING.replace("--context 64", "--context 256").replace("--batch-tokens 128", "--batch-tokens 512");
    let mut training = command(&place);
    training.env("NANOLLAMA_FAKE_LOG", &record);
    let line = line.replace("--sample-every 0", "--sample-every 10");
    let trained = said(training, &format!("{line} --run gpu --device cuda"));
    assert_eq!(trained.code, Some(0), "{}", trained.stderr);
    let log = fs::read_to_string(place.path("runs/gpu/metrics.jsonl")).unwrap();
    assert_eq!(log.lines().filter(|line| line.contains("\"sample\"")).count(), 2, "{log}");

    // A prompt of more than a page, and a file in blocks: decoded, for a GPU.
    let sentence = "the bell rings and the boat comes over the river; ";
    fs::write(place.path("prompt"), sentence.repeat(6)).unwrap();
    fs::write(place.path("text"), sentence.repeat(8)).unwrap();
    let blocks = said(command(&place), "quantize gpu blocks.gguf Q8_0");
    assert_eq!(blocks.code, Some(0), "{}", blocks.stderr);
    for (model, device) in [("gpu", "cuda --precision f32"), ("blocks.gguf", "cuda --precision f32"), ("gpu", "cuda")] {
        let perplexity = |device: &str| {
            let mut command = command(&place);
            command.env("NANOLLAMA_FAKE_LOG", &record);
            let words = format!("perplexity -m {model} -f text -c 128 --json --device {device}");
            said(command, &words).json()["perplexity"].as_f64().unwrap()
        };
        let (cpu, gpu) = (perplexity("cpu"), perplexity(device));
        assert!((cpu / gpu - 1.0).abs() < 0.02, "{model} on {device}: {gpu}, the CPU's {cpu}");
    }
    let run = |device: &str| {
        let mut command = command(&place);
        command.env("NANOLLAMA_FAKE_LOG", &record).stdin(fs::File::open(place.path("prompt")).unwrap());
        let said = said(command, &format!("run -m gpu --temp 0 -n 40 --device {device}"));
        assert_eq!(said.code, Some(0), "{}", said.stderr);
        said.stdout
    };
    let text = run("cpu");
    assert!(text.len() > 20, "{text:?}");
    assert_eq!(run("cuda --precision f32"), text);
    assert!(run("cuda").len() > 20);
    // A personality is refused by name, not left out.
    for seed in ["1", "2"] {
        let small = "pretrain --data data --steps 1 --layers 1 --dim 32 --heads 2 --context 64 --batch-tokens 128";
        let made = said(command(&place), &format!("{small} --run plain{seed} --seed {seed}"));
        assert_eq!(made.code, Some(0), "{}", made.stderr);
    }
    let taken = said(command(&place), "gamma extract plain1 plain2 -o voice.safetensors");
    assert_eq!(taken.code, Some(0), "{}", taken.stderr);
    let refused = said(command(&place), "run -m plain1 --gamma voice.safetensors -p a --device cuda");
    assert!(refused.code == Some(2) && refused.stderr.contains("adapters"), "{}", refused.stderr);
    let record = fs::read_to_string(record).unwrap();
    assert!(!record.contains("fault") && record.contains("attention_pages"), "{record}");
}

#[test]
fn a_gpu_that_fails_in_the_middle_is_said_and_saves_nothing() {
    let Some(place) = all().map(Place::with_data) else { return };
    // Found late, by whoever reads: in a step, or in the save behind the last.
    for launch in ["500", "1000"] {
        let run = format!("at{launch}");
        let mut command = command(&place);
        command.env("NANOLLAMA_FAKE_FAILURE", launch);
        let line = TRAINING.replace("--steps 20", "--steps 8").replace("--save-every 0", "--save-every 1");
        let failed = said(command, &format!("{line} --run {run} --device cuda"));
        assert!(failed.code == Some(2) && failed.stderr.contains("the device has failed"), "{}", failed.stderr);
        assert!(failed.stderr.contains("719") && !failed.stderr.contains("panicked"), "{}", failed.stderr);
        let checkpoints = fs::read_dir(place.path(format!("runs/{run}/checkpoints")));
        for checkpoint in checkpoints.into_iter().flatten().flatten() {
            let model = fs::read(checkpoint.path().join("model.safetensors")).unwrap();
            let header = 8 + u64::from_le_bytes(model[..8].try_into().unwrap()) as usize;
            let numbers = model[header..].as_chunks::<4>().0.iter().map(|&bytes| f32::from_le_bytes(bytes));
            assert!(numbers.into_iter().all(f32::is_finite), "{checkpoint:?}");
        }
    }
}

#[test]
fn what_is_missing_is_named() {
    let Some(nothing) = place(&[]) else { return };
    if !of_the_system("libcuda.so.1") {
        let refused = said(command(&nothing), "plan --model pico --data data --device cuda");
        assert!(
            refused.code == Some(2) && refused.stderr.contains("no NVIDIA driver (libcuda.so.1)"),
            "{}",
            refused.stderr
        );
        assert!(refused.stderr.contains("nvidia-smi"), "{}", refused.stderr);
        let doctor = said(command(&nothing), "doctor --device cuda");
        assert!(doctor.code == Some(1) && doctor.stdout.contains("not ready: no NVIDIA driver"), "{}", doctor.stdout);
    }
    let Some(driver) = place(&["libcuda.so.1"]) else { return };
    if !of_the_system("libnvrtc.so.12") && !of_the_system("libnvrtc.so.13") {
        let doctor = said(command(&driver), "doctor --device cuda");
        assert!(doctor.code == Some(1) && doctor.stdout.contains("not ready: no NVRTC"), "{}", doctor.stdout);
        assert!(doctor.stderr.contains("no cuBLASLt") && doctor.stderr.contains("pip install"), "{}", doctor.stderr);
    }
    // A file that is no library, and one without the functions that are used.
    let broken = driver.path("toolkit/lib64/libnvrtc.so.13");
    fs::write(&broken, "no library").unwrap();
    let doctor = said(command(&driver), "doctor --device cuda");
    assert!(doctor.code == Some(1) && doctor.stdout.contains("cannot be opened"), "{}", doctor.stdout);
    fs::remove_file(&broken).unwrap();
    fs::copy(driver.path("toolkit/lib64/libcuda.so.1"), &broken).unwrap();
    let doctor = said(command(&driver), "doctor --device cuda");
    assert!(doctor.code == Some(1) && doctor.stdout.contains("has no function nvrtcVersion"), "{}", doctor.stdout);
}
