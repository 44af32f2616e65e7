//! The first two stations: what is read, and how it is cut into tokens.

use nanollama_data::town::Town;
use nanollama_data::{Preparation, Reading};
use nanollama_token::Tokenizer;
use nanollama_token::train::BpeTrainer;

use super::places::Places;
use super::size::Size;
use crate::command::{data, world};
use crate::print::{self, Printer};

/// Entries of the tokenizer.
pub(super) const VOCABULARY: usize = 2048;
/// Documents and conversations that the tokenizer is trained on: more change nothing that can be seen.
const LEARNED_FROM: u64 = 8_000;
/// Tokens in one shard: a quickstart that is stopped while it prepares loses little.
const SHARD_TOKENS: u64 = 20_000_000;

/// Writes the texts.
pub(super) fn write(places: &Places, town: &Town, size: &Size, printer: &Printer) -> anyhow::Result<()> {
    if !places.documents().exists() {
        world::documents(town, size.documents(), &places.documents(), printer)?;
    }
    if !places.conversations().exists() {
        world::conversations(town, size.conversations(), &places.conversations(), printer)?;
    }
    printer.line(format_args!("  {} texts: {}", print::grouped(size.documents()), places.documents().display()));
    let conversations = print::grouped(size.conversations());
    printer.line(format_args!("  {conversations} conversations: {}", places.conversations().display()));
    printer.line("  the first text:");
    for line in town.document(0).text.lines() {
        printer.line(format_args!("    {line}"));
    }
    Ok(())
}

/// Trains the tokenizer and cuts the texts with it.
pub(super) fn cut(places: &Places, town: &Town, seed: u64, printer: &Printer) -> anyhow::Result<Tokenizer> {
    let tokenizer = tokenizer(places, town, printer)?;
    let preparation = Preparation {
        reading: Reading::default(),
        seed,
        shard_tokens: SHARD_TOKENS,
        ..Preparation::new(vec![places.documents().display().to_string()], places.data())
    };
    data::prepare(&preparation, &tokenizer, printer)?;
    Ok(tokenizer)
}

fn tokenizer(places: &Places, town: &Town, printer: &Printer) -> anyhow::Result<Tokenizer> {
    let folder = places.tokenizer();
    if folder.join("tokenizer.json").exists() {
        return Ok(nanollama_bundle::load_tokenizer(&folder)?);
    }
    let documents = town.documents(0..LEARNED_FROM).into_iter().map(|document| document.text);
    let conversations = town.conversations(0..LEARNED_FROM / 4).into_iter();
    let said = conversations.flat_map(|conversation| conversation.messages).map(|said| said.text());
    let trained = BpeTrainer::new(VOCABULARY).train(documents.chain(said), &mut |_| {})?;
    trained.tokenizer.save(&folder, None)?;
    let sentence = "The baker had no more bread.";
    let piece = |id: &u32| String::from_utf8_lossy(&trained.tokenizer.decode(&[*id])).into_owned();
    let pieces: Vec<String> = trained.tokenizer.encode(sentence).iter().map(piece).collect();
    printer.line(format_args!(
        "  {} tokens: {}",
        print::grouped(trained.tokenizer.vocab_size() as u64),
        folder.display()
    ));
    printer.line(format_args!("  \"{sentence}\" is cut so: {}", pieces.join("|")));
    Ok(trained.tokenizer)
}
