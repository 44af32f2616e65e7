//! The rows. Source: llama.cpp's `src/llama-vocab.cpp` and `src/unicode.cpp`, October 2026. Where llama.cpp has a scanner
//! that does otherwise than the regex it stands for (kimi-k2, afmoe, tiny_aya), the row does as the scanner. Characters that editors
//! may normalise stand as escapes; U+8C48 in afmoe stands at llama.cpp where U+F900 was meant.

use super::row::Cut::{Groups, Regex, Scanner};
use super::row::Row;
use crate::pattern::groups::Groups::{Before, Behind};
use crate::pattern::plain::{gpt2, gpt4};

macro_rules! contraction {
    () => {
        "(?:'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])"
    };
}

const WORDS_AND_SIGNS: &str = r##"[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"##;
const THREE_DIGITS: &str = "[0-9][0-9][0-9]";
const BETWEEN_MARKS: &str = r" ?[^(\s|.,!?…。，、।۔،)]+";
const IDEOGRAPHS: &str = "[一-龥ࠀ-一가-퟿]+";
const IDEOGRAPHS_AND_KANA: &str = "[一-龥぀-ゟ゠-ヿ]+";

/// Each with the first of its names.
pub(super) static ROWS: [Row; 21] = [
    Row::new("default", &[Regex(r"[\p{P}\$\+<=>\^~\|]+"), Scanner(gpt2), Regex(r"\p{N}+"), Regex(THREE_DIGITS)]),
    Row::new("falcon", &[Regex(r"[\p{P}\$\+<=>\^~\|`]+"), Scanner(gpt2), Regex(THREE_DIGITS)]),
    Row::new(
        "deepseek-llm",
        &[
            Regex(r"[\r\n]"),
            Regex(
                "\\s?[A-Za-zµÀ-ÖØ-öø-ƺƼ-ƿǄ-ʓʕ-ʯͰ-ͳͶͷͻ-ͽͿΆΈ-ΊΌΎ-ΡΣ-ϵϷ-ҁҊ-ԯԱ-ՖႠ-ჅᎠ-Ᏽᏸ-ᏽᲐ-ᲺᲽ-Ჿᴀ-ᴫᵫ-ᵷᵹ-ᶚḀ-ἕἘ-Ἕἠ-ὅὈ-Ὅὐ-ὗὙὛὝὟ-\u{1f7d}ᾀ-ᾴᾶ-ᾼ\u{1fbe}ῂ-ῄῆ-ῌῐ-\u{1fd3}ῖ-\u{1fdb}ῠ-Ῥῲ-ῴῶ-ῼℂℇℊ-ℓℕℙ-ℝℤ\u{2126}ℨ\u{212a}-ℭℯ-ℴℹℼ-ℿⅅ-ⅉⅎↃↄⰀ-ⱻⱾ-ⳤⳫ-ⳮⳲⳳꙀ-ꙭꚀ-ꚛꜢ-ꝯꝱ-ꞇꞋ-ꞎꭰ-ꮿﬀ-ﬆﬓ-ﬗＡ-Ｚａ-ｚ𐐀-𐑏𐒰-𐓓𐓘-𐓻𐲀-𐲲𐳀-𐳲𑢠-𑣟𞤀-𞥃]+",
            ),
            Regex(r"\s?[!-/:-~！-／：-～‘-‟　-。]+"),
            Regex(r"\s+$"),
            Regex(IDEOGRAPHS),
            Regex(r"\p{N}+"),
        ],
    ),
    Row::new(
        "deepseek-coder",
        &[Regex(r"[\r\n]"), Regex(r"\s?\p{L}+"), Regex(r"\s?\p{P}+"), Regex(IDEOGRAPHS), Regex(r"\p{N}")],
    ),
    Row::new("deepseek-v3", &[Regex(r"\p{N}{1,3}"), Regex(IDEOGRAPHS_AND_KANA), Regex(WORDS_AND_SIGNS)]),
    Row::new(
        "spark2_5",
        &[
            Regex(r"\p{N}{1,3}"),
            Regex(IDEOGRAPHS_AND_KANA),
            Regex(
                r##"[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+|[\r\n]|\s+(?!\S)|\s+"##,
            ),
            Regex(r"\p{N}"),
        ],
    ),
    Row::new(
        "youtu",
        &[
            Regex("[가-힣ㄱ-ㆎ]+|[！…“”‘’—：；，、-〿︰-﹏]+|[ㄅ-ㄯ]+|[一-龥぀-ゟ゠-ヿ]+"),
            Regex(concat!(
                r"[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+",
                contraction!(),
                r"?|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
            )),
        ],
    ),
    Row::new("bloom", &[Regex(BETWEEN_MARKS)]),
    Row::new("viking", &[Regex(BETWEEN_MARKS), Regex(r"\p{N}")]),
    Row::new(
        "chameleon",
        &[
            Regex("<sentinel:[0-9]+>"),
            Regex("(IMGIMG)((A|B|C|D|E|F|G|H|I){1,4})Z"),
            Regex(r"([\t\n]|    |  )"),
            Regex(r"\p{N}"),
            Regex(r"[\p{P}!-/:-@\[-`{-~]"),
            Scanner(gpt2),
        ],
    ),
    Row::new(
        "granite-embed-multi-97m",
        &[Regex(concat!(
            r"[^\r\n\p{L}\p{N}]?((?=[\p{L}\p{M}])([^a-z]))*((?=[\p{L}\p{M}])([^A-Z]))+",
            contraction!(),
            r"?|[^\r\n\p{L}\p{N}]?((?=[\p{L}\p{M}])([^a-z]))+((?=[\p{L}\p{M}])([^A-Z]))*",
            contraction!(),
            r"?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
        ))],
    ),
    Row::new(
        "tiny_aya",
        &[
            Groups(Behind),
            Regex(concat!(
                r"[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+",
                contraction!(),
                r"?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
            )),
        ],
    ),
    Row::new(
        "kimi-k2",
        &[Regex(concat!(
            r"\p{Han}+|[^\r\n\p{L}\p{N}]?((?=\p{L})[^\p{Han}])+",
            contraction!(),
            r"?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
        ))],
    ),
    Row::with_spaces("superbpe", &[Regex(r"\p{N}+"), Groups(Before)]),
    Row::new(
        "seed-coder",
        &[Regex(concat!(
            contraction!(),
            r"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,1}| ?[^\s\p{L}\p{N}\r\n]+|\s*[\r\n]+|\s+(?!\S)|\s+"
        ))],
    ),
    Row::new(
        "ufakzeka",
        &[Regex(r"[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")],
    ),
    Row::new(
        "afmoe",
        &[
            Groups(Behind),
            Regex("[一-鿿㐀-䶿\u{8c48}-﫿぀-ゟ゠-ヿ･-ﾟ⼀-⿟เ-๿຀-໿ក-៿က-႟ꩠ-ꩿꧠ-꧿가-힯ᄀ-ᇿ]+"),
            Regex(WORDS_AND_SIGNS),
        ],
    ),
    Row::new("laguna", &[Regex(r"[^\n]+|[\n]+"), Scanner(gpt4::<1, false, false>)]),
    Row::with_spaces(
        "exaone-moe",
        &[Regex(concat!(
            contraction!(),
            r"|[^\r\n\p{L}\p{N}]?(?:\p{L}\p{M}*(?: \p{L}\p{M}*)*)+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]?|\s*[\r\n]|\s+(?!\S)|\s+"
        ))],
    ),
    Row::new(
        "minicpm5",
        &[
            Regex(r"\p{N}{1,3}"),
            Regex(concat!(
                contraction!(),
                r"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}+| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
            )),
        ],
    ),
    Row::new(
        "jais-2",
        &[Regex(concat!(
            contraction!(),
            r"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s{512}(?!\S)|\s{256}(?!\S)|\s{128}(?!\S)|\s{64}(?!\S)|\s{32}(?!\S)|\s{16}(?!\S)|\s{8}(?!\S)|\s{4}(?!\S)|\s{1,2}(?!\S)|\s{1}"
        ))],
    ),
];
