//! The `nanollama` program: parse, plan, run, exit code.

fn main() {}
