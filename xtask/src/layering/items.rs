//! What of a source is compiled outside of tests. An attribute that holds in tests alone (`#[cfg(test)]`,
//! `#[cfg(all(test, unix))]`, `#[test]`) takes away what it stands before: an item, a statement, a field, a variant, an arm;
//! as an inner attribute, all that it stands in. Where a source is cut into tokens is `tokens`' business.

use super::tokens::{self, Token};

/// The tokens of `source` that are compiled outside of tests.
pub(crate) fn outside_tests(source: &str) -> Vec<Token> {
    let tokens = tokens::all(source);
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match attribute(&tokens, at) {
            Some(found) if found.is_for_tests && found.is_inner => at = group_end(&tokens, found.end),
            Some(found) if found.is_for_tests => at = thing_end(&tokens, found.end),
            Some(found) => {
                kept.extend_from_slice(&tokens[at..found.end]);
                at = found.end;
            }
            None => {
                kept.push(tokens[at].clone());
                at += 1;
            }
        }
    }
    kept
}

fn text(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).map_or("", |token| token.text.as_str())
}

/// `#[…]` or `#![…]`.
struct Attribute {
    is_inner: bool,
    is_for_tests: bool,
    /// The place behind its `]`.
    end: usize,
}

fn attribute(tokens: &[Token], at: usize) -> Option<Attribute> {
    let is_inner = text(tokens, at + 1) == "!";
    let open = at + 1 + usize::from(is_inner);
    if text(tokens, at) != "#" || text(tokens, open) != "[" {
        return None;
    }
    let end = after_group(tokens, open);
    let inside = &tokens[open + 1..end.saturating_sub(1).max(open + 1)];
    let is_for_tests = match text(inside, 0) {
        "test" | "bench" => inside.len() == 1,
        "cfg" => needs_tests(inside.get(2..inside.len() - 1).unwrap_or_default()),
        _ => false,
    };
    Some(Attribute { is_inner, is_for_tests, end })
}

/// Whether a predicate of `cfg` holds in tests alone.
fn needs_tests(predicate: &[Token]) -> bool {
    let inside = || parts(predicate.get(2..predicate.len() - 1).unwrap_or_default());
    match text(predicate, 0) {
        "test" => predicate.len() == 1,
        "all" => inside().into_iter().any(needs_tests),
        "any" => predicate.len() > 3 && inside().into_iter().all(needs_tests),
        _ => false,
    }
}

/// What the commas divide, brackets aside.
fn parts(mut tokens: &[Token]) -> Vec<&[Token]> {
    let mut found = Vec::new();
    while !tokens.is_empty() {
        let mut at = 0;
        while at < tokens.len() && text(tokens, at) != "," {
            at = after(tokens, at);
        }
        found.push(&tokens[..at]);
        tokens = tokens.get(at + 1..).unwrap_or_default();
    }
    found
}

/// The place behind the token at `at`, or behind the group that it opens.
fn after(tokens: &[Token], at: usize) -> usize {
    if is_open(text(tokens, at)) { after_group(tokens, at) } else { at + 1 }
}

/// The place behind the group that opens at `at`.
fn after_group(tokens: &[Token], at: usize) -> usize {
    (group_end(tokens, at + 1) + 1).min(tokens.len())
}

