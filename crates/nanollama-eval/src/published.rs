//! Figures that others published, to stand beside measured ones. They are theirs: measured by their programs, on all items.

/// What a model reached in a task: its name, the task by its name here, and the share from 0 to 1 (of CORE and ChatCORE the
/// centred mean).
pub type Figure = (&'static str, &'static str, f64);

/// nanochat's d20 (README of October 2025, after fine-tuning on conversations, where ChatCORE was of five
/// tasks, without SpellingBee; CORE after pretraining), GPT-2's CORE (nanochat's
/// leaderboard), and SmolLM2-135M-Instruct's (its model card: lighteval, whose prompts are its own).
pub const FIGURES: [Figure; 15] = [
    ("GPT-2 124M", "CORE", 0.1139),
    ("GPT-2 355M", "CORE", 0.1849),
    ("GPT-2 774M", "CORE", 0.2146),
    ("GPT-2 1.6B", "CORE", 0.256_525),
    ("nanochat d20", "CORE", 0.2219),
    ("nanochat d20", "ARC-Easy", 0.3876),
    ("nanochat d20", "ARC-Challenge", 0.2807),
    ("nanochat d20", "MMLU", 0.3151),
    ("nanochat d20", "GSM8K", 0.0455),
    ("nanochat d20", "HumanEval", 0.0854),
    ("nanochat d20", "ChatCORE", 0.0884),
    ("SmolLM2-135M-Instruct", "hellaswag", 0.409),
    ("SmolLM2-135M-Instruct", "mmlu_continuation", 0.293),
    ("SmolLM2-135M-Instruct", "gsm8k", 0.014),
    ("nanochat d20 after RL", "GSM8K", 0.0758),
];

/// Those of a task.
pub fn figures(task: &str) -> impl Iterator<Item = &'static Figure> {
    FIGURES.iter().filter(move |(_, name, _)| *name == task)
}
