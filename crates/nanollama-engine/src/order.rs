//! The stages of a choice and the order in which they come.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;

/// A stage of a choice. Biases of tokens come before all of them, the draw after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Repetition, presence and frequency penalty.
    Penalties,
    /// Only the k likeliest.
    TopK,
    /// Only the likeliest that together reach a probability.
    TopP,
    /// Only those at least a share as likely as the likeliest.
    MinP,
    /// Logits are divided by the temperature.
    Temperature,
}

impl Stage {
    /// Every stage, in the usual order, which is llama.cpp's.
    pub const ALL: [Stage; 5] = [Stage::Penalties, Stage::TopK, Stage::TopP, Stage::MinP, Stage::Temperature];

    /// Its name: `penalties`, `top-k`, `top-p`, `min-p`, `temperature`.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Penalties => "penalties",
            Stage::TopK => "top-k",
            Stage::TopP => "top-p",
            Stage::MinP => "min-p",
            Stage::Temperature => "temperature",
        }
    }

    /// The stage of a name, of llama.cpp's spellings, too (`top_k`, `temp`).
    fn of(name: &str) -> Option<Stage> {
        let name = name.trim().to_ascii_lowercase().replace('_', "-");
        let name = if name == "temp" { "temperature" } else { &name };
        Stage::ALL.into_iter().find(|stage| stage.name() == name)
    }
}

/// The order of the stages: each of them once. One that is off does nothing wherever it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order([Stage; 5]);

impl Order {
    /// The usual one, which is llama.cpp's.
    pub const USUAL: Order = Order(Stage::ALL);

    /// An order of the stages.
    ///
    /// # Errors
    /// [`Error::Setting`] where one stands twice.
    pub fn new(stages: [Stage; 5]) -> Result<Order, Error> {
        match Stage::ALL.iter().all(|stage| stages.contains(stage)) {
            true => Ok(Order(stages)),
            false => Err(refuse(&stages.map(Stage::name).join(","))),
        }
    }

    /// The stages, first to last.
    pub fn stages(&self) -> &[Stage; 5] {
        &self.0
    }
}

impl FromStr for Order {
    type Err = Error;

    /// Names, separated by commas or, as llama.cpp has it, semicolons.
    fn from_str(text: &str) -> Result<Order, Error> {
        let stages: Option<Vec<Stage>> = text.split([',', ';']).map(Stage::of).collect();
        let stages = stages.and_then(|stages| <[Stage; 5]>::try_from(stages).ok());
        stages.ok_or_else(|| refuse(text)).and_then(|stages| Order::new(stages).map_err(|_| refuse(text)))
    }
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.map(Stage::name).join(","))
    }
}

fn refuse(text: &str) -> Error {
    let wanted = format!("must name each stage once: {}", Order::USUAL);
    Error::Setting { setting: "order", value: format!("{text:?}"), wanted }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_names_each_stage_once() {
        let order: Order = "top_k; temp;min-p,TOP-P , penalties".parse().unwrap();
        assert_eq!(order.to_string(), "top-k,temperature,min-p,top-p,penalties");
        assert_eq!(Order::USUAL.to_string().parse::<Order>().unwrap(), Order::USUAL);
        for bad in
            ["", "top-k", "top-k,top-k,top-p,min-p,temperature", "penalties,top-k,top-p,min-p,temperature,typical"]
        {
            let message = bad.parse::<Order>().unwrap_err().to_string();
            assert!(message.contains(bad) && message.contains("penalties,top-k,top-p,min-p,temperature"), "{message}");
        }
    }
}
