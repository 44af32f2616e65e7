//! Tells plots, for those who write them: `tell COUNT FILE...` prints so many tellings of each file with its questions.

use std::process::ExitCode;

use nanollama_data::town::{Area, Town};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let count = arguments.next().and_then(|count| count.parse().ok());
    let Some(count) = count else {
        eprintln!("usage: tell COUNT FILE...");
        return ExitCode::from(2);
    };
    let mut code = ExitCode::SUCCESS;
    for file in arguments {
        let told = std::fs::read_to_string(&file).map_err(|error| error.to_string());
        let town = told.and_then(|text| Town::of_plots(1, &[&text]));
        match town {
            Ok(town) => (0..count).map(|number| town.telling(number)).for_each(|telling| {
                println!("== {file}\n{}", telling.text);
                for asked in telling.asked {
                    let of = match (asked.area, asked.candidates.len()) {
                        (_, 0) => String::new(),
                        (Area::LookUp, _) => format!(" [look-up: {}]", asked.candidates.join(", ")),
                        _ => format!(" [one of: {}]", asked.candidates.join(", ")),
                    };
                    println!("   ? {}\n   ! {}{of}", asked.question, asked.answer);
                }
            }),
            Err(error) => {
                eprintln!("{file}: {error}");
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}
