//! Strings: of some length, of a pattern, of a format.

use serde_json::Value;

use super::fault::{Keywords, fault};
use super::{Reader, format, keywords, pointer, spelled};
use crate::error::Result;
use crate::expr::Expr;
use crate::pattern;

impl Reader<'_> {
    /// The strings that are allowed.
    pub(super) fn string(&mut self, keywords: &Keywords, at: &str) -> Result<Expr> {
        let sized = keywords.contains_key("minLength") || keywords.contains_key("maxLength");
        match (keywords.get("pattern"), keywords.get("format")) {
            (None, None) if sized => {
                let (least, most) = keywords::counts(keywords, "minLength", "maxLength", at)?;
                Ok(spelled::quoted(self.character()?.repeat(least, most)))
            }
            (None, None) => self.plain_string(),
            (Some(_), None) | (None, Some(_)) if sized => {
                fault(at, "a length beside a pattern or a format; say it in the pattern")
            }
            (Some(Value::String(pattern)), None) => {
                let content = self.pattern(pattern, &pointer::below(at, "pattern"))?;
                self.rule(at, "pattern", spelled::quoted(content))
            }
            (None, Some(Value::String(name))) => {
                let at = pointer::below(at, "format");
                let Some(pattern) = format::pattern(name) else {
                    let shown: String = name.chars().take(60).collect();
                    return fault(&at, format!("the format {shown:?} is not done here; there are {}", format::NAMES));
                };
                self.shared(&format!("format {name}"), |reader| Ok(spelled::quoted(reader.pattern(pattern, &at)?)))
            }
            (Some(_), Some(_)) => fault(at, "a pattern beside a format"),
            (Some(_), None) => fault(&pointer::below(at, "pattern"), "it is no text"),
            (None, Some(_)) => fault(&pointer::below(at, "format"), "it is no text"),
        }
    }

    /// Any string.
    pub(super) fn plain_string(&mut self) -> Result<Expr> {
        self.shared("string", |reader| Ok(spelled::quoted(reader.character()?.repeat(0, None))))
    }

    /// One character of a string.
    pub(super) fn character(&mut self) -> Result<Expr> {
        self.shared("character", |_| Ok(spelled::character()))
    }

    fn pattern(&mut self, pattern: &str, at: &str) -> Result<Expr> {
        let any = self.character()?.repeat(0, None);
        match pattern::read(pattern, &spelled::usual, &any) {
            Ok(expr) => Ok(expr),
            Err(problem) => fault(at, problem),
        }
    }
}
