//! Which documents `data prepare` keeps to measure on: the share that was typed, and the same from a file as from a pipe.

use std::fs;

mod program;

use program::{Place, SEPARATOR, stories};

#[test]
fn the_typed_share_is_kept_and_standard_input_is_divided_as_a_file_is() {
    let place = Place::new();
    let text = stories(50).join("\n\n\n");
    place.write("stories.txt", &text);
    place.done(&["tokenizer", "train", "--input", "stories.txt", "--vocab-size", "320", "--out", "tok"]);
    for (fraction, kept) in [(Some("0.4"), 20), (Some("0.3"), 15), (Some("0.02"), 1), (None, 1)] {
        let folder = |kind: &str| format!("{kind}{}", fraction.unwrap_or("x"));
        let args = |source, out| {
            let share = fraction.map(|fraction| ["--validation-fraction", fraction]);
            [
                &["data", "prepare", source, "--tokenizer", "tok", "--out", out, "--separator", SEPARATOR][..],
                share.as_ref().map_or(&[], |share| share),
            ]
            .concat()
        };
        let (file, pipe) = (folder("file"), folder("pipe"));
        place.done(&args("stories.txt", &file));
        assert_eq!(place.say_with(text.as_bytes(), &args("-", &pipe)).code, Some(0));
        let manifest: serde_json::Value =
            serde_json::from_slice(&fs::read(place.path(&file).join("manifest.json")).unwrap()).unwrap();
        assert_eq!(manifest["totals"]["val"]["documents"], kept, "{fraction:?}");
        for shard in ["train_000000.bin", "val_000000.bin"] {
            let read = |folder: &str| fs::read(place.path(folder).join(shard)).unwrap();
            assert!(read(&file) == read(&pipe), "{shard} differs at {fraction:?}");
        }
    }
}
