//! The model's file of a vocabulary that was trained here, as `sentencepiece` and llama.cpp's converter read it.

use crate::file::protobuf::Message;
use crate::sentencepiece::byte_name;
use crate::vocabulary::Kind;

/// A vocabulary to be written.
pub(crate) struct Written<'a> {
    /// Names of the special tokens.
    pub(crate) specials: &'a [String],
    /// Merges in their order, then characters, with U+2581 for a space.
    pub(crate) pieces: Vec<String>,
    /// The share of the texts' characters that are among them.
    pub(crate) coverage: f64,
}

const UNKNOWN: &str = "<unk>";
const BEGIN: &str = "<|begin_of_text|>";
const END: &str = "<|end_of_text|>";
const PAD: &str = "<|finetune_right_pad_id|>";

impl Written<'_> {
    /// The bytes of the file: `<unk>`, special tokens, 256 bytes, pieces by falling score.
    pub(crate) fn file(&self) -> Vec<u8> {
        let mut file = Message::default();
        let mut piece = |text: &str, score: f32, kind: Kind| {
            let mut message = Message::default();
            message.bytes(1, text.as_bytes());
            message.float(2, score);
            message.number(3, kind as u64);
            file.bytes(1, &message.0);
        };
        piece(UNKNOWN, 0.0, Kind::Unknown);
        self.specials.iter().for_each(|name| piece(name, 0.0, Kind::Control));
        (0..=255).for_each(|byte| piece(&byte_name(byte), 0.0, Kind::Byte));
        self.pieces.iter().enumerate().for_each(|(place, text)| piece(text, -(place as f32), Kind::Normal));
        file.bytes(2, &self.trainer().0);
        file.bytes(3, &normalizer().0);
        file.0
    }

    /// `TrainerSpec`, by the numbers of sentencepiece_model.proto.
    fn trainer(&self) -> Message {
        let mut spec = Message::default();
        let all = 1 + self.specials.len() + 256 + self.pieces.len();
        // model_type BPE, vocab_size, character_coverage.
        spec.number(3, 2);
        spec.number(4, all as u64);
        spec.float(10, self.coverage as f32);
        // max_sentencepiece_length, split_by_unicode_script, split_by_whitespace, split_by_number.
        spec.number(20, 16);
        [21, 22, 23].into_iter().for_each(|field| spec.number(field, 1));
        // split_digits, allow_whitespace_only_pieces.
        [25, 26].into_iter().for_each(|field| spec.number(field, 1));
        let roles = [BEGIN, END, PAD];
        self.specials.iter().filter(|name| !roles.contains(&name.as_str())).for_each(|name| {
            spec.bytes(30, name.as_bytes());
        });
        // byte_fallback.
        spec.number(35, 1);
        // unk_id, bos_id, eos_id, pad_id: -1 where there is none.
        spec.number(40, 0);
        for (field, name) in (41..).zip(roles) {
            let id = self.specials.iter().position(|special| special == name);
            spec.number(field, id.map_or(u64::MAX, |id| id as u64 + 1));
        }
        (45..).zip([UNKNOWN, BEGIN, END, PAD]).for_each(|(field, name)| spec.bytes(field, name.as_bytes()));
        spec
    }
}

/// `NormalizerSpec`: texts stay as they are.
fn normalizer() -> Message {
    let mut spec = Message::default();
    spec.bytes(1, b"identity");
    // add_dummy_prefix, remove_extra_whitespaces, escape_whitespaces.
    spec.number(3, 0);
    spec.number(4, 0);
    spec.number(5, 1);
    spec
}
