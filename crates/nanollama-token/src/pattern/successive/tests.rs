use super::*;

fn pieces(name: &str, text: &'static str) -> Vec<&'static str> {
    pieces_of(Successive::named(name).unwrap(), text)
}

fn pieces_of(row: Successive, text: &'static str) -> Vec<&'static str> {
    let mut pieces = Vec::new();
    row.split(text, &mut |start, end| pieces.push(&text[start..end]));
    pieces
}

#[test]
fn each_cut_divides_the_pieces_of_the_one_before() {
    assert_eq!(pieces("default", "a+=b 1234 x"), ["a", "+=", "b", " ", "123", "4", " x"]);
    assert_eq!(pieces("deepseek-llm", "Hi there\n 12漢字  "), ["Hi", " there", "\n", " ", "12", "漢字", "  "]);
    assert_eq!(pieces("superbpe", "in 12345 words it is"), ["in ", "12", "345", " words it is"]);
    assert_eq!(pieces("tiny_aya", "at 12345 or 1234x"), ["at", " ", "12", "345", " or", " ", "1", "234", "x"]);
    assert_eq!(pieces("afmoe", "ab1234"), ["ab", "1", "234"]);
    assert_eq!(pieces("kimi-k2", "漢字kana 漢A'LL"), ["漢字", "kana", " ", "漢", "A'LL"]);
    assert_eq!(pieces("exaone-moe", "a b c1"), ["a b c", "1"]);
}

#[test]
fn every_row_cuts_without_gaps() {
    let text =
        "It's  1234567 words,\n\n <sentinel:9> ~x x́y ünï\u{3000}漢字ABC かな　…。 12 x\t \n IMGIMGABCDZ ৩४ \u{200b}  ";
    for row in Successive::all() {
        let pieces = pieces_of(row, text);
        assert_eq!(pieces.concat(), text, "{}", row.name());
        assert!(pieces.iter().all(|piece| !piece.is_empty()), "{}", row.name());
        assert!(pieces.len() > 3, "{}: {pieces:?}", row.name());
        assert!(pieces_of(row, "").is_empty());
    }
}
