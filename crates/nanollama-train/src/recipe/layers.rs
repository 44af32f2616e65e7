//! Everything that may say something about a run, laid over each other: built-in recipe < file < environment < flags.

use std::path::Path;

use super::Recipe;
use crate::error::{Error, Result};

/// Gives the value of an environment variable.
pub type Lookup<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Where settings come from; what is left out says nothing.
#[derive(Default)]
pub struct Layers<'a> {
    /// The built-in recipe to begin with.
    pub builtin: Option<&'a str>,
    /// The size to begin with, unless the layers above name one or describe a shape themselves.
    pub size: Option<&'a str>,
    /// A recipe file.
    pub file: Option<&'a Path>,
    /// The environment.
    pub environment: Option<Lookup<'a>>,
    /// What was typed.
    pub flags: Recipe,
}

impl Layers<'_> {
    /// The settings with all layers laid over each other.
    ///
    /// # Errors
    /// When there is no such built-in recipe, the file cannot be read, or a layer by itself makes no sense.
    pub fn settle(self) -> Result<Recipe> {
        let builtin = match self.builtin {
            Some(name) => Recipe::builtin(name)?.ok_or_else(|| Error::recipe(name, "is no built-in recipe"))?,
            None => Recipe::default(),
        };
        let file = self.file.map(Recipe::load).transpose()?.unwrap_or_default();
        let environment = self.environment.map(Recipe::from_environment).transpose()?.unwrap_or_default();
        let asked = builtin.overlay(file).overlay(environment).overlay(self.flags);
        let Some(size) = self.size else { return Ok(asked) };
        let shaped = asked.depth.is_some() || asked.layers.is_some() || asked.dim.is_some();
        let size = asked.model.as_deref().unwrap_or(size);
        match Recipe::builtin(size)? {
            Some(below) if !shaped => Ok(below.overlay(asked)),
            _ => Ok(asked),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flags(text: &str) -> Recipe {
        Recipe::parse("flags", text).unwrap()
    }

    #[test]
    fn each_layer_wins_over_those_below() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("r.toml");
        std::fs::write(&file, "steps = 4\nseed = 1\nkeep = 7\ndim = 64").unwrap();
        let environment = |name: &str| (name == "NANOLLAMA_SEED").then(|| "2".to_owned());
        let layers = Layers {
            builtin: Some("quickstart"),
            file: Some(&file),
            environment: Some(&environment),
            flags: flags("epochs = 3.0"),
            ..Layers::default()
        };
        let settled = layers.settle().unwrap();
        assert_eq!((settled.layers, settled.dim, settled.keep, settled.seed), (Some(3), Some(64), Some(7), Some(2)));
        assert_eq!((settled.steps, settled.epochs), (None, Some(3.0)));
    }

    #[test]
    fn a_size_lies_below_unless_a_shape_is_described() {
        let settled = |text: &str| Layers { size: Some("tiny"), flags: flags(text), ..Layers::default() }.settle();
        assert_eq!(settled("").unwrap().model.as_deref(), Some("tiny"));
        let named = settled("model = \"nano\"").unwrap();
        assert_eq!((named.model.as_deref(), named.context), (Some("nano"), Some(2048)));
        for shape in ["depth = 3", "layers = 2\ndim = 64", "model = \"unknown\""] {
            assert_eq!(settled(shape).unwrap(), flags(shape));
        }
    }
}
