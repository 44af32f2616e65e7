//! `nanollama data show`: rows as training will see them, which of their tokens are learned, and where documents end.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use nanollama_bundle::Locations;
use nanollama_data::{
    Batch, ConversationFeed, ConversationReading, Corpus, Feed, FeedShape, PackedConversations, Rank, RowFeed, Split,
    read_conversations, text_folders,
};
use nanollama_store::atomic;
use nanollama_token::Tokenizer;
use nanollama_token::chat::Form;

use crate::args::{DataShowArgs, Global};
use crate::command::opened;
use crate::command::reading::tell_left_out;
use crate::print::{self, Printer};
use crate::report::Page;

/// Tokens of a row, where neither a model nor a flag says so.
const CONTEXT: usize = 512;

/// Neighbouring tokens that are all learned, or all not.
struct Stretch {
    learned: bool,
    text: String,
    tokens: usize,
}

/// A document, or what of it is in the row.
enum Piece {
    Document(Vec<Stretch>),
    Padding(usize),
}

pub(super) fn run(args: &DataShowArgs, global: &Global, printer: &Printer) -> anyhow::Result<()> {
    let (tokenizer, mut feed) = open(args, global, printer)?;
    let mut page = Page::new(&format!("What is learned of {}", args.path.display()));
    page.note("Learned tokens are marked; what is not marked is only read.");
    let mut batch = Batch::default();
    for number in 1..=args.rows {
        feed.next_into(&mut batch)?;
        let pieces = pieces(&batch, &tokenizer, args.ids);
        print::data(rows_text(number, &pieces))?;
        page.heading(format_args!("Row {number}"));
        for piece in &pieces {
            match piece {
                Piece::Document(stretches) => page.marked(stretches.iter().map(|one| (one.learned, one.text.as_str()))),
                Piece::Padding(tokens) => page.note(format_args!("{tokens} tokens of padding")),
            }
        }
    }
    if let Some(file) = &args.html {
        atomic::write_bytes(file, page.html().as_bytes())?;
        printer.line(format_args!("written: {}", file.display()));
    }
    Ok(())
}

/// Opens what is to be shown as training does.
fn open(args: &DataShowArgs, global: &Global, printer: &Printer) -> anyhow::Result<(Tokenizer, Box<dyn Feed>)> {
    let model =
        args.model.as_deref().map(|name| opened::open(name, &Locations::new(&global.runs), printer)).transpose()?;
    let context = args.context.or(model.as_ref().map(|model| model.config().context)).unwrap_or(CONTEXT);
    if args.path.is_dir() {
        let tokenizer = Tokenizer::load(&args.path)?;
        let shape = FeedShape { rows: 1, length: context, seed: args.seed, rank: Rank::ALONE, step: 1 };
        let parts = text_folders(&args.path)?.into_iter();
        let open = |(part, weight): (PathBuf, _)| Ok(Corpus::open(&part, Split::Train)?.weighing(weight));
        let feed = RowFeed::new(parts.map(open).collect::<anyhow::Result<_>>()?, shape)?;
        return Ok((tokenizer, Box::new(feed)));
    }
    let Some(model) = model else {
        anyhow::bail!(
            "{} is a file of conversations: name the model that learns them with --model",
            args.path.display()
        );
    };
    let tokenizer = model.tokenizer().clone();
    let form = Form::of(model.chat(), &tokenizer)?;
    let packed = conversations(&args.path, (&tokenizer, &form), (context, args.seed), printer)?;
    Ok((tokenizer, Box::new(ConversationFeed::new(packed, [1; 2], Rank::ALONE)?)))
}

fn conversations(
    path: &Path,
    (tokenizer, form): (&Tokenizer, &Form),
    (context, seed): (usize, u64),
    printer: &Printer,
) -> anyhow::Result<PackedConversations> {
    let read = read_conversations(path, &ConversationReading::default())?;
    tell_left_out(&read.left_out, printer);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let examples = read.render(tokenizer, form, now)?.into_iter().flatten().collect();
    let pad = tokenizer.pad().or(tokenizer.eos()).unwrap_or(0);
    Ok(PackedConversations::new(&path.display().to_string(), examples, context, seed, pad)?)
}

fn pieces(batch: &Batch, tokenizer: &Tokenizer, ids: bool) -> Vec<Piece> {
    let of = |span: &nanollama_data::SegmentSpan| {
        let at = span.row_offset as usize..(span.row_offset + span.len) as usize;
        let (tokens, targets, mask) = (&batch.tokens[at.clone()], &batch.targets[at.clone()], &batch.mask[at]);
        // Padding is one token again and again, never learned, and followed by itself.
        if !mask.contains(&true) && tokens == targets {
            return Piece::Padding(tokens.len());
        }
        let mut stretches: Vec<(bool, Vec<u32>)> = vec![(false, vec![tokens[0]])];
        for (&target, &learned) in targets.iter().zip(mask) {
            match stretches.last_mut() {
                Some((same, run)) if *same == learned => run.push(target),
                _ => stretches.push((learned, vec![target])),
            }
        }
        let show = |(learned, run): (bool, Vec<u32>)| Stretch {
            learned,
            text: written(&run, tokenizer, ids),
            tokens: run.len(),
        };
        Piece::Document(stretches.into_iter().map(show).collect())
    };
    batch.segments.iter().map(of).collect()
}

/// Tokens as text, special ones by their names; with `ids` each with its number.
fn written(run: &[u32], tokenizer: &Tokenizer, ids: bool) -> String {
    if ids {
        let one = |&id: &u32| format!("{id}:{}", tokenizer.token_text(id).unwrap_or_default());
        return run.iter().map(one).collect::<Vec<_>>().join(" ");
    }
    let (mut text, mut bytes) = (String::new(), Vec::new());
    for &id in run {
        match tokenizer.token_bytes(id) {
            Some(plain) => bytes.extend_from_slice(plain),
            None => {
                text.push_str(&String::from_utf8_lossy(&std::mem::take(&mut bytes)));
                text.push_str(&tokenizer.token_text(id).unwrap_or_else(|| format!("<{id}>")));
            }
        }
    }
    text + &String::from_utf8_lossy(&bytes)
}

/// A row for a terminal: a line a stretch, `+` where it is learned.
fn rows_text(number: usize, pieces: &[Piece]) -> String {
    let mut text = String::new();
    let mut line = |mark: &str, said: &str| {
        let _infallible = writeln!(text, "{mark} {}", said.replace('\n', "\n│ "));
    };
    line("row", &number.to_string());
    for piece in pieces {
        match piece {
            Piece::Padding(tokens) => line("──", &format!("{tokens} tokens of padding")),
            Piece::Document(stretches) => {
                let (all, learned) = stretches.iter().fold((0, 0), |(all, learned), stretch| {
                    (all + stretch.tokens, learned + if stretch.learned { stretch.tokens } else { 0 })
                });
                line("──", &format!("{all} tokens, {learned} learned"));
                for stretch in stretches {
                    line(if stretch.learned { "+" } else { "·" }, &stretch.text);
                }
            }
        }
    }
    text.trim_end().to_owned()
}
