//! What to type after an error. The libraries' errors are facts; here each gets the next command or flag, where there is one.
//!
//! One arm an error, one function a crate. Commands stand in backticks, whole, with capitals for what a person fills in; a
//! flag outside of them is one of the verb that failed. The tests hold that every arm has a sample and every command parses.

mod foreign;
mod hub;
mod typed;

use std::path::Path;

use nanollama_bundle::Error as BundleError;
use nanollama_cuda::look::Unready;
use nanollama_data::Error as DataError;
use nanollama_engine::Error as EngineError;
use nanollama_eval::Error as EvalError;
use nanollama_grammar::Error as GrammarError;
use nanollama_graph::Error as GraphError;
use nanollama_hub::Error as HubError;
use nanollama_kernel::error::Error as KernelError;
use nanollama_model::Error as ModelError;
use nanollama_sandbox::Error as SandboxError;
use nanollama_store::Error as StoreError;
use nanollama_store::place::Place;
use nanollama_token::Error as TokenError;
use nanollama_train::Error as TrainError;

use super::hub::spelled::Spelled;
use crate::args::has_flag;
use foreign::foreign;
use typed::{dashed, each, out_of_memory, quoted, run_flag, setting, shapes};

/// The advice for the first of the error's causes that has some. `verb` is the command that failed (`pretrain`,
/// `data prepare` …); advice to give a flag that it does not have is no advice.
pub(crate) fn of(error: &anyhow::Error, verb: &str) -> Option<String> {
    let hint = error.chain().find_map(|cause| {
        let any = |known: Option<Option<String>>| known.flatten();
        any(cause.downcast_ref().map(|error: &TrainError| train(error, verb)))
            .or_else(|| any(cause.downcast_ref().map(|error: &EngineError| engine(error, verb))))
            .or_else(|| any(cause.downcast_ref().map(|error: &EvalError| eval(error, verb))))
            .or_else(|| any(cause.downcast_ref().map(|error: &BundleError| bundle(error, verb))))
            .or_else(|| any(cause.downcast_ref().map(|error: &DataError| data(error, verb))))
            .or_else(|| any(cause.downcast_ref().map(|error: &TokenError| token(error, verb))))
            .or_else(|| any(cause.downcast_ref().map(|error: &StoreError| store(error, verb))))
            .or_else(|| any(cause.downcast_ref().map(|error: &ModelError| model(error, verb))))
            .or_else(|| any(cause.downcast_ref().map(|error: &KernelError| kernel(error, verb))))
            .or_else(|| {
                any(cause.downcast_ref().map(|error: &HubError| match error {
                    HubError::Store(error) => store(error, verb),
                    error => hub::hub(error, verb),
                }))
            })
            .or_else(|| any(cause.downcast_ref().map(grammar)))
            .or_else(|| any(cause.downcast_ref().map(gpu)))
    });
    hint.filter(|hint| flags(hint).all(|flag| has_flag(verb, flag)))
}

