//! How large a model is for the minutes there are, and how much it reads: a larger model learns more from each token and sees
//! fewer of them. Some twenty tokens for each parameter are a good balance (Hoffmann et al. 2022, arXiv 2203.15556), which the
//! first shape reaches in about twenty minutes on two cores; six layers of 256 were at 0.89 bits a byte after a quarter of
//! an hour, with half a token a parameter, where the first shape is at 0.71 after two minutes.

use nanollama_train::Recipe;

/// Minutes that the built-in length is meant for.
pub(super) const MINUTES: f64 = 5.0;

/// A shape, and the least minutes that it is for.
struct Shape {
    from: f64,
    layers: usize,
    dim: usize,
    heads: usize,
    ffn: usize,
}

const SHAPES: [Shape; 2] = [
    Shape { from: 0.0, layers: 3, dim: 128, heads: 4, ffn: 320 },
    Shape { from: 30.0, layers: 4, dim: 160, heads: 5, ffn: 432 },
];

/// Texts written for each minute: the built-in length reads about half of them.
const DOCUMENTS: f64 = 8_000.0;
const CONVERSATIONS: f64 = 4_000.0;
/// Share of the training time that pretraining takes; the rest is fine-tuning's.
const PRETRAINING: f64 = 0.6;
/// Seconds of everything that is no training, and more for each minute: writing, tokenizer, exam, stories.
const BESIDE: f64 = 25.0;
const BESIDE_EACH: f64 = 3.0;

/// What is made for a number of minutes.
pub(super) struct Size {
    minutes: f64,
    /// The built-in recipe with the shape in it.
    pub(super) recipe: Recipe,
}

impl Size {
    /// For so many minutes.
    pub(super) fn of(minutes: f64) -> anyhow::Result<Size> {
        let shape = SHAPES.iter().rfind(|shape| shape.from <= minutes).unwrap_or(&SHAPES[0]);
        let over = Recipe {
            layers: Some(shape.layers),
            dim: Some(shape.dim),
            heads: Some(shape.heads),
            ffn: Some(shape.ffn),
            ..Recipe::default()
        };
        let builtin = Recipe::builtin("quickstart")?.expect("the recipe is built in");
        Ok(Size { minutes, recipe: builtin.overlay(over) })
    }

    /// Documents to write: no more than an hour's.
    pub(super) fn documents(&self) -> u64 {
        (DOCUMENTS * self.minutes.clamp(2.0, 60.0)) as u64
    }

    /// Conversations to write.
    pub(super) fn conversations(&self) -> u64 {
        (CONVERSATIONS * self.minutes.clamp(2.0, 60.0)) as u64
    }

    /// Seconds of everything that is no training.
    pub(super) fn beside(&self) -> f64 {
        BESIDE + BESIDE_EACH * self.minutes
    }

    /// Steps of pretraining and of fine-tuning that fill the minutes where one takes `seconds`.
    pub(super) fn steps(&self, seconds: f64) -> [u64; 2] {
        let training = (60.0 * self.minutes - self.beside()).max(20.0);
        [PRETRAINING, 1.0 - PRETRAINING].map(|share| ((training * share / seconds) as u64).max(20))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_minutes_make_more() {
        let minutes = [1.0, 2.0, 5.0, 20.0, 60.0, 600.0];
        let sizes = minutes.map(|minutes| Size::of(minutes).unwrap());
        for pair in sizes.windows(2) {
            assert!(pair[0].recipe.dim <= pair[1].recipe.dim && pair[0].documents() <= pair[1].documents());
            assert!(pair[0].steps(0.1)[0] < pair[1].steps(0.1)[0]);
        }
        let [pretraining, tuning] = Size::of(5.0).unwrap().steps(0.1);
        let planned = 0.1 * (pretraining + tuning) as f64 + Size::of(5.0).unwrap().beside();
        assert!((planned - 300.0).abs() < 2.0, "{planned}");
    }
}
