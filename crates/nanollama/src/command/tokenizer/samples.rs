//! Texts of a few kinds to count tokens of, where none are given.

/// Names and texts.
pub(super) const SAMPLES: [(&str, &str); 6] = [
    (
        "prose",
        "The ferry left the island a little after six. Nobody on board had slept much, and the captain, who had been awake \
         longest of all, poured coffee into paper cups and told them that the storm was not over yet. \"We'll go round by the \
         north,\" she said. \"It's slower, but I'd rather arrive late than not at all.\"",
    ),
    (
        "code",
        "fn largest(values: &[f32]) -> Option<usize> {\n    let mut best = None;\n    for (index, value) in \
         values.iter().enumerate() {\n        if best.is_none_or(|at: usize| values[at] < *value) {\n            best = \
         Some(index);\n        }\n    }\n    best\n}\n",
    ),
    (
        "mathematics",
        "Let $f(x) = x^3 - 6x^2 + 11x - 6$. Then $f(1) = 0$, so $f(x) = (x - 1)(x^2 - 5x + 6)$ and the roots are 1, 2 and 3. \
         Their sum is 6, their product 6, and 1234.5 / 0.25 = 4938.",
    ),
    (
        "German",
        "Die Fähre verließ die Insel kurz nach sechs. Niemand an Bord hatte viel geschlafen, und die Kapitänin goss Kaffee in \
         Pappbecher und sagte, der Sturm sei noch nicht vorüber.",
    ),
    (
        "Russian",
        "Паром отошёл от острова вскоре после шести. Никто на борту почти не спал, и капитан разлила кофе по бумажным стаканам \
         и сказала, что шторм ещё не кончился.",
    ),
    ("Chinese", "渡轮在六点过后不久离开了小岛。船上的人都没怎么睡，船长把咖啡倒进纸杯里，告诉大家风暴还没有过去。"),
];