/// The flags that a hint names outside of its commands, without their dashes.
fn flags(hint: &str) -> impl Iterator<Item = &str> {
    let outside = hint.split('`').step_by(2);
    let words = outside.flat_map(|text| text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')));
    words.filter_map(|word| word.strip_prefix("--"))
}

/// What makes a GPU ready. `doctor` says it of each thing that is missing.
pub(super) fn gpu(error: &Unready) -> Option<String> {
    let wheels = |cuda: u32| match cuda {
        12 => "`pip install nvidia-cuda-nvrtc-cu12 nvidia-cublas-cu12`",
        _ => "`pip install nvidia-cuda-nvrtc nvidia-cublas`",
    };
    Some(match error {
        Unready::Driver(_) | Unready::NoGpu { .. } => {
            "install NVIDIA's driver (`nvidia-smi` tells whether it works), or give --device cpu".into()
        }
        Unready::NoSuchGpu { count, .. } => format!("give --device cuda:N for an N below {count}"),
        Unready::TooOld { .. } => "give --device cpu".into(),
        Unready::Compiler(_) | Unready::Products(_) => format!(
            "{} in a Python environment that is active, or with -cu12 behind both names for a driver of CUDA 12; or set \
             CUDA_PATH to a toolkit",
            wheels(13)
        ),
        Unready::Newer { driver, .. } => format!("{} in a Python environment that is active", wheels(driver.0)),
        _ => return None,
    })
}

fn train(error: &TrainError, verb: &str) -> Option<String> {
    let run = run_flag(verb);
    Some(match error {
        TrainError::Range { field, .. } => format!("give {} a value in that range", setting(field, verb)),
        TrainError::NoQuestion { .. } => "give a longer --context, or shorter texts".into(),
        TrainError::NoShape { known } => format!("give --model NAME ({known}), --depth N, or --layers and --dim"),
        TrainError::Pattern { .. } => "give --window-pattern such letters, or leave it out".into(),
        TrainError::NoWindow { .. } => "begin --window-pattern with an S, or leave it out".into(),
        TrainError::WindowAlone { window } => format!("give --window-pattern SSSL --window {window}, or leave it out"),
        TrainError::Rows { nearest, .. } => format!("give {}", each(&setting("batch_tokens", verb), nearest)),
        TrainError::MicroBatch { nearest, .. } => format!("give {}", each(&setting("device_batch_size", verb), nearest)),
        TrainError::Alone { .. } => "give a smaller --nproc, or leave it out".into(),
        TrainError::Heads { dim, .. } => format!("give --heads a divisor of {dim}, or another --dim"),
        TrainError::Inherited { .. } => "leave it out".into(),
        TrainError::Vocabulary { .. } => "prepare the data with the model's own tokenizer".into(),
        TrainError::LongContext { known, .. } => format!("give --context {known} or less"),
        TrainError::NothingToMeasure { .. } => "give conversations with answers, or a longer --context".into(),
        TrainError::Imported { run } => {
            format!("fine-tune it with `nanollama sft --run {run} --data FILE --out-run NAME`")
        }
        TrainError::Memory { .. } if shapes(verb) => "choose a smaller --model or --context, or try --recompute".into(),
        TrainError::Memory { .. } => "choose a shorter --context, or try --recompute".into(),
        TrainError::Weights { .. } => "give one mixture to --data, or folders that stand in none".into(),
        TrainError::TooShort { .. } if verb == "sft" => "give more conversations, or a shorter --context".into(),
        TrainError::TooShort { .. } => {
            "prepare more text (`nanollama data prepare TEXT --tokenizer DIR --out DIR`), or give a shorter --context".into()
        }
        TrainError::Tokenizer { .. } => {
            "prepare the data again with the model's own tokenizer: `nanollama data prepare TEXT --tokenizer DIR --out DIR`"
                .into()
        }
        TrainError::Differs { field, .. } if field.starts_with("the data's ") => {
            format!("name the data of the run with --data, in its order, or start another run with {run} NAME")
        }
        TrainError::Differs { field, .. } if field.starts_with("the personality's ") => {
            "name the personality of the run with --personality".into()
        }
        TrainError::NoPersonality { .. } => "name one with --personality DIR, or leave --personality-ratio out".into(),
        TrainError::Differs { .. } => {
            format!("leave that out to go on with it, or start another run with {run} NAME")
        }
        TrainError::Finished { done, .. } => format!("go on with --resume --steps N for an N above {done}"),
        TrainError::NotFinite { matrix_lr, .. } if verb == "lora" => {
            format!("lower the rate (--lr {matrix_lr}) or lengthen --warmup-steps in a new run")
        }
        TrainError::NotFinite { matrix_lr, embedding_lr, .. } => format!(
            "lower the rates (--matrix-lr {matrix_lr} --embedding-lr {embedding_lr}) or lengthen --warmup-steps in a new run"
        ),
        TrainError::Checkpoint { .. } => {
            format!("use another checkpoint of this run with NAME@STEP, or start again under another {run}")
        }
        TrainError::Kernel(error) => return kernel(error, verb),
        TrainError::Graph(error) => return graph(error, verb),
        TrainError::Model(error) => return model(error, verb),
        TrainError::Store(error) => return store(error, verb),
        TrainError::Token(error) => return token(error, verb),
        TrainError::Data(error) => return data(error, verb),
        TrainError::Engine(error) => return engine(error, verb),
        TrainError::Eval(error) => return eval(error, verb),
        TrainError::Bundle(error) => return bundle(error, verb),
        _ => return None,
    })
}

fn engine(error: &EngineError, verb: &str) -> Option<String> {
    Some(match error {
        EngineError::Setting { setting, .. } => format!("give --{} another value", dashed(setting)),
        EngineError::EmptyPrompt => "give some text with -p".into(),
        EngineError::TooLong { context, model_context, .. } if context < model_context && has_flag(verb, "context") => {
            format!("shorten it, or raise --context (this model allows {model_context})")
        }
        EngineError::TooLong { .. } => "shorten it".into(),
        EngineError::Differs { .. } => {
            "write it again with `nanollama export MODEL --out FILE.gguf`, or `nanollama quantize MODEL FILE.gguf Q8_0`"
                .into()
        }
        EngineError::NotANumber { .. } => "try another checkpoint (NAME@STEP)".into(),
        EngineError::Bundle(error) => return bundle(error, verb),
        EngineError::Model(error) => return model(error, verb),
        EngineError::Token(error) => return token(error, verb),
        _ => return None,
    })
}

fn eval(error: &EvalError, verb: &str) -> Option<String> {
    Some(match error {
        EvalError::Missing { wanted, .. } if wanted.contains("words") => {
            "name a list of words, one a line, with --words FILE (town: those of the built-in town)".into()
        }
        EvalError::Missing { .. } | EvalError::NoneOf { .. } => "name a folder that has it with --bundle DIR".into(),
        EvalError::Few { .. } if verb != "eval" => "give a larger --core-metric-max-per-task, or leave it out".into(),
        EvalError::Few { .. } => "give a larger --max-per-task, or leave it out".into(),
        EvalError::Setting { setting: "samples", .. } => "give --temp T, such as --temp 0.8".into(),
        EvalError::Setting { .. } => "leave --shots out".into(),
        EvalError::Sandbox(error) => return Some(sandbox(error)),
        EvalError::Data(error) => return data(error, verb),
        EvalError::Letter { .. } => "ask in words with -a arc_easy,arc_challenge,mmlu_continuation".into(),
        EvalError::Store(error) => return store(error, verb),
        EvalError::Engine(error) => return engine(error, verb),
        _ => return None,
    })
}

fn sandbox(error: &SandboxError) -> String {
    match error {
        SandboxError::Python { .. } => "name an interpreter with --python FILE",
        SandboxError::Walls { .. } | SandboxError::Namespaces { .. } | SandboxError::System { .. } => {
            "run it on Linux 5.13 or newer with Landlock, or give --unsafe-exec where losing all your files would do no harm"
        }
        _ => "make room in the folder for temporary files (TMPDIR), or name another with it",
    }
    .into()
}

fn grammar(error: &GrammarError) -> Option<String> {
    Some(match error {
        GrammarError::Schema { problem, .. } if problem.contains("not done here") => {
            "leave it out of the schema, or say the whole form with --grammar-file FILE".into()
        }
        GrammarError::Json { .. } => {
            "quote the schema whole, '{\"type\": \"object\"}', or give --json-schema-file FILE".into()
        }
        _ => return None,
    })
}

fn bundle(error: &BundleError, verb: &str) -> Option<String> {
    Some(match error {
        BundleError::NotFound { name, .. } if Spelled::parse(name).is_some() => {
            format!("`nanollama pull {name}` fetches it from the Hub, which HF_HUB_OFFLINE switches off: unset that first")
        }
        BundleError::NotFound { candidates, .. } if candidates.is_empty() => {
            "`nanollama quickstart --out DIR` makes one".into()
        }
        BundleError::Foreign { path, what } => foreign(path, what),
        BundleError::Unsupported { field, .. } if field == "quantization_config" => {
            "use the model's unquantised folder, or a .gguf file".into()
        }
        BundleError::NoTokenizer { .. } => {
            "name one with --tokenizer PATH: a folder or file of another model with the same vocabulary, .gguf too"
                .into()
        }
        BundleError::NoTokenizerNear { .. } => {
            "put its tokenizer.model into the same folder, or name it with --tokenizer PATH".into()
        }
        BundleError::Vocabulary { .. } => "name the one it was trained with by --tokenizer PATH".into(),
        BundleError::Rows { .. } => {
            "choose --dtype f16 or bf16, or `nanollama quantize MODEL FILE.gguf TYPE`, which has another type for such rows"
                .into()
        }
        BundleError::NoDType { known, .. } => format!("choose --dtype {known}, or write a .gguf file"),
        BundleError::Inexpressible { .. } => "write a .gguf file, which nanollama opens: --out FILE.gguf".into(),
        BundleError::Occupied { .. } => "name another one with --out, or remove it first".into(),
        BundleError::OtherBase { .. } | BundleError::OtherTokenizer { .. } => {
            "name the base it was taken from, or give --any-base to add it all the same".into()
        }
        BundleError::NotAGamma { .. } => {
            "`nanollama gamma extract BASE OTHER --out FILE` makes one from two models".into()
        }
        BundleError::Adapter { run, base } => format!(
            "`nanollama chat -m {base} --lora {run}` talks with both; `nanollama lora merge {run} --out FILE.gguf` makes one model of them"
        ),
        BundleError::TooSmall { .. } => "give a larger --size".into(),
        BundleError::Model { source, .. } => return model(source, verb),
        BundleError::Store(error) => return store(error, verb),
        BundleError::Token(error) => return token(error, verb),
        _ => return None,
    })
}

fn data(error: &DataError, verb: &str) -> Option<String> {
    Some(match error {
        DataError::UnknownFormat { .. } => "rename the file to .txt if it is plain text".into(),
        DataError::NotUtf8 { .. } => "name its encoding with --encoding, such as latin1, windows-1251 or utf-16le".into(),
        DataError::DocumentTooLong { .. } => {
            "split it into documents with --separator, such as --separator '\\n\\n\\n' for two blank lines".into()
        }
        DataError::NoText { .. } => {
            "name the field with --text-column, or leave out so many such rows with --skip-bad N".into()
        }
        DataError::Conversation { what, .. } if what.contains("the role ") => {
            "say which role that is with --role NAME=assistant, or leave out so many such rows with --skip-bad N".into()
        }
        DataError::Conversation { place: Place { path, .. }, what } if what.ends_with("but text") => format!(
            "learn from texts with `nanollama data prepare {} --tokenizer MODEL --out DIR` and `nanollama midtrain --run MODEL --data DIR --out-run NAME`",
            quoted(path)
        ),
        DataError::Conversation { .. } => "mend the row, or leave out so many such rows with --skip-bad N".into(),
        DataError::LeftOut { .. } => "mend it, or go on without it by leaving out --strict".into(),
        DataError::ConversationsAsText { place: Place { path, .. } } => format!(
            "train on them with `nanollama sft --run MODEL --data {} --out-run NAME`, or name a text field with --text-column",
            quoted(path)
        ),
        DataError::OneDocument { .. } => {
            "split it with --separator (such as '\\n\\n\\n' for two blank lines), give more files, or name another file with --validation FILE"
                .into()
        }
        DataError::NoPreset { .. } => "`nanollama data list` tells what they are".into(),
        DataError::Closed { instead: Some(other), .. } => format!("give --preset {other}, or a mixture of your own with it"),
        DataError::Stopped => "run the same command again to go on".into(),
        DataError::Differs { .. } => {
            "give the same arguments to go on with it, or another folder with --out".into()
        }
        DataError::Cleaning { name, .. } if name == "stdin" => "write it to a file first, or leave --dedup out".into(),
        DataError::Cleaning { .. } => "give another file, or leave it out".into(),
        DataError::NothingLeft { .. } => "leave out the rule that takes most, or give more text".into(),
        DataError::NoPart { files, .. } => format!("give --shard I/N for an N of at most {files}"),
        DataError::Merge { .. } => {
            "name folders of one tokenizer, each once: `nanollama data merge DIR DIR --out NEW`".into()
        }
        DataError::BadRows { rows, .. } => format!("mend them, or leave them out with --skip-bad {rows}"),
        DataError::Corpus { .. } if verb == "data import" => "choose other files, another --form, or another --out".into(),
        DataError::Corpus { .. } if verb == "data personality" => "choose another --out, or another corpus for --against".into(),
        DataError::Corpus { .. } => PREPARE_AGAIN.into(),
        DataError::Finished { .. } => "choose another --out".into(),
        DataError::NoBorder { .. } => "`nanollama tokenizer train --input FILE --out DIR` makes one that has both".into(),
        DataError::TooShort { .. } if verb == "sft" => "give more conversations, or a shorter --context".into(),
        DataError::TooShort { .. } => "give more text, or a shorter --context".into(),
        DataError::NoAnswer { .. } => "give a longer --context".into(),
        DataError::Position { .. } => "resume with the data that the run was started with".into(),
        DataError::Setting { name: "length", .. } => "give another --context".into(),
        DataError::Setting { name: "rows", .. } => "give another --device-batch-size".into(),
        DataError::Setting { name, .. } => format!("give --{} another value", dashed(name)),
        DataError::Store(error) => return store(error, verb),
        DataError::Token(error) => return token(error, verb),
        _ => return None,
    })
}

fn token(error: &TokenError, verb: &str) -> Option<String> {
    Some(match error {
        TokenError::Store(error) => return store(error, verb),
        TokenError::Json { .. } => {
            "it is cut off or damaged: copy it again, or make one with `nanollama tokenizer train --input FILE --out DIR`"
                .into()
        }
        TokenError::NotFound { .. } => "`nanollama tokenizer train --input FILE --out DIR` makes one".into(),
        TokenError::NoSpecial { .. } => {
            "complete plain text, or train a tokenizer with the chat tokens: `nanollama tokenizer train --input FILE --out DIR`"
                .into()
        }
        TokenError::Training { .. } => {
            "give a larger --vocab-size, or for sentencepiece a smaller --character-coverage".into()
        }
        TokenError::NoText => "give a file with text: `nanollama tokenizer train --input FILE --out DIR`".into(),
        _ => return None,
    })
}

fn store(error: &StoreError, verb: &str) -> Option<String> {
    let run = run_flag(verb);
    Some(match error {
        StoreError::DiskFull { .. } => "free some space (or choose another folder) and run the same command again".into(),
        StoreError::Number { source: KernelError::NotFinite { .. }, .. } => "try another checkpoint (NAME@STEP)".into(),
        StoreError::Number { source: KernelError::DoesNotFit { .. }, .. } if !has_flag(verb, "dtype") => {
            "choose BF16 or F32".into()
        }
        StoreError::Number { source: KernelError::DoesNotFit { .. }, .. } => "choose --dtype bf16 or f32".into(),
        StoreError::Format { .. } if verb == "data import" => "look whether --form says who wrote it".into(),
        StoreError::Format { format, .. } => {
            let (_, hint) = UNREADABLE.iter().find(|(known, _)| known == format)?;
            (*hint).into()
        }
        StoreError::Row { .. } => "mend the row, or leave out so many such rows with --skip-bad N".into(),
        StoreError::Foreign { what, .. } if what.contains("LFS") => "fetch the file itself: `git lfs pull`".into(),
        StoreError::Foreign { what, .. } if what.contains("HTML") => {
            "download the file itself; where the page is what is meant, give it as `-` on standard input".into()
        }
        StoreError::Foreign { what, .. } if what.contains("zero") => {
            "if it is a text, name its encoding with --encoding, such as utf-16le".into()
        }
        StoreError::Foreign { .. } => "give the text that is in it".into(),
        StoreError::Compressed { path, .. } => {
            let path = quoted(path);
            format!("pack it without compression: `unzip -q {path} -d UNPACKED && (cd UNPACKED && zip -0qrD ../NEW.pt .)`")
        }
        StoreError::MissingShard { path, .. } => {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            format!("put all of them into one folder, {}", folder.unwrap_or(Path::new(".")).display())
        }
        StoreError::Key { key, .. } if key.starts_with("split.") => {
            "fetch the files again, all from the same place, and keep the names they have there".into()
        }
        StoreError::Python { .. } => {
            "in Python, save the state dictionary and not the module: \
             `torch.save({'model_state_dict': model.state_dict(), 'config': vars(model.config)}, 'NEW.pt')`"
                .into()
        }
        StoreError::MissingColumn { .. } => "name one with --text-column".into(),
        StoreError::Locked { .. } => format!("stop that one first, or choose another name with {run}"),
        StoreError::RunExists { .. } if has_flag(verb, "resume") => {
            format!("continue it with --resume, or choose another name with {run}")
        }
        StoreError::RunExists { .. } => format!("choose another name with {run}"),
        StoreError::NoRun { known, .. } if known.is_empty() => {
            "`nanollama pretrain --data DIR --run NAME` makes one".into()
        }
        StoreError::NoAverage { .. } => {
            "name the run without @average; one that is started with `nanollama pretrain --data DIR --average` has both"
                .into()
        }
        StoreError::Damaged { .. } => {
            "use another checkpoint of this run with NAME@STEP, or remove this one's folder to go on from the one before"
                .into()
        }
        _ => return None,
    })
}

/// What to do about prepared data that cannot be used.
const PREPARE_AGAIN: &str = "make it in a new folder with `nanollama data prepare TEXT --tokenizer DIR --out DIR`";

/// What to do about a file that is not of its format, by the format.
const UNREADABLE: &[(&str, &str)] = &[
    ("GGUF", DOWNLOAD_AGAIN),
    ("safetensors", DOWNLOAD_AGAIN),
    ("safetensors index", DOWNLOAD_AGAIN),
    ("torch", "download or save it again"),
    ("torch index", DOWNLOAD_AGAIN),
    ("parquet", "download it again"),
    ("token shard", PREPARE_AGAIN),
    ("document index", PREPARE_AGAIN),
    ("data manifest", PREPARE_AGAIN),
    ("checkpoint mark", "use another checkpoint of this run with NAME@STEP, or remove this one's folder"),
    ("best checkpoint", "remove the file: the next checkpoint that is best writes it anew"),
];

const DOWNLOAD_AGAIN: &str = "download or export it again";

fn model(error: &ModelError, verb: &str) -> Option<String> {
    match error {
        ModelError::Kernel(error) => kernel(error, verb),
        ModelError::Graph(error) => graph(error, verb),
        ModelError::Config { field: "window", .. } if shapes(verb) => {
            Some("give --window such a number of tokens, or leave --window-pattern out".into())
        }
        ModelError::CacheType { .. } => Some("choose f32 or f16 with --cache-type-k and --cache-type-v".into()),
        _ => None,
    }
}

fn graph(error: &GraphError, verb: &str) -> Option<String> {
    match error {
        GraphError::Memory(error) => kernel(error, verb),
        _ => None,
    }
}

fn kernel(error: &KernelError, verb: &str) -> Option<String> {
    match error {
        KernelError::OutOfMemory { .. } => Some(out_of_memory(verb)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
