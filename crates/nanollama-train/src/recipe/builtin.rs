//! The recipes that the program carries for named sizes and the quickstart. Those of stages stand with the stages.

macro_rules! recipes {
    ($($name:literal),* $(,)?) => {
        /// Name and TOML text of each built-in recipe.
        pub const BUILTIN: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../../../recipes/", $name, ".toml")))),*];
    };
}

recipes!["pico", "tiny", "nano", "micro", "mini", "small", "goldie", "medium", "large", "big", "quickstart"];
