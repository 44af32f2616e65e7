//! Words and their forms: articles, plurals, verbs of the present, numbers.

/// `a` or `an` before a word, by its sound as far as its letters tell.
pub(super) fn article(word: &str) -> &'static str {
    let lower = word.to_lowercase();
    let silent = ["hour", "honest"].iter().any(|start| lower.starts_with(start));
    let spoken = ["one", "use", "uni", "eu"].iter().any(|start| lower.starts_with(start));
    match lower.chars().next() {
        Some('a' | 'e' | 'i' | 'o' | 'u') if !spoken => "an",
        _ if silent => "an",
        _ => "a",
    }
}

/// More than one of a thing; its last word counts.
pub(super) fn plural(noun: &str) -> String {
    const ODD: [(&str, &str); 14] = [
        ("child", "children"),
        ("man", "men"),
        ("woman", "women"),
        ("foot", "feet"),
        ("tooth", "teeth"),
        ("goose", "geese"),
        ("mouse", "mice"),
        ("sheep", "sheep"),
        ("fish", "fish"),
        ("leaf", "leaves"),
        ("loaf", "loaves"),
        ("knife", "knives"),
        ("shelf", "shelves"),
        ("scarf", "scarves"),
    ];
    // A pair of socks, two pairs of socks.
    if let Some((head, rest)) = noun.split_once(" of ") {
        return format!("{} of {rest}", plural(head));
    }
    let (before, last) = noun.rsplit_once(' ').map_or(("", noun), |(before, last)| (before, last));
    let last = match ODD.iter().find(|(one, _)| *one == last) {
        Some((_, many)) => (*many).to_owned(),
        None => with_s(last, last.ends_with("tato") || last.ends_with("mato")),
    };
    if before.is_empty() { last } else { format!("{before} {last}") }
}

/// The third person of a verb's present.
pub(super) fn third_person(verb: &str) -> String {
    let (first, rest) = verb.split_once(' ').map_or((verb, None), |(first, rest)| (first, Some(rest)));
    let first = match first {
        "have" => "has".into(),
        "be" => "is".into(),
        other => with_s(other, other.ends_with('o')),
    };
    rest.map_or(first.clone(), |rest| format!("{first} {rest}"))
}

fn with_s(word: &str, after_o: bool) -> String {
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end));
    let mut letters = word.chars().rev();
    match (letters.next(), letters.next()) {
        (Some('y'), Some(before)) if !"aeiou".contains(before) => format!("{}ies", &word[..word.len() - 1]),
        _ if hisses || after_o => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

/// A number in words, up to 999.
pub(super) fn number(number: u32) -> String {
    const ONES: [&str; 20] = [
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    match number {
        0..20 => ONES[number as usize].into(),
        20..100 if number.is_multiple_of(10) => TENS[number as usize / 10].into(),
        20..100 => format!("{}-{}", TENS[number as usize / 10], ONES[number as usize % 10]),
        _ if number.is_multiple_of(100) => format!("{} hundred", ONES[number as usize / 100 % 10]),
        _ => format!("{} hundred and {}", ONES[number as usize / 100 % 10], self::number(number % 100)),
    }
}

/// With a capital letter, behind a quotation mark too.
pub(super) fn capital(text: &str) -> String {
    let at = text.find(char::is_alphabetic).unwrap_or(0);
    let mut letters = text[at..].chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{}{first}{}", &text[..at], letters.as_str())
}

/// A capital at the beginning, behind a mark that ends a sentence, and where speech begins. Behind speech that ends with `?` or
/// `!` the sentence goes on: `"Why?" asked Nora.`
pub(super) fn capitals(text: &str) -> String {
    let mut said = String::with_capacity(text.len());
    let mut begins = true;
    let mut ended = false;
    for letter in text.chars() {
        if begins && letter.is_alphanumeric() {
            said.extend(letter.to_uppercase());
            begins = false;
        } else {
            begins |= letter == '"' && said.ends_with([' ', '\n']);
            said.push(letter);
        }
        match letter {
            '.' | '!' | '?' => ended = true,
            ' ' | '\n' if ended => (begins, ended) = (true, false),
            '"' if said.ends_with(".\"") => {}
            _ => ended = false,
        }
    }
    said
}

/// With its mark at the end, if it has none.
pub(super) fn ended(text: String, mark: char) -> String {
    if text.ends_with(['.', '?', '!', '"']) { text } else { format!("{text}{mark}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_words() {
        for (noun, expected) in [("red apple", "an apple"), ("hour", "an hour"), ("use", "a use"), ("kite", "a kite")] {
            let noun = noun.rsplit(' ').next().unwrap();
            assert_eq!(format!("{} {noun}", article(noun)), expected);
        }
        let many = ["cherry", "box", "toy boat", "loaf", "potato", "mouse", "day", "peach"].map(plural);
        assert_eq!(many, ["cherries", "boxes", "toy boats", "loaves", "potatoes", "mice", "days", "peaches"]);
        assert_eq!(
            ["go", "carry", "have", "play", "wash up"].map(third_person),
            ["goes", "carries", "has", "plays", "washes up"]
        );
        assert_eq!(
            [0, 7, 13, 40, 42, 100, 215].map(number),
            ["no", "seven", "thirteen", "forty", "forty-two", "one hundred", "two hundred and fifteen"]
        );
        assert_eq!(["pair of socks", "loaf of bread"].map(plural), ["pairs of socks", "loaves of bread"]);
        assert_eq!(
            capitals("it fell. she cried. \"why?\" he asked. so!"),
            "It fell. She cried. \"Why?\" he asked. So!"
        );
        assert_eq!(capital("\"where is it?\""), "\"Where is it?\"");
    }

    #[test]
    fn capitals_follow_marks() {
        assert_eq!(capitals("what? \"no,\" she said. 3 = 3. so"), "What? \"No,\" she said. 3 = 3. So");
        assert_eq!(
            capitals("\"why?\" asked Tom. \"so.\" then he asked, \"who? me?\""),
            "\"Why?\" asked Tom. \"So.\" Then he asked, \"Who? Me?\""
        );
    }
}
