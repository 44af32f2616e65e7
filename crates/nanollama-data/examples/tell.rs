//! Tells plots, for those who write them: `tell COUNT FILE...` prints so many tellings of each file with its questions.
//! `tell COUNT almanac` prints texts, conversations and questions of an exam about a town's facts.

use std::process::ExitCode;

use nanollama_data::rng::Rng;
use nanollama_data::town::{Almanac, Area, Town, Use};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let count = arguments.next().and_then(|count| count.parse().ok());
    let Some(count) = count else {
        eprintln!("usage: tell COUNT FILE... | tell COUNT almanac");
        return ExitCode::from(2);
    };
    let mut code = ExitCode::SUCCESS;
    for file in arguments {
        if file == "almanac" {
            tell_almanac(count);
            continue;
        }
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

fn tell_almanac(count: u64) {
    let almanac = Almanac::new(1);
    for number in 0..count {
        println!("== document\n{}", almanac.document(&mut Rng::of(&[1, number])).text);
    }
    for number in 0..count {
        println!("== conversation");
        for (asked, said) in almanac.conversation(&mut Rng::of(&[2, number])) {
            println!("   ? {asked}\n   ! {said}");
        }
    }
    for area in [Area::KnownPhrasing, Area::NewPhrasing] {
        println!("== {area:?}");
        for number in 0..count {
            let question = almanac.question(area, Use::Exam, &mut Rng::of(&[3, number]));
            let question = question.expect("both areas are about facts");
            println!("   ? {}\n   ! {} [{}]", question.question, question.answer, question.value);
        }
    }
}
