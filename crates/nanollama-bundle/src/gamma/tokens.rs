//! What a tokenizer is known by: the ids of a text. Files of one model may say more or less of its tokenizer (GGUF lists rows
//! of the table that no token has), and encode alike.

use nanollama_store::hash::sha256_bytes;
use nanollama_token::Tokenizer;

/// Words of many scripts, numbers, signs and spaces: what tokenizers cut in different ways.
const TEXT: &str = "\
The river was wide that morning, and nobody on the boat had slept; \"We'll never get there,\" she'd said, though they'd \
tried 3 times since 1884 (or was it 12,345.67 miles?).\n\n    def area(r): return 3.14159 * r ** 2  # m²\n\t\
Übermorgen fährt der große Dampfer ab. L'été dernier, où étiez-vous ? ¿Mañana será otro día? Вчера шёл сильный дождь. \
Η θάλασσα ήταν ήσυχη. 河水很宽，没有人睡觉。川は広かった。강은 넓었다. النهر واسع جدا. नदी चौड़ी थी। 🚢🌊 <|x|> http://a.b/c?d=e&f=g_h-i";

/// SHA-256 of the ids that a text of many scripts becomes.
pub(super) fn ids_hash(tokenizer: &Tokenizer) -> String {
    let ids: Vec<u8> = tokenizer.prompt(TEXT).into_iter().flat_map(u32::to_le_bytes).collect();
    sha256_bytes(&ids)
}
