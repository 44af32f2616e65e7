//! A town in plain English: seeded stories, diary days and letters of people who live there, with questions about them and
//! their answers. All sentences are this project's own prose, written as plots (`town/plots`), told in many ways.

mod cast;
mod markup;
mod people;
mod plot;
mod teller;
mod telling;
mod words;

use cast::Cast;
use people::Person;
use plot::Plot;

use crate::rng::Rng;

/// The town of a seed, and what can happen in it.
pub struct Town {
    seed: u64,
    people: Vec<Person>,
    plots: Vec<Plot>,
}

/// Keeps tellings apart from other uses of the hash.
const TELLING: u64 = 0x7465_6c6c;

impl Town {
    /// A town in which these plots happen.
    ///
    /// # Errors
    /// The number of a plot that cannot be read, from 0, its line and what is wrong with it.
    pub fn of_plots(seed: u64, texts: &[&str]) -> Result<Town, String> {
        let read = |(number, text): (usize, &&str)| plot::parse(text).map_err(|what| format!("plot {number}: {what}"));
        let plots = texts.iter().enumerate().map(read).collect::<Result<_, _>>()?;
        Ok(Town { seed, people: people::people(seed), plots })
    }

    /// One telling, by its number, and what can be asked about it.
    ///
    /// # Panics
    /// When no plot finds a cast in the town.
    pub fn telling(&self, number: u64) -> Telling {
        for attempt in 0..1000 {
            let mut rng = Rng::of(&[self.seed, TELLING, number, attempt]);
            let plot = &self.plots[rng.index(self.plots.len())];
            let Some(cast) = Cast::draw(plot, &self.people, &mut rng) else { continue };
            let mine = plot.form == "diary" || (plot.form == "story" && rng.chance(20));
            let text = telling::tell(plot, &cast, mine, &mut rng);
            let asked = plot.asks.iter().map(|ask| telling::question(ask, &cast, &mut rng)).collect();
            return Telling { title: plot.title.clone(), text, asked };
        }
        panic!("no plot finds a cast in the town");
    }
}

/// A text and what can be asked about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// Of its plot.
    pub title: String,
    /// The text, a paragraph a line.
    pub text: String,
    /// Questions and answers.
    pub asked: Vec<(String, String)>,
}
