//! `nanollama data import` and `nanollama data export`: token shards of other programs.

use nanollama_data::{Preparation, ShardForm, ShardImport, Split, export_shards};

use crate::args::Global;
use crate::args::shards::{ShardExportArgs, ShardImportArgs};
use crate::command::{advice, tokenizer};
use crate::print::{self, Printer};

pub(super) fn import(args: &ShardImportArgs, global: &Global, printer: &Printer) -> anyhow::Result<()> {
    let tokenizer = tokenizer::open(&args.tokenizer, global, printer)?;
    let border = match (args.end_of_text, args.form) {
        (Some(id), _) if id as usize >= tokenizer.vocab_size() => {
            anyhow::bail!("--end-of-text {id}: the tokenizer has ids below {}", tokenizer.vocab_size())
        }
        (Some(id), _) => Some(id),
        (None, ShardForm::Bare) => None,
        (None, _) => match tokenizer.eos() {
            Some(id) => Some(id),
            None => {
                anyhow::bail!("the tokenizer has no end of text: --end-of-text ID says at which id documents are cut")
            }
        },
    };
    let preparation = Preparation { shard_tokens: args.shard_tokens, ..Preparation::new(Vec::new(), args.out.clone()) };
    let import = ShardImport { files: args.files.clone(), form: args.form, border };
    let manifest = preparation.import_shards(&tokenizer, &import)?;
    printer.table([Split::Train, Split::Val].map(|split| {
        let totals = manifest.total(split);
        let (documents, tokens) = (print::grouped(totals.documents), print::grouped(totals.tokens));
        (split.name(), format!("{documents} documents, {} of text, {tokens} tokens", print::bytes(totals.text_bytes)))
    }));
    let (program, out) = (advice::program(&global.runs), advice::quoted(&args.out.display().to_string()));
    printer.line(format_args!("next: {program} pretrain --model tiny --data {out} --run mine --dry-run"));
    Ok(())
}

pub(super) fn export(args: &ShardExportArgs, printer: &Printer) -> anyhow::Result<()> {
    for path in export_shards(&args.data, args.form, &args.out)? {
        print::data(path.display())?;
    }
    printer.line("the ids are the tokenizer's, which whoever reads them needs, too");
    Ok(())
}
