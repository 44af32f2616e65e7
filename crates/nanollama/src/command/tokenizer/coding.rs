//! `tokenizer encode` and `decode`: text on stdin to ids on stdout, and back.

use std::io::{self, Read, Write};

use anyhow::{Context, bail};
use nanollama_token::Tokenizer;

use super::named::open;
use crate::args::{DecodeArgs, EncodeArgs, Global};
use crate::print::Printer;

pub(super) fn encode(args: &EncodeArgs, global: &Global, printer: &Printer) -> anyhow::Result<()> {
    let tokenizer = open(&args.tokenizer, global, printer)?;
    if !tokenizer.ignored().is_empty() {
        printer.line(format_args!("ignored: {}", tokenizer.ignored().join("; ")));
    }
    let text = text_of_stdin()?;
    let ids = if args.special { tokenizer.encode_trusted(&text) } else { tokenizer.encode_parallel(&text) };
    let mut out = io::stdout().lock();
    for (number, chunk) in ids.chunks(MANY).enumerate() {
        let digits = written(chunk);
        // The first of all has no space in front.
        out.write_all(if number == 0 { digits.get(1..).unwrap_or_default() } else { &digits })?;
    }
    out.write_all(b"\n")?;
    out.flush()?;
    Ok(())
}

/// Ids that are written at once: few enough that their digits stay in a core's cache.
const MANY: usize = 1 << 14;

/// All of stdin, which must be text.
pub(super) fn text_of_stdin() -> anyhow::Result<String> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).context("reading text from stdin (it must be UTF-8)")?;
    Ok(text)
}

/// The ids in decimal, a space before each.
fn written(ids: &[u32]) -> Vec<u8> {
    let mut out = Vec::with_capacity(6 * ids.len());
    let mut digits = [b' '; 11];
    for &id in ids {
        let (mut rest, mut at) = (id, digits.len());
        loop {
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        digits[at - 1] = b' ';
        out.extend_from_slice(&digits[at - 1..]);
    }
    out
}

pub(super) fn decode(args: &DecodeArgs, global: &Global, printer: &Printer) -> anyhow::Result<()> {
    let tokenizer: Tokenizer = open(&args.tokenizer, global, printer)?;
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).context("reading ids from stdin")?;
    let mut ids = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()) {
        let id: u32 = word.parse().with_context(|| format!("{word:?} is not a token id"))?;
        if id as usize >= tokenizer.vocab_size() {
            bail!("token id {id} is outside the vocabulary of {} ({})", tokenizer.vocab_size(), args.tokenizer);
        }
        ids.push(id);
    }
    let mut out = io::stdout().lock();
    out.write_all(&tokenizer.decode(&ids))?;
    out.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn ids_are_written_as_rust_writes_them() {
        let ids: Vec<u32> = [0, 1, 9, 10, 99, 100, 127_999, u32::MAX].into_iter().chain((0..3000).step_by(7)).collect();
        let plain: String = ids.iter().map(|id| format!(" {id}")).collect();
        assert_eq!(String::from_utf8(written(&ids)).unwrap(), plain);
        assert_eq!(written(&[]), b"");
    }
}
