//! Which way a model wants its conversations: as this program trains them, by the template in its files, or not at all.
//! Both are rendered by `nanollama-token`.

use nanollama_token::Tokenizer;
use nanollama_token::chat::{self, Template as Foreign};

/// How conversations are rendered.
pub(crate) enum Template {
    /// Not at all: a base model.
    None,
    /// As this program trains them.
    Native,
    /// By the template in the model's files.
    Foreign(Foreign),
    /// By a template that this program cannot run, and why: the model still completes plain text.
    Broken(String),
}

impl Template {
    pub(crate) fn of(text: Option<&str>, tokenizer: &Tokenizer) -> Template {
        match text {
            None => Template::None,
            Some(text) if text.trim() == chat::TEMPLATE.trim() && chat::supports(tokenizer) => Template::Native,
            Some(text) => match Foreign::new(text) {
                Ok(template) => Template::Foreign(template),
                Err(nanollama_token::Error::Template { problem }) => Template::Broken(problem),
                Err(error) => Template::Broken(error.to_string()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::tokenizer;

    #[test]
    fn our_own_text_is_rendered_natively() {
        let tokenizer = tokenizer();
        let of = |text| Template::of(text, &tokenizer);
        assert!(matches!(of(Some(chat::TEMPLATE)), Template::Native));
        assert!(matches!(of(Some("{{ messages }}")), Template::Foreign(_)));
        assert!(matches!(of(None), Template::None));
        assert!(matches!(of(Some("{% if %}")), Template::Broken(problem) if problem.starts_with("line 1: ")));
    }
}
