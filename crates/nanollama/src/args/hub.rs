//! `nanollama pull` and `nanollama push`.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama pull USER/REPO:Q4_K_M
  nanollama pull USER/REPO@main --out some-hf-folder
  nanollama pull USER/REPO --run mine
  nanollama pull USER/ROWS --dataset --only 'data/*.parquet'

Variables: HF_TOKEN or HF_TOKEN_PATH who asks, HF_HOME and HF_HUB_CACHE where files lie (transformers uses the same ones),
HF_ENDPOINT another Hub, HF_HUB_OFFLINE=1 no network, HTTPS_PROXY and NO_PROXY, SSL_CERT_FILE.")]
pub(crate) struct PullArgs {
    /// USER/REPO, with :QUANT one GGUF file of several, with @REVISION a branch, a tag or a commit.
    #[arg(value_name = "USER/REPO[:QUANT][@REVISION]")]
    pub(crate) repo: String,
    /// Bring back the run of that name which `nanollama push` sent, optimiser included, to train on. Where the repository has one
    /// run alone, it is called NAME here.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["dataset", "out"])]
    pub(crate) run: Option<String>,
    /// It is a repository of data.
    #[arg(long)]
    pub(crate) dataset: bool,
    /// Files whose path is this, lies below it, or fits it, * standing for anything; several may be given. With --run, the folder in
    /// which the run lies there.
    #[arg(long, value_name = "PATH")]
    pub(crate) only: Vec<String>,
    /// Put copies there, too: a folder.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// List the files and their sizes and fetch none.
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama push mine --repo USER/REPO --dry-run
  nanollama push base mine --repo USER/REPO --private
  nanollama push mine@best --repo USER/REPO --model-only --gguf Q8_0
  nanollama push mine.gguf --repo USER/REPO
  nanollama push data --repo USER/ROWS --dataset

HF_TOKEN holds a token that may write (https://huggingface.co/settings/tokens).")]
pub(crate) struct PushArgs {
    /// Runs (NAME, NAME@STEP, NAME@best), files or folders. The model of the last run named stands at the top of the repository.
    #[arg(value_name = "NAME", required = true)]
    pub(crate) name: Vec<String>,
    /// Where to; made if it is not there.
    #[arg(long, value_name = "USER/REPO")]
    pub(crate) repo: String,
    /// Make the repository one that only you see. One that is there stays as it is.
    #[arg(long)]
    pub(crate) private: bool,
    /// It is a repository of data.
    #[arg(long)]
    pub(crate) dataset: bool,
    /// Leave out the optimiser and the rest of the run: the model alone, which cannot be trained on as it was.
    #[arg(long)]
    pub(crate) model_only: bool,
    /// Send the model as a GGUF file of that type, too (as `nanollama quantize` has them); several may be given.
    #[arg(long, value_name = "TYPE", conflicts_with = "dataset")]
    pub(crate) gguf: Vec<String>,
    /// Licence to state in the card, as the Hub names it (mit, apache-2.0, cc-by-4.0 …).
    #[arg(long, value_name = "ID")]
    pub(crate) license: Option<String>,
    /// What the commit is called.
    #[arg(long, value_name = "TEXT")]
    pub(crate) message: Option<String>,
    /// List the files and their sizes and send nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
}
