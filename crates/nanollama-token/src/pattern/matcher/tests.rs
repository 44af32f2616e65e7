use super::*;

fn matches(regex: &str, text: &str) -> Vec<(usize, usize)> {
    let (matcher, mut found) = (Matcher::new(regex), Vec::new());
    let symbols: Vec<u32> = text.chars().map(|character| matcher.symbol(character)).collect();
    matcher.all(&symbols, &mut matcher.ways(), |start, end| found.push((start, end)));
    found
}

/// The same from an engine that backtracks; in ASCII, bytes are characters.
fn expected(regex: &fancy_regex::Regex, text: &str) -> Vec<(usize, usize)> {
    let found = regex.find_iter(text).map(|found| found.unwrap());
    found.filter(|found| found.end() > found.start()).map(|found| (found.start(), found.end())).collect()
}

#[test]
fn it_finds_what_an_engine_that_backtracks_finds() {
    let regexes = [
        r"(?:'[sS]|'[lL][lL])|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
        r"[^\r\n\p{L}\p{N}]?((?=[\p{L}])([^a-z]))*((?=[\p{L}])([^A-Z]))+|[^\r\n\p{L}\p{N}]?((?=[\p{L}])([^a-z]))+|\p{N}",
        r"(a|ab)(c|bcd)?(d*)",
        r"(a?){3}b|a{2,4}|b?b",
        r"(A|AB|B){1,3}Z",
        r"\s+$|x\s?",
        r"[^a\s]+|[\-b\]]+",
        r"\s{4}(?!\S)|\s{1,2}(?!\S)|\s{1}",
        r"[^\r\n\p{L}\p{N}]?(?:\p{L}(?: \p{L})*)+|\p{N}",
    ];
    let mut state = 7_u64;
    let mut random = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for regex in regexes {
        // There `$` looks past a last line break, here it does not.
        let reference = fancy_regex::Regex::new(&regex.replace('$', r"\z")).unwrap();
        let mut seen = 0;
        for _ in 0..3000 {
            let letters = b"aabcdxABZ'sl 1 2\n\t-]+ ";
            let text: String =
                (0..random(14)).map(|_| char::from(letters[random(letters.len() as u64) as usize])).collect();
            let found = matches(regex, &text);
            assert_eq!(found, expected(&reference, &text), "{regex} in {text:?}");
            seen += found.len();
        }
        assert!(seen > 50, "{regex}: {seen}");
    }
}

#[test]
fn categories_are_symbols_and_white_space_is_one() {
    assert_eq!(matches(r"\p{L}+", "aé漢1ʰ"), [(0, 3), (4, 5)]);
    assert_eq!(matches(r"\p{Han}+", "aé漢字1"), [(2, 4)]);
    assert_eq!(matches(r"[\p{P}\p{S}]+", "«+»a€~_"), [(0, 3), (4, 7)]);
    assert_eq!(matches(r"\p{M}", "e\u{301}"), [(1, 2)]);
    assert_eq!(matches(r"\s+", " \u{3000}\u{85}x\u{200b}"), [(0, 3)]);
    assert_eq!(matches("[一-龥]+", "a漢字"), [(1, 3)]);
}

#[test]
fn long_runs_take_no_longer_than_they_are_long() {
    let spaces = " ".repeat(200_000);
    assert_eq!(matches(r"\s+$|\s+(?!\S)", &spaces), [(0, 200_000)]);
    let letters = "a ".repeat(100_000);
    let found = matches(r"(?:\p{L}\p{M}*(?: \p{L}\p{M}*)*)+", &letters);
    assert_eq!(found, [(0, 199_999)]);
}