/// The place of what closes the group that `at` lies in; the end, outside of all.
fn group_end(tokens: &[Token], mut at: usize) -> usize {
    let mut depth = 0_usize;
    while at < tokens.len() {
        match text(tokens, at) {
            open if is_open(open) => depth += 1,
            close if is_close(close) && depth == 0 => return at,
            close if is_close(close) => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    at
}

fn is_open(text: &str) -> bool {
    matches!(text, "{" | "(" | "[")
}

fn is_close(text: &str) -> bool {
    matches!(text, "}" | ")" | "]")
}

/// The place behind what an attribute stands before.
fn thing_end(tokens: &[Token], mut at: usize) -> usize {
    while let Some(another) = attribute(tokens, at) {
        at = another.end;
    }
    if text(tokens, at) == "pub" {
        at = if text(tokens, at + 1) == "(" { after_group(tokens, at + 1) } else { at + 1 };
    }
    let next = text(tokens, at + 1);
    match text(tokens, at) {
        "use" | "type" | "static" | "let" => statement_end(tokens, at),
        "extern" if next == "crate" => statement_end(tokens, at),
        "const" if !matches!(next, "fn" | "unsafe" | "async" | "extern" | "{") => statement_end(tokens, at),
        "fn" | "struct" | "enum" | "trait" | "impl" | "mod" | "extern" | "macro_rules" => item_end(tokens, at),
        "const" | "async" | "unsafe" if !matches!(next, "{" | "move") => item_end(tokens, at),
        "union" | "auto" if tokens.get(at + 1).is_some_and(Token::is_word) => item_end(tokens, at),
        _ => part_end(tokens, at),
    }
}

/// Behind the `;`: blocks on the way belong to values.
fn statement_end(tokens: &[Token], mut at: usize) -> usize {
    while at < tokens.len() && !is_close(text(tokens, at)) {
        if text(tokens, at) == ";" {
            return at + 1;
        }
        at = after(tokens, at);
    }
    at
}

/// Behind the `;` or the block of an item; braces between `<` and `>` are values of constants.
fn item_end(tokens: &[Token], mut at: usize) -> usize {
    let mut angles = Angles::default();
    while at < tokens.len() && !is_close(text(tokens, at)) {
        angles.pass(tokens, at);
        match text(tokens, at) {
            ";" => return at + 1,
            "{" if !angles.is_inside() => return after_group(tokens, at),
            _ => at = after(tokens, at),
        }
    }
    at
}

/// Behind the `,` or `;` of a field, variant, argument or expression, or behind its block where that ends it; before
/// what closes the group around it.
fn part_end(tokens: &[Token], mut at: usize) -> usize {
    // A label: its name is no token.
    at += usize::from(text(tokens, at) == ":");
    let is_field = text(tokens, at + 1) == ":";
    let begins_block =
        matches!(text(tokens, at), "{" | "if" | "for" | "while" | "loop" | "match" | "unsafe" | "async" | "const");
    let mut angles = Angles::default();
    while at < tokens.len() && !is_close(text(tokens, at)) {
        if is_field {
            angles.pass(tokens, at);
        }
        match text(tokens, at) {
            ";" => return at + 1,
            "," if !angles.is_inside() => return at + 1,
            "{" => {
                let before = |back: usize| at.checked_sub(back).map_or("", |place| text(tokens, place));
                let is_arm = before(1) == ">" && before(2) == "=";
                let is_macro = before(1) == "!";
                at = after_group(tokens, at);
                if (begins_block || is_arm || is_macro) && text(tokens, at) != "else" {
                    return at + usize::from(is_arm && text(tokens, at) == ",");
                }
            }
            _ => at = after(tokens, at),
        }
    }
    at
}

/// How deep a place lies between `<` and `>`, where these are brackets.
#[derive(Default)]
struct Angles(usize);

impl Angles {
    fn pass(&mut self, tokens: &[Token], at: usize) {
        let is_arrow = at > 0 && text(tokens, at - 1) == "-";
        match text(tokens, at) {
            "<" => self.0 += 1,
            ">" if !is_arrow => self.0 = self.0.saturating_sub(1),
            _ => {}
        }
    }

    fn is_inside(&self) -> bool {
        self.0 > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> String {
        let kept: Vec<String> = outside_tests(source).into_iter().filter(Token::is_word).map(|t| t.text).collect();
        kept.join(" ")
    }

    /// `before` and `after` stand around what is for tests and stay.
    fn dropped(planted: &str) {
        for attribute in ["#[cfg(test)]", "#[cfg(all(unix, test))]", "#[cfg(any(test, all(test, unix)))]"] {
            let source = format!("use before; {attribute} {planted} use after;");
            assert_eq!(words(&source), "use before use after", "{source}");
        }
    }

    #[test]
    fn items_of_tests_are_dropped_whole() {
        for planted in [
            "use b::{c, d};",
            "extern crate b;",
            "mod tests;",
            "mod tests { use e; fn f() {} }",
            "#[allow(x)] #[doc = \"}\"] pub(in crate::a) fn h(i: [u8; 2]) -> J { k }",
            "fn f<const N: usize>() -> A<{ N + 1 }> where B<{ N }>: C { d::e() }",
            "fn f<T: Fn(u8) -> u8>(t: T) -> impl Fn() -> u8 { use d; }",
            "impl<T> A<{ 1 }> for B<T> { fn c() { d::e() } }",
            "const fn f() { a::b() }",
            "unsafe extern \"C\" fn f() { a::b() }",
            "unsafe impl A for B {}",
            "const A: B = if C { d::e() } else { f::g() };",
            "static A: B = B { c: d } + e::f();",
            "const A: [B; 2] = [B { c: 1 }, B { c: 2 }];",
            "struct A<T = { 1 }>(B, C);",
            "struct A<const B: char = 'b'> { c: D<-1> }",
            "struct A { b: C, d: E }",
            "enum A { B { c: D }, E(F) }",
            "macro_rules! a { (b) => { c::d } }",
            "macro_rules! a ( (b) => { c::d } );",
            "thread_local! { static A: B = c::d(); }",
            "a::b!(c { d });",
            "type A = B<{ 1 }>;",
            "/* } */ fn f() { \"}\"; '}'; r#\"}\"#; // }\n a::b() }",
        ] {
            dropped(planted);
        }
    }

    #[test]
    fn parts_of_tests_end_with_the_part() {
        for (source, kept) in [
            ("struct A { #[cfg(test)] b: C<D, E>, f: G } use h;", "struct A f G use h"),
            ("struct A { f: G, #[cfg(test)] b: C } use h;", "struct A f G use h"),
            ("struct A(#[cfg(test)] pub B, C); use h;", "struct A C use h"),
            ("enum A { #[cfg(test)] B { c: D }, E, #[cfg(test)] F(G) } use h;", "enum A E use h"),
            ("fn f() { match a { #[cfg(test)] B { c } if c < d => e::f(), G => h } } use i;", "fn f match a G h use i"),
            ("fn f() { match a { #[cfg(test)] B => { c::d() } G => h } } use i;", "fn f match a G h use i"),
            ("fn f() { #[cfg(test)] if a { b } else if c { d } else { e } g() } use i;", "fn f g use i"),
            ("fn f() { #[cfg(test)] { use a; } g() } use i;", "fn f g use i"),
            ("fn f() { #[cfg(test)] 'a: loop { use a; } g() } use i;", "fn f g use i"),
            ("fn f() { #[cfg(test)] let A { b } = c else { return }; g() } use i;", "fn f g use i"),
            ("fn f() { #[cfg(test)] a.b(|c| { d }).e(); g() } use i;", "fn f g use i"),
            ("fn f() { A { #[cfg(test)] b: c::d(), e } } use i;", "fn f A e use i"),
            ("#[test] fn t() { a::b() } use i;", "use i"),
            ("mod a { #![cfg(test)] use b; mod c { } } use i;", "mod a use i"),
            ("#![cfg(test)]\nuse a; fn f() {}", ""),
        ] {
            assert_eq!(words(source), kept, "{source}");
        }
    }

    #[test]
    fn what_is_compiled_without_tests_too_is_kept() {
        for source in [
            "#[cfg(not(test))] use a;",
            "#[cfg(any(test, unix))] use a;",
            "#[cfg(all(not(test), unix))] use a;",
            "#[cfg(feature = \"test\")] use a;",
            "#[cfg_attr(test, derive(B))] use a;",
        ] {
            assert!(words(source).ends_with("use a"), "{source}");
        }
    }

    #[test]
    fn cut_off_sources_are_read_to_their_end() {
        let source = "#[cfg(all(test, unix))] fn f<const N: usize>() -> A<{ N }> { match a { B { c } => { d } } }";
        for end in 0..source.len() {
            outside_tests(&source[..end]);
        }
    }
}
