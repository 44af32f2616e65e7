//! The texts that a vocabulary is learnt from: one after the other, or languages by turns, so that each gives as many bytes.

use nanollama_data::{Documents, LeftOut, Reading, Sources};

use crate::args::tokenizer::Language;

/// So many bytes of a long document come at once.
const PART: usize = 64 << 10;
/// So many bytes of each language are kept to measure it.
const SAMPLE: usize = 256 << 10;

/// The texts of one language, or of all.
pub(super) struct Stream {
    pub(super) name: String,
    documents: Documents,
    /// Bytes given so far.
    pub(super) bytes: u64,
    /// Its beginning.
    pub(super) sample: String,
    /// Characters of the document in hand that are still wanted.
    room: u64,
}

/// All streams.
pub(super) struct Texts {
    pub(super) streams: Vec<Stream>,
    /// The stream that had no more to give.
    pub(super) ended: Option<usize>,
    /// Characters of each document that are wanted.
    cap: Option<u64>,
    /// What the sources left out before any was opened.
    left_out: LeftOut,
    /// Bytes of all sources, where they are known.
    pub(super) size: Option<u64>,
}

impl Texts {
    /// Finds the sources of each language.
    pub(super) fn find(languages: &[Language], reading: &Reading, cap: Option<u64>) -> anyhow::Result<Texts> {
        let reading = Reading { largest_document: PART, in_parts: true, ..reading.clone() };
        let mut left_out = LeftOut::new(reading.strict);
        let (mut streams, mut size) = (Vec::new(), Some(0));
        for language in languages {
            let sources = Sources::find(&language.files, &reading)?;
            left_out.merge(&sources.left_out);
            size = size.zip(sources.bytes()).map(|(all, more)| all + more);
            let (name, documents) = (language.name.clone(), Documents::new(sources, reading.clone()));
            streams.push(Stream { name, documents, bytes: 0, sample: String::new(), room: 0 });
        }
        Ok(Texts { streams, ended: None, cap, left_out, size })
    }

    /// The next text: of the language that has given least so far. Nothing when one has no more.
    pub(super) fn next_into(&mut self, text: &mut String) -> nanollama_data::Result<bool> {
        if self.ended.is_some() {
            return Ok(false);
        }
        let Some(least) = (0..self.streams.len()).min_by_key(|&stream| self.streams[stream].bytes) else {
            return Ok(false);
        };
        let more = self.streams[least].next_into(text, self.cap)?;
        if !more {
            self.ended = Some(least);
        }
        Ok(more)
    }

    /// Documents given so far, those in parts once.
    pub(super) fn documents(&self) -> u64 {
        self.streams.iter().flat_map(|stream| stream.documents.counts()).map(|count| count.documents).sum()
    }

    /// Bytes of the sources that are behind.
    pub(super) fn bytes_read(&self) -> u64 {
        self.streams.iter().map(|stream| stream.documents.bytes_read()).sum()
    }

    /// All that was left out.
    pub(super) fn left_out(&self) -> LeftOut {
        let mut all = self.left_out.clone();
        self.streams.iter().for_each(|stream| all.merge(stream.documents.left_out()));
        all
    }
}

impl Stream {
    fn next_into(&mut self, text: &mut String, cap: Option<u64>) -> nanollama_data::Result<bool> {
        loop {
            if self.documents.next_into(text)?.is_none() {
                return Ok(false);
            }
            if let Some(cap) = cap {
                self.room = if self.documents.goes_on() { self.room } else { cap };
                if self.room == 0 {
                    continue;
                }
                let end = text.char_indices().nth(usize::try_from(self.room).unwrap_or(usize::MAX));
                text.truncate(end.map_or(text.len(), |(end, _)| end));
                self.room -= text.chars().count() as u64;
            }
            self.bytes += text.len() as u64;
            if self.sample.len() < SAMPLE {
                let end = text.floor_char_boundary(SAMPLE - self.sample.len());
                self.sample.push_str(&text[..end]);
            }
            return Ok(true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(folder: &std::path::Path, files: &[(&str, String)], cap: Option<u64>) -> (Vec<String>, Texts) {
        let language = |(name, text): &(&str, String)| {
            let path = folder.join(format!("{name}.txt"));
            std::fs::write(&path, text).unwrap();
            Language { name: (*name).into(), files: vec![path.display().to_string()] }
        };
        let languages: Vec<Language> = files.iter().map(language).collect();
        let mut texts = Texts::find(&languages, &Reading::default(), cap).unwrap();
        let (mut all, mut text) = (Vec::new(), String::new());
        while texts.next_into(&mut text).unwrap() {
            all.push(text.clone());
        }
        (all, texts)
    }

    #[test]
    fn languages_give_as_many_bytes_and_the_shortest_ends_it() {
        let folder = tempfile::tempdir().unwrap();
        let files = [("a", "word ".repeat(200_000)), ("b", "wort ".repeat(60_000))];
        let (all, texts) = texts(folder.path(), &files, None);
        assert_eq!(texts.ended, Some(1));
        assert_eq!(texts.streams[1].bytes, 300_000);
        assert!(texts.streams[0].bytes.abs_diff(300_000) <= PART as u64, "{}", texts.streams[0].bytes);
        assert_eq!(texts.documents(), 2);
        assert_eq!(texts.streams[1].sample.len(), SAMPLE);
        assert!(all.iter().all(|text| text.len() <= PART));
    }

    #[test]
    fn one_stream_is_given_whole_and_a_cap_counts_characters_of_documents() {
        let folder = tempfile::tempdir().unwrap();
        let text = "wörd ".repeat(40_000);
        let (all, one) = texts(folder.path(), &[("a", text.clone())], None);
        assert!(all.len() > 2 && all.concat() == text);
        assert_eq!((one.ended, one.documents()), (Some(0), 1));
        for cap in [7, 100_000] {
            let (all, _) = texts(folder.path(), &[("a", text.clone())], Some(cap));
            assert_eq!(all.concat(), text.chars().take(cap as usize).collect::<String>());
        }
    }
}
