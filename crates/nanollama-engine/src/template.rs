//! Which way a model wants its conversations: in a form of chat, or not at all. Forms are `nanollama-token`'s.

use nanollama_token::Tokenizer;
use nanollama_token::chat::Form;

/// How conversations are rendered.
#[derive(Clone)]
pub(crate) enum Template {
    /// Not at all: a base model.
    None,
    /// In this form.
    Form(Form),
    /// By a template that this program cannot run, and why: the model still completes plain text.
    Broken(String),
}

impl Template {
    pub(crate) fn of(text: Option<&str>, tokenizer: &Tokenizer) -> Template {
        match text {
            None => Template::None,
            Some(text) => match Form::of(Some(text), tokenizer) {
                Ok(form) => Template::Form(form),
                Err(nanollama_token::Error::Template { problem }) => Template::Broken(problem),
                Err(error) => Template::Broken(error.to_string()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use nanollama_token::chat;

    use super::*;
    use crate::testing::tokenizer;

    #[test]
    fn our_own_text_is_rendered_natively() {
        let tokenizer = tokenizer();
        let of = |text| Template::of(text, &tokenizer);
        assert!(matches!(of(Some(chat::TEMPLATE)), Template::Form(Form::Own)));
        assert!(matches!(of(Some("{{ messages }}")), Template::Form(Form::Foreign(_))));
        assert!(matches!(of(None), Template::None));
        assert!(matches!(of(Some("{% if %}")), Template::Broken(problem) if problem.starts_with("line 1: ")));
    }
}
