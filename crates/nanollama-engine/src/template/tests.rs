use super::*;
use crate::testing::tokenizer;

const CHATML: &str = "{% for message in messages %}\n{{ '<|start_header_id|>' + message.role + '\\n' + message.content.strip() }}<|eot_id|>\n{% endfor %}\n{% if add_generation_prompt %}<|start_header_id|>assistant\n{% endif %}";

fn conversation(text: &str) -> Vec<Message> {
    vec![Message::new("user", text)]
}

#[test]
fn our_own_text_is_rendered_natively() {
    let tokenizer = tokenizer();
    assert!(matches!(Template::of(Some(chat::TEMPLATE), &tokenizer), Template::Native));
    assert!(matches!(Template::of(Some(CHATML), &tokenizer), Template::Foreign(_)));
    assert!(matches!(Template::of(None, &tokenizer), Template::None));
}

#[test]
fn jinja_and_the_native_way_agree_on_our_template() {
    let tokenizer = tokenizer();
    let messages =
        [Message::new("system", " Be kind. "), Message::new("user", "Hé <|eot_id|>?"), Message::new("assistant", "x")];
    let native = chat::render_prompt(&tokenizer, &messages).unwrap();
    assert_eq!(render(chat::TEMPLATE, &tokenizer, &messages).unwrap(), native);
}

#[test]
fn a_foreign_template_makes_specials_and_messages_do_not() {
    let tokenizer = tokenizer();
    let eot = tokenizer.special("<|eot_id|>").unwrap();
    let ids = render(CHATML, &tokenizer, &conversation("  stop <|eot_id|> here \u{E000} ")).unwrap();
    assert_eq!(ids.iter().filter(|&&id| id == eot).count(), 1, "only the template's own");
    let written = |&id: &u32| match tokenizer.is_special(id) {
        true => tokenizer.token_text(id).unwrap().into_bytes(),
        false => tokenizer.token_bytes(id).unwrap().to_vec(),
    };
    let shown = String::from_utf8(ids.iter().flat_map(written).collect()).unwrap();
    assert!(shown.contains("<|start_header_id|>user\nstop <|eot_id|> here \u{E000}<|eot_id|>"), "{shown}");
    assert!(shown.ends_with("<|start_header_id|>assistant\n"), "{shown}");
    assert_eq!(ids[0], tokenizer.bos().unwrap());
}

#[test]
fn templates_may_refuse_and_may_be_broken() {
    let tokenizer = tokenizer();
    let refuse = "{{ raise_exception('roles must alternate') }}";
    assert!(render(refuse, &tokenizer, &conversation("x")).unwrap_err().contains("roles must alternate"));
    assert!(render("{% if %}", &tokenizer, &conversation("x")).unwrap_err().contains("line 1"));
    let endless = "{% for a in range(9999) %}{% for b in range(9999) %}{{ a * b }}{% endfor %}{% endfor %}";
    assert!(render(endless, &tokenizer, &conversation("x")).is_err());
}

#[test]
fn python_ways_of_templates_work() {
    let tokenizer = tokenizer();
    let text = "{{ messages[0].content.split('|')[-1].upper() }} {{ {'a': [1, 'é<']} | tojson }} {{ strftime_now('%Y') | length }}";
    let ids = render(text, &tokenizer, &conversation("one|two")).unwrap();
    assert_eq!(String::from_utf8(tokenizer.decode(&ids)).unwrap(), "TWO {\"a\": [1, \"é<\"]} 4");
}
