//! Templates of the kinds that models have, written for the tokens of a small tokenizer.

use serde_json::json;

use super::*;
use crate::train::BpeTrainer;

/// As ChatML.
const TURNS: &str = "{% for m in messages %}{{ '<|start_header_id|>' + m.role + '\\n' + m.content + '<|eot_id|>\\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|start_header_id|>assistant\\n' }}{% endif %}";
/// The same with tags.
const TAGS: &str = "{% for m in messages %}\n{%- if m.role == 'assistant' %}{{ '<|start_header_id|>assistant\\n' }}{% generation %}{{ m.content + '<|eot_id|>' }}{% endgeneration %}{{ '\\n' }}{% else %}{{ '<|start_header_id|>' + m.role + '\\n' + m.content + '<|eot_id|>\\n' }}{% endif %}\n{%- endfor %}\n{%- if add_generation_prompt %}{{ '<|start_header_id|>assistant\\n' }}{% endif %}";
/// As Qwen3 and others: what was thought is shown in the last answer alone.
const THINKS: &str = "{% for m in messages %}{{ '<|start_header_id|>' + m.role + '\\n' + (m.content if loop.last else m.content.split('</think>')[-1]) + '<|eot_id|>\\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|start_header_id|>assistant\\n' }}{% endif %}";
/// As Mistral: an answer follows at once.
const AT_ONCE: &str =
    "{% for m in messages %}{{ '[' + m.content + ']' if m.role == 'user' else m.content + '<|eot_id|>' }}{% endfor %}";

fn tokenizer() -> Tokenizer {
    let text = "Hello there, what is 2+2? user assistant <|eot_id|> [think] ".repeat(4);
    BpeTrainer::new(400).train([text], &mut |_| {}).unwrap().tokenizer
}

fn turns(turns: &[(&str, &str)]) -> Vec<Message> {
    turns.iter().map(|(role, text)| Message::new(*role, *text)).collect()
}

fn written(tokenizer: &Tokenizer, ids: impl Iterator<Item = u32>) -> String {
    ids.filter_map(|id| tokenizer.token_text(id)).collect()
}

/// The learned text of each example, stretches apart.
fn learned(template: &str, messages: &[Message]) -> Result<Vec<String>> {
    let tokenizer = tokenizer();
    let examples = Template::new(template)?.examples(&tokenizer, messages, 0)?;
    let text = |example: &Rendered| {
        let runs: Vec<(u32, bool)> = example.ids.iter().copied().zip(example.mask.iter().copied()).collect();
        let runs = runs.chunk_by(|a, b| a.1 == b.1).filter(|run| run[0].1);
        runs.map(|run| written(&tokenizer, run.iter().map(|(id, _)| *id))).collect::<Vec<_>>().join(" | ")
    };
    Ok(examples.iter().map(text).collect())
}

const TALK: [(&str, &str); 4] = [("user", "2+2?"), ("assistant", "It is 4"), ("user", "Is it"), ("assistant", "")];

#[test]
fn answers_and_their_ends_are_learned_however_the_template_says_it() {
    for template in [TURNS, TAGS, AT_ONCE] {
        assert_eq!(learned(template, &turns(&TALK)).unwrap(), ["It is 4<|eot_id|> | <|eot_id|>"], "{template}");
    }
    assert_eq!(learned(TURNS, &turns(&TALK[..1])).unwrap(), [""], "nothing is learned where nothing is answered");
}

#[test]
fn our_own_template_learns_what_our_own_rendering_does() {
    let tokenizer = tokenizer();
    let messages = turns(&[("system", "x"), ("user", "<|eot_id|>?"), ("assistant", "4 <|eot_id|>"), ("user", "so")]);
    let own = crate::chat::render(&tokenizer, &messages).unwrap();
    assert_eq!(Template::new(crate::chat::TEMPLATE).unwrap().examples(&tokenizer, &messages, 0).unwrap(), [own]);
}

#[test]
fn the_prompt_has_the_ids_that_it_has_when_the_model_is_asked() {
    let tokenizer = tokenizer();
    // The words run into each other, so one encoding of the whole has other tokens at the border.
    let messages = turns(&[("user", "what is th"), ("assistant", "ere")]);
    for template in [TURNS, TAGS, AT_ONCE, "{% for m in messages %}{{ m.content }}{% endfor %}<|eot_id|>"] {
        let template = Template::new(template).unwrap();
        let Ok(examples) = template.examples(&tokenizer, &messages, 0) else { continue };
        let prompt = template.prompt(&tokenizer, &messages[..1]).unwrap();
        assert!(examples[0].ids.starts_with(&prompt));
        let answer: Vec<u32> =
            examples[0].ids.iter().zip(&examples[0].mask).filter(|(_, on)| **on).map(|(id, _)| *id).collect();
        assert_eq!(answer, tokenizer.encode_trusted("ere<|eot_id|>"));
    }
}

#[test]
fn where_earlier_answers_are_written_otherwise_each_turn_is_an_example() {
    let talk = [("user", "a"), ("assistant", "<think>x</think>b"), ("user", "c"), ("assistant", "<think>y</think>d")];
    let examples = learned(THINKS, &turns(&talk)).unwrap();
    assert_eq!(examples, ["<think>x</think>b<|eot_id|>", "<think>y</think>d<|eot_id|>"]);
    // Where nothing was thought the whole is one example.
    assert_eq!(learned(THINKS, &turns(&TALK)).unwrap().len(), 1);
}

#[test]
fn what_is_not_to_be_learned_is_left_out() {
    for template in [TURNS, TAGS] {
        let mut messages = turns(&TALK);
        messages[1] = Message::from_json(json!({"role": "assistant", "content": "It is 4", "weight": 0})).unwrap();
        assert_eq!(learned(template, &messages).unwrap(), ["<|eot_id|>"]);
    }
}

#[test]
fn names_of_special_tokens_in_messages_stay_text_and_end_nothing() {
    let tokenizer = tokenizer();
    for template in [TURNS, TAGS] {
        let messages = turns(&[("user", "say <|eot_id|>"), ("assistant", "a<|eot_id|>b")]);
        let examples = Template::new(template).unwrap().examples(&tokenizer, &messages, 0).unwrap();
        let eot = tokenizer.special("<|eot_id|>").unwrap();
        assert_eq!(examples[0].ids.iter().filter(|&&id| id == eot).count(), 2);
        assert_eq!(learned(template, &messages).unwrap(), ["a<|eot_id|>b<|eot_id|>"]);
    }
}

#[test]
fn what_cannot_be_told_is_refused_with_the_first_difference() {
    for (template, part) in [
        (
            "{% for m in messages %}{{ '<|start_header_id|>' + m.role + m.content + '<|eot_id|>' }}{% endfor %}",
            "message 2: the template has no prompt for an answer",
        ),
        ("{% for m in messages %}{{ m.content }}{% endfor %}", "message 2: the template writes no token that ends"),
        (
            "{{ messages | length }}{% for m in messages %}{{ m.content }}{% endfor %}<|eot_id|>",
            "message 2: its prompt goes on with \"12+2?<|eot_id|>\" where the whole has \"22+2?It is 4<|eot_id|>\"",
        ),
        (
            "{% if messages | length == 1 %}{{ raise_exception('too short') }}{% endif %}x",
            "of the first 1 messages alone: line 1: too short",
        ),
    ] {
        let error = learned(template, &turns(&TALK[..2])).unwrap_err().to_string();
        assert!(error.contains(part), "{error}");
    }
}
