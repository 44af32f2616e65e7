//! Stop texts: generation ends where one begins, wherever token boundaries lie. Text that may be the beginning of one is
//! held back until it is clear, so nothing that belongs to a stop text is ever shown.

/// Looks for stop texts in a stream.
pub(crate) struct StopMatcher {
    stops: Vec<String>,
    /// Shown to nobody yet: a beginning of some stop text.
    held: String,
}

impl StopMatcher {
    pub(crate) fn new(stops: &[String]) -> Self {
        StopMatcher { stops: stops.to_vec(), held: String::new() }
    }

    /// Adds text. Returns what can be shown, and whether a stop text was found (nothing after it counts).
    pub(crate) fn push(&mut self, text: &str) -> (String, bool) {
        self.held.push_str(text);
        if let Some(at) = self.stops.iter().filter_map(|stop| self.held.find(stop)).min() {
            self.held.truncate(at);
            return (std::mem::take(&mut self.held), true);
        }
        let kept = self.stops.iter().map(|stop| overlap(&self.held, stop)).max().unwrap_or(0);
        let rest = self.held.split_off(self.held.len() - kept);
        (std::mem::replace(&mut self.held, rest), false)
    }

    /// Ends the stream: what was held back was no stop text after all.
    pub(crate) fn finish(&mut self) -> String {
        std::mem::take(&mut self.held)
    }
}

/// Bytes at the end of `text` that begin `stop` without being all of it. A beginning of a text starts with a character, so
/// the cut never falls inside one.
fn overlap(text: &str, stop: &str) -> usize {
    let most = text.len().min(stop.len() - 1);
    (1..=most).rev().find(|&count| text.as_bytes().ends_with(&stop.as_bytes()[..count])).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(stops: &[&str], pieces: &[&str]) -> (Vec<String>, bool) {
        let stops: Vec<String> = stops.iter().map(|&stop| stop.into()).collect();
        let mut matcher = StopMatcher::new(&stops);
        let mut shown = Vec::new();
        for piece in pieces {
            let (text, stopped) = matcher.push(piece);
            shown.push(text);
            if stopped {
                return (shown, true);
            }
        }
        shown.push(matcher.finish());
        (shown, false)
    }

    #[test]
    fn a_stop_text_over_three_tokens_is_never_shown() {
        let (shown, stopped) = run(&["\nUser:"], &["Hello.\n", "Us", "er: more"]);
        assert!(stopped);
        assert_eq!(shown, ["Hello.", "", ""]);
    }

    #[test]
    fn a_false_beginning_comes_out_later() {
        let (shown, stopped) = run(&["</s>"], &["a <", "/", "b>"]);
        assert!(!stopped);
        assert_eq!(shown, ["a ", "", "</b>", ""]);
        let (shown, _) = run(&["END"], &["the EN"]);
        assert_eq!(shown, ["the ", "EN"]);
    }

    #[test]
    fn the_earliest_of_several_counts() {
        let (shown, stopped) = run(&["two", "one"], &["zero one two"]);
        assert!(stopped);
        assert_eq!(shown.concat(), "zero ");
    }

    #[test]
    fn overlapping_beginnings_and_whole_characters() {
        let (shown, stopped) = run(&["aab"], &["aa", "a", "b"]);
        assert!(stopped);
        assert_eq!(shown.concat(), "a");
        let (shown, stopped) = run(&["é!"], &["caf", "é", "é!"]);
        assert!(stopped);
        assert_eq!(shown.concat(), "café");
    }

    #[test]
    fn every_cut_of_a_text_gives_the_same() {
        let text = "one </s and < or </s> two";
        for first in 0..text.len() {
            for second in first..text.len() {
                let (shown, stopped) = run(&["</s>"], &[&text[..first], &text[first..second], &text[second..]]);
                assert!(stopped);
                assert_eq!(shown.concat(), "one </s and < or ");
            }
        }
    }
}
