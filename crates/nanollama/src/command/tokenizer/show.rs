//! `tokenizer show`: the tokens of a text, one by one.

use std::io::{self, IsTerminal, Write};

use nanollama_token::Tokenizer;

use super::coding;
use super::named::open;
use crate::args::Global;
use crate::args::tokenizer::ShowTokensArgs;
use crate::print::Printer;

/// Backgrounds that neighbours take by turns, of 256 colours: light, with black letters.
const COLOURS: [u8; 5] = [189, 194, 223, 217, 195];

pub(super) fn show(args: &ShowTokensArgs, global: &Global, printer: &Printer) -> anyhow::Result<()> {
    let tokenizer = open(&args.tokenizer, global, printer)?;
    let text = match &args.text {
        Some(text) => text.clone(),
        None => coding::text_of_stdin()?,
    };
    let ids = if args.special { tokenizer.encode_trusted(&text) } else { tokenizer.encode_parallel(&text) };
    let coloured = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|set| set.is_empty());
    let shown = if coloured { colours(&tokenizer, &ids) } else { lines(&tokenizer, &ids) };
    let mut out = io::stdout().lock();
    out.write_all(shown.as_bytes())?;
    out.flush()?;
    let bytes = text.len();
    printer.line(format_args!(
        "{} tokens, {bytes} bytes, {:.2} bytes a token",
        ids.len(),
        bytes as f64 / ids.len().max(1) as f64
    ));
    Ok(())
}

/// A line a token: id, how many bytes, and its text as a JSON string.
fn lines(tokenizer: &Tokenizer, ids: &[u32]) -> String {
    ids.iter().map(|&id| line(tokenizer, id) + "\n").collect()
}

fn line(tokenizer: &Tokenizer, id: u32) -> String {
    let bytes = tokenizer.token_bytes(id).unwrap_or_default();
    let written = match std::str::from_utf8(bytes) {
        Ok("") => tokenizer.token_text(id).unwrap_or_default(),
        Ok(text) => serde_json::Value::from(text).to_string(),
        // Part of a character.
        Err(_) => bytes.iter().map(|byte| format!("<0x{byte:02X}>")).collect(),
    };
    format!("{id}\t{}\t{written}", bytes.len())
}

/// The text on coloured grounds, line breaks as signs and as breaks, then the ids in the same colours.
fn colours(tokenizer: &Tokenizer, ids: &[u32]) -> String {
    let paint = |place: usize, text: &str| format!("\x1b[30;48;5;{}m{text}\x1b[0m", COLOURS[place % COLOURS.len()]);
    let mut out = String::new();
    for (place, &id) in ids.iter().enumerate() {
        let bytes = tokenizer.token_bytes(id).unwrap_or_default();
        let text = match std::str::from_utf8(bytes) {
            Ok("") => tokenizer.token_text(id).unwrap_or_default(),
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| format!("<{byte:02X}>")).collect(),
        };
        // Nothing of a text may steer the terminal.
        let safe = |c: char| if c.is_control() { c.escape_default().to_string() } else { c.to_string() };
        for (line, part) in text.split('\n').enumerate() {
            if line > 0 {
                out += &(paint(place, "⏎") + "\n");
            }
            if !part.is_empty() {
                out += &paint(place, &part.chars().map(safe).collect::<String>());
            }
        }
    }
    out.push('\n');
    let ids = ids.iter().enumerate().map(|(place, id)| paint(place, &format!(" {id} ")));
    out + &ids.collect::<String>() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use nanollama_token::train::BpeTrainer;

    #[test]
    fn tokens_are_lines_or_colours() {
        let tokenizer = BpeTrainer::new(270).train(["ab ab ab"], &mut |_| {}).unwrap().tokenizer;
        let ids = tokenizer.encode_trusted("ab\n\u{1b}é<|eot_id|>");
        let plain = lines(&tokenizer, &ids);
        assert!(plain.starts_with("256\t2\t\"ab\"\n10\t1\t\"\\n\"\n"), "{plain}");
        assert!(plain.contains("195\t1\t<0xC3>\n"), "{plain}");
        assert!(plain.ends_with("\t0\t<|eot_id|>\n"), "{plain}");
        let coloured = colours(&tokenizer, &ids);
        let stripped: String =
            coloured.split('\x1b').map(|part| part.split_once('m').map_or(part, |(_, text)| text)).collect();
        assert!(stripped.starts_with("ab⏎\n\\u{1b}<C3><A9><|eot_id|>\n 256 "), "{stripped}");
    }
}
