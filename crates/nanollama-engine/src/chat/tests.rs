use crate::error::Error;
use nanollama_token::chat::TEMPLATE;

use super::*;
use crate::Options;
use crate::testing::{engine_of, go, model};

fn with_engine<R>(chat: Option<&str>, work: impl FnOnce(&mut Engine) -> R) -> R {
    work(&mut engine_of(model(21), 1, chat, &Options::default()))
}

#[test]
fn turns_are_remembered_and_their_cache_is_used() {
    with_engine(Some(TEMPLATE), |engine| {
        let sampling = Sampling::greedy(5);
        let mut chat = Chat::new(Some("Be kind."));
        let first = chat.say(engine, "The cat?", &sampling, go).unwrap();
        assert_eq!((first.forgotten, first.finished.cached_tokens), (0, 0));
        let second = chat.say(engine, "And the dog?", &sampling, go).unwrap();
        assert!(second.finished.cached_tokens > 10, "the first turn's tokens are in the cache");
        let roles: Vec<&str> = chat.messages().iter().map(|message| message.role()).collect();
        assert_eq!(roles, ["user", "assistant", "user", "assistant"]);
        assert_eq!(chat.messages()[1].text(), first.finished.text);
        let whole = engine.chat_prompt(&[&[Message::new("system", "Be kind.")], chat.messages()].concat()).unwrap();
        assert!(second.finished.prompt_tokens < whole.len());
        chat.clear();
        assert!(chat.messages().is_empty());
    });
}

#[test]
fn a_full_context_forgets_the_oldest_and_says_so() {
    with_engine(Some(TEMPLATE), |engine| {
        let sampling = Sampling::greedy(10);
        let mut chat = Chat::new(Some("Be kind."));
        let mut forgotten = 0;
        for turn in 0..12 {
            let reply = chat.say(engine, &format!("The cat sat {turn} times on the mat"), &sampling, go).unwrap();
            forgotten += reply.forgotten;
            assert!(reply.finished.prompt_tokens + 10 <= engine.context());
        }
        assert!(forgotten > 0 && forgotten % 2 == 0);
        assert_eq!(chat.messages().len() + forgotten, 24);
        assert!(chat.messages()[0].role() == "user");
        let before = chat.messages().to_vec();
        let endless = "many words ".repeat(100);
        assert!(matches!(chat.say(engine, &endless, &sampling, go), Err(Error::TooLong { .. })));
        assert_eq!(chat.messages(), before, "a failed turn changes nothing");
    });
}

#[test]
fn a_conversation_can_be_taken_back_and_held_again() {
    with_engine(Some(TEMPLATE), |engine| {
        let sampling = Sampling::greedy(5);
        let mut chat = Chat::new(Some("Be kind."));
        chat.say(engine, "The cat?", &sampling, go).unwrap();
        let before = chat.messages().to_vec();
        let reply = chat.say(engine, "And the dog?", &sampling, go).unwrap();
        let mut again = Chat::of(chat.all());
        assert_eq!((again.system().as_deref(), again.messages()), (Some("Be kind."), chat.messages()));
        assert_eq!(again.take_back().as_deref(), Some("And the dog?"));
        assert_eq!(again.messages(), before);
        assert_eq!(again.say(engine, "And the dog?", &sampling, go).unwrap().finished.text, reply.finished.text);
        again.set_system(None);
        assert_eq!((again.system(), again.take_back().is_some(), again.take_back().is_some()), (None, true, true));
        assert_eq!(again.take_back(), None);
    });
}

#[test]
fn a_base_model_completes_text() {
    with_engine(None, |engine| {
        assert!(!engine.chats());
        let sampling = Sampling::greedy(5);
        let mut chat = Chat::new(None);
        let reply = chat.say(engine, "The cat", &sampling, go).unwrap();
        let prompt = engine.prompt("The cat").unwrap();
        assert_eq!(reply.finished.text, engine.generate(&prompt, &sampling, go).unwrap().text);
        assert!(chat.messages().is_empty());
        assert!(matches!(engine.chat_prompt(&[Message::new("user", "x")]), Err(Error::Template { .. })));
    });
}
