//! [`LayerScales`]: how much of a γ's parts each layer gets.

use std::collections::BTreeMap;
use std::str::FromStr;

use nanollama_model::Role;

use super::control::block;
use super::fault::field;
use super::vector::Gamma;
use crate::error::Result;

/// What a factor holds for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    Layers(usize, usize),
    Embedding,
    FinalNorm,
    Head,
}

/// One factor: `0-5=0.5`, `7=0`, `embedding=0`, `norm=1`, `head=2`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LayerScale {
    which: Which,
    factor: f32,
}

/// Factors by layer; where two hold for a tensor, the later one does, and where none does it is 1.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LayerScales(pub Vec<LayerScale>);

impl LayerScales {
    /// That of a tensor, by Hugging Face's name.
    pub fn of(&self, tensor: &str) -> f32 {
        let holds = |which: Which| match which {
            Which::Layers(first, last) => layer(tensor).is_some_and(|layer| (first..=last).contains(&layer)),
            Which::Embedding => tensor == Role::Embedding.name(),
            Which::FinalNorm => tensor == Role::FinalNorm.name(),
            Which::Head => tensor == Role::Head.name(),
        };
        self.0.iter().rev().find(|scale| holds(scale.which)).map_or(1.0, |scale| scale.factor)
    }
}

impl Gamma {
    /// The same, with every part times its layer's factor. What is scaled is f32: another rounding would be another γ.
    ///
    /// # Errors
    /// [`crate::Error::Field`] naming a tensor where a product is not finite, and where nothing is left.
    pub fn scaled(mut self, scales: &LayerScales) -> Result<Gamma> {
        let mut kept = BTreeMap::new();
        for (name, part) in self.parts {
            let factor = scales.of(&name);
            if factor == 0.0 {
                continue;
            }
            let part = if factor == 1.0 { Ok(part) } else { part.times(factor) };
            let part = part.map_err(|error| field(&self.path, &format!("tensor {name}"), error.to_string()))?;
            kept.insert(name, part);
        }
        if kept.is_empty() {
            return Err(field(&self.path, "layers", "the factors leave nothing of it"));
        }
        self.parts = kept;
        Ok(self)
    }
}

impl Gamma {
    /// The same for a model of `layers` layers: each of them gets the parts of the layer at the same relative depth,
    /// `round(j · (N - 1) / (layers - 1))` of N. Gives N, which is what the parts reach to; where it is `layers`, nothing changes.
    ///
    /// Layers of two depths do not do the same, so this is a guess, and whoever offers it has to say so.
    pub fn across_depths(&mut self, layers: usize) -> usize {
        let own = self.parts.keys().filter_map(|name| layer(name)).max().map_or(0, |last| last + 1);
        if own == layers || own == 0 {
            return own;
        }
        let parts = std::mem::take(&mut self.parts);
        for (name, part) in parts {
            let Some(from) = layer(&name) else {
                self.parts.insert(name, part);
                continue;
            };
            for to in (0..layers).filter(|&to| source(to, own, layers) == from) {
                let renamed = match block(&name) {
                    // Behind the first block nothing is added.
                    Some(_) if to == 0 => continue,
                    Some(_) => format!("direction.{to}"),
                    None => name.replacen(&format!("layers.{from}."), &format!("layers.{to}."), 1),
                };
                self.parts.insert(renamed, part.clone());
            }
        }
        own
    }
}

/// The layer of `own` that lies as deep as `to` does among `layers`.
fn source(to: usize, own: usize, layers: usize) -> usize {
    let last = layers.saturating_sub(1).max(1);
    (2 * to * (own - 1) + last) / (2 * last)
}

/// The layer that a tensor or a steering vector belongs to.
pub fn layer(tensor: &str) -> Option<usize> {
    let number = tensor.strip_prefix("model.layers.").and_then(|rest| rest.split('.').next());
    number.and_then(|number| number.parse().ok()).or_else(|| block(tensor))
}

impl FromStr for LayerScale {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        let wrong =
            || format!("{text:?}: 0-5=0.5 is half of layers 0 to 5; 7=0, embedding=0, norm=0 and head=0 leave one out");
        let (which, factor) = text.split_once('=').ok_or_else(wrong)?;
        let factor = factor.parse().ok().filter(|factor: &f32| factor.is_finite()).ok_or_else(wrong)?;
        let number = |text: &str| text.parse::<usize>().map_err(|_| wrong());
        let which = match which {
            "embedding" => Which::Embedding,
            "norm" => Which::FinalNorm,
            "head" => Which::Head,
            layers => {
                let (first, last) = layers.split_once('-').unwrap_or((layers, layers));
                let (first, last) = (number(first)?, number(last)?);
                if first > last {
                    return Err(wrong());
                }
                Which::Layers(first, last)
            }
        };
        Ok(LayerScale { which, factor })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depths_are_met_by_their_share() {
        let sources = |own, layers| (0..layers).map(|to| source(to, own, layers)).collect::<Vec<usize>>();
        assert_eq!(sources(2, 4), [0, 0, 1, 1]);
        assert_eq!(sources(4, 2), [0, 3]);
        assert_eq!(sources(3, 5), [0, 1, 1, 2, 2]);
        assert_eq!((sources(5, 1), sources(1, 3), sources(12, 12)), (vec![0], vec![0; 3], (0..12).collect()));
    }

    #[test]
    fn the_last_that_holds_counts() {
        let scales = LayerScales(["0-5=0.5", "3=0", "head=2"].iter().map(|text| text.parse().unwrap()).collect());
        for (tensor, factor) in [
            ("model.layers.5.mlp.up_proj.weight", 0.5),
            ("model.layers.3.mlp.up_proj.weight", 0.0),
            ("model.layers.35.mlp.up_proj.weight", 1.0),
            ("direction.4", 0.5),
            ("model.embed_tokens.weight", 1.0),
            ("lm_head.weight", 2.0),
        ] {
            assert_eq!(scales.of(tensor), factor, "{tensor}");
        }
        for text in ["", "0", "x=1", "5-3=1", "1=nan", "-1=2", "1-=2"] {
            assert!(text.parse::<LayerScale>().is_err(), "{text}");
        }
    }
}
