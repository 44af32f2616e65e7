//! The mirror as a program: `cargo run --release -p mirror [PORT [PART_BYTES [PAGE]]]`. Prints what `HF_ENDPOINT` and `HF_TOKEN`
//! are to be, and serves until it is ended. Repositories are made by whoever pushes. Larger files than PART_BYTES are taken in
//! parts; a page of a tree has PAGE entries.
#![forbid(unsafe_code)]

fn main() {
    let mut numbers = std::env::args().skip(1).map(|word| word.parse::<usize>().expect("a number"));
    let port = numbers.next().map_or(0, |port| u16::try_from(port).expect("a port, such as 8090"));
    let mirror = mirror::Mirror::on(port);
    if let Some(bytes) = numbers.next() {
        mirror.part_length(bytes);
    }
    if let Some(entries) = numbers.next() {
        mirror.page_length(entries);
    }
    println!("HF_ENDPOINT={} HF_TOKEN={}", mirror.url(), mirror::TOKEN);
    loop {
        std::thread::park();
    }
}
