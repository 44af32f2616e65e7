//! The plots that are built in. How one is written stands in `plots/README.md`.

/// A plot's text by its name.
macro_rules! plots {
    ($($name:literal),* $(,)?) => {
        /// The texts, in the order of [`NAMES`].
        pub(super) const ALL: &[&str] = &[$(include_str!(concat!("plots/", $name, ".plot"))),*];
        /// The names of their files.
        #[cfg(test)]
        pub(super) const NAMES: &[&str] = &[$($name),*];
    };
}

plots![
    "animal-bucket", "animal-cat-kittens", "animal-ducklings", "animal-goat-gate", "animal-pony-bridge",
    "animal-shoe-thief", "brave-dark", "brave-poem", "brave-shout", "brave-stones", "count-buns", "count-collection",
    "count-harvest", "count-market", "feast-birthday", "feast-supper", "find-glasses", "find-hat-nest",
    "find-key-magnet", "find-ring-carrot", "find-toy-parcel", "form-dialogue-bakery", "form-letter-holiday",
    "form-letter-thanks", "form-list-trip", "form-notice-concert", "form-notice-lost", "form-recipe-pancakes",
    "form-recipe-soup", "form-rhyme-apples", "form-rhyme-night", "form-riddle-candle", "form-riddle-shadow",
    "friend-castle", "friend-lunch", "friend-new-town", "friend-turns", "help-big-soup", "help-lost-letter",
    "help-night-doctor", "help-two-boots", "learn-bake", "learn-map", "learn-ride", "learn-swim", "learn-whistle",
    "lost-kite", "plan-basket-lift", "plan-book-cart", "plan-ferry-rope", "plan-school-bees", "plan-strawberry-birds",
    "plan-wake-clock", "sorry-cakes", "sorry-jacket", "sorry-pot", "sorry-promise", "trip-cart", "trip-hide",
    "trip-island", "weather-drought", "weather-flood", "weather-fog", "weather-ice", "weather-snow",
    "weather-thunder", "weather-wind", "work-empty-net", "work-last-button", "work-lost-glasses", "work-no-wind",
    "work-open-gate", "work-paw-prints", "work-salty-buns", "work-slow-seed", "work-stopped-clock",
];
