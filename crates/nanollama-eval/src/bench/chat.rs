//! Questions with options as nanochat asks them of models that chat (`tasks/common.py: render_mc`): the letter stands behind its
//! option, because small models bind it better so, and of the letters the likeliest first token of the answer wins.

use nanollama_engine::{Calculator, Generate, Prompts, Request, Sampling};
use nanollama_token::chat::Message;

use crate::case::{Case, Passage};
use crate::error::{Error, Result};
use crate::question::Question;
use crate::random::permutation;

/// The seed by which nanochat shuffles the rows of its tasks.
const SEED: u32 = 42;

/// The rows in nanochat's order, `most` of them.
pub(crate) fn order(count: usize, most: Option<usize>) -> Vec<usize> {
    let mut order = permutation(SEED, count);
    order.truncate(most.unwrap_or(count));
    order
}

/// A question whose answer is written; a call of the calculator is answered on the way, as nanochat's engine does.
pub(crate) fn ask(prompts: &Prompts, text: &str, sampling: Sampling) -> Result<Request> {
    let guide = Calculator::guide(prompts.tokenizer());
    Ok(Generate { guide, ..Generate::new(sampling) }.request(prompts.chat(&[Message::new("user", text)])?))
}

/// The prompt, and each letter behind it.
pub(crate) fn letters(task: &str, question: &Question, prompts: &Prompts, context: usize) -> Result<Case> {
    let options = question.letters.iter().zip(&question.options);
    let lines: String = options.map(|(letter, option)| format!("- {option}={letter}\n")).collect();
    let text = format!(
        "Multiple Choice question: {}\n{lines}\nRespond only with the letter of the correct answer.",
        question.text
    );
    let prompt = prompts.chat(&[Message::new("user", text)])?;
    let passage = |letter: &String| -> Result<Passage> {
        let [id] = prompts.tokenizer().encode(letter)[..] else {
            let tokens = prompts.tokenizer().encode(letter).len();
            return Err(Error::Letter { task: task.into(), letter: letter.clone(), tokens });
        };
        Ok(Passage { ids: [&prompt[..], &[id]].concat(), from: prompt.len(), characters: letter.len() })
    };
    let passages = question.letters.iter().map(passage).collect::<Result<_>>()?;
    Ok(Case::new(question.number, passages, question.gold, context))
}
