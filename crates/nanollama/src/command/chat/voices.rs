//! The personalities of a conversation: which there are, how much of each applies from now on, and how a line changes that.

use anyhow::bail;
use nanollama_engine::Adapter;

use super::super::personality::Added;
use crate::args::parse_scaled;
use crate::print;

/// Those that were loaded, with the scales that apply.
#[derive(Default)]
pub(crate) struct Voices(Vec<Added>);

/// The word for none of them.
const NONE: &str = "none";

impl Voices {
    pub(crate) fn new(added: Vec<Added>) -> Self {
        Voices(added)
    }

    /// What texts are computed with from now on.
    pub(super) fn applying(&self) -> Vec<Adapter> {
        self.0.iter().map(|one| one.adapter.clone()).filter(|adapter| adapter.scale != 0.0).collect()
    }

    /// Each with how much of it applies, one a line.
    pub(super) fn rows(&self) -> Vec<(String, String)> {
        let row = |one: &Added| {
            let scale = one.adapter.scale;
            let applied = if scale == 0.0 { "off".to_owned() } else { format!("scale {scale}") };
            let kind = if one.is_delta { ", of the output alone (δ)" } else { "" };
            (one.adapter.name.clone(), format!("{applied}, {}{kind}", print::bytes(one.bytes as u64)))
        };
        self.0.iter().map(row).collect()
    }

    /// `twain 0.5 + carroll`; what applies.
    pub(super) fn said(&self) -> String {
        let list: Vec<String> =
            self.applying().iter().map(|Adapter { name, scale }| format!("{name} at scale {scale}")).collect();
        if list.is_empty() { "the base alone".into() } else { list.join(" + ") }
    }

    /// `NAME[:SCALE] …`: these and no others; `none`: the base alone. Without a scale one gets what was typed at the start, or,
    /// where that was nothing, what its file says.
    pub(super) fn choose(&mut self, text: &str) -> anyhow::Result<()> {
        self.refuse_empty("/personality")?;
        let mut scales = vec![0.0; self.0.len()];
        for one in text.split_whitespace().filter(|_| text != NONE) {
            let asked = parse_scaled(one).map_err(|what| anyhow::anyhow!("/personality: {what}"))?;
            // A name may have a colon and a number in it.
            let (at, scale) = match self.find(one) {
                Some(at) => (at, None),
                None => (self.known("/personality", &asked.path.display().to_string())?, asked.scale),
            };
            scales[at] = scale.unwrap_or(self.0[at].named);
        }
        self.0.iter_mut().zip(scales).for_each(|(one, scale)| one.adapter.scale = scale);
        Ok(())
    }

    /// `X`: the scale of the δ, or else of the one that applies; `NAME X`: of that one.
    pub(super) fn rescale(&mut self, text: &str) -> anyhow::Result<()> {
        self.refuse_empty("/alpha")?;
        let (name, number) = text.rsplit_once(char::is_whitespace).map_or((None, text), |(a, b)| (Some(a.trim()), b));
        let Some(scale) = number.parse::<f32>().ok().filter(|scale| scale.is_finite()) else {
            bail!("/alpha {text}: {number:?} is no number; /alpha 0.5 is half of it, /alpha NAME 0.5 of one of several")
        };
        let at = match name {
            Some(name) => self.known("/alpha", name)?,
            None => match self.meant() {
                Some(at) => at,
                None => bail!("/alpha {text}: of which? name it, as in /alpha {} {number}", self.0[0].adapter.name),
            },
        };
        self.0[at].adapter.scale = scale;
        Ok(())
    }

    /// The one whose strength a bare number is: the only δ, else the only one that applies, else the only one.
    fn meant(&self) -> Option<usize> {
        let only = |fits: &dyn Fn(&Added) -> bool| {
            let mut found = self.0.iter().zip(0..).filter(|(one, _)| fits(one)).map(|(_, at)| at);
            found.next().filter(|_| found.next().is_none())
        };
        only(&|one| one.is_delta).or_else(|| only(&|one| one.adapter.scale != 0.0)).or_else(|| only(&|_| true))
    }

    fn find(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|one| one.adapter.name == name)
    }

    fn known(&self, word: &str, name: &str) -> anyhow::Result<usize> {
        match self.find(name) {
            Some(at) => Ok(at),
            None => {
                let names: Vec<&str> = self.0.iter().map(|one| one.adapter.name.as_str()).collect();
                bail!("{word}: {name:?} is not here; there is {}, and {NONE} for the base alone", names.join(", "))
            }
        }
    }

    fn refuse_empty(&self, word: &str) -> anyhow::Result<()> {
        if self.0.is_empty() {
            bail!("{word}: there is no personality; start with --gamma FILE (may be given more than once)");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voices() -> Voices {
        let one = |name: &str, scale, is_delta| Added {
            adapter: Adapter { name: name.into(), scale },
            bytes: 10,
            path: name.into(),
            full: 2.0,
            named: if scale == 0.0 { 2.0 } else { scale },
            made: String::new(),
            is_delta,
        };
        Voices::new(vec![one("twain", 1.0, false), one("carroll", 0.0, false), one("out", 0.0, true)])
    }

    fn scales(voices: &Voices) -> Vec<f32> {
        voices.0.iter().map(|one| one.adapter.scale).collect()
    }

    #[test]
    fn lines_switch_and_rescale() {
        let mut voices = voices();
        assert_eq!(voices.said(), "twain at scale 1");
        for (line, expected) in [
            ("carroll", [0.0, 2.0, 0.0]),
            ("twain:0.5 carroll:-1", [0.5, -1.0, 0.0]),
            ("none", [0.0; 3]),
            ("twain", [1.0, 0.0, 0.0]),
        ] {
            voices.choose(line).unwrap();
            assert_eq!(scales(&voices), expected, "{line}");
        }
        // A bare number is the δ's; of another it says the name.
        for (line, expected) in [("0.9", [1.0, 0.0, 0.9]), ("twain 0.25", [0.25, 0.0, 0.9]), ("0", [0.25, 0.0, 0.0])] {
            voices.rescale(line).unwrap();
            assert_eq!(scales(&voices), expected, "{line}");
        }
    }

    #[test]
    fn what_is_not_there_is_named_and_nothing_changes() {
        let mut voices = voices();
        for line in ["milton", "twain milton", "twain:x"] {
            let message = voices.choose(line).unwrap_err().to_string();
            assert!(message.contains("twain, carroll, out"), "{message}");
        }
        for line in ["x", "", "twain x", "inf"] {
            assert!(voices.rescale(line).unwrap_err().to_string().contains("no number"), "{line}");
        }
        assert_eq!(scales(&voices), [1.0, 0.0, 0.0]);
        voices.0.pop();
        voices.choose("twain carroll").unwrap();
        assert!(voices.rescale("1").unwrap_err().to_string().contains("/alpha twain 1"));
        assert!(Voices::default().choose("twain").unwrap_err().to_string().contains("--gamma"));
    }
}
