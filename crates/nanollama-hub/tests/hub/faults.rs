//! Whatever goes wrong on the way, files come whole or an error comes; nothing is lost and nothing is doubled.
//!
//! `NANOLLAMA_DOWNLOADS` sets how many random downloads are tried.

use std::fs;

use mirror::{Fault, Kind as Holds, On};
use nanollama_hub::Silent;

use crate::place::{Noting, Place, bytes, model};

#[test]
fn each_fault_is_outlived_and_told() {
    for fault in Fault::ALL {
        for large in [true, false] {
            let place = Place::new();
            let content = bytes(50_000, 7);
            place.mirror.put(Holds::Model, "me/toy", "file.bin", &content, large);
            let watch = Noting::new(u64::MAX);
            let hub = place.hub(&watch);
            let tree = hub.tree(&model("me/toy"), "main").unwrap();
            // Half of it comes first, so that faults of ranges are met.
            place.mirror.fail(On::Files, [Fault::Truncated, fault]);
            let fetched = hub.fetch(&tree, &tree.entries[0]);
            if fault == Fault::Expired && !large {
                // Of the Hub itself it is no address that grew old.
                assert!(fetched.is_err());
                continue;
            }
            assert_eq!(fs::read(fetched.unwrap()).unwrap(), content, "{fault:?}");
            assert_eq!(place.mirror.faults_left(), 0, "{fault:?}");
            let harmless = matches!(fault, Fault::Chunks | Fault::Slow | Fault::RangeIgnored);
            let waits = watch.waits.lock().unwrap().clone();
            assert_eq!(waits.len(), if harmless { 1 } else { 2 }, "{fault:?}: {waits:?}");
        }
    }
}

#[test]
fn faults_of_the_interface_are_outlived() {
    let place = Place::new();
    place.mirror.put(Holds::Model, "me/toy", "file.bin", &bytes(5_000, 8), true);
    let hub = place.hub(&Silent);
    for fault in Fault::ALL {
        // A byte of a JSON text that is another may be another word, which nothing can tell.
        if matches!(
            fault,
            Fault::Expired | Fault::RangeRefused | Fault::Flipped | Fault::FlippedEnd | Fault::Compressed
        ) {
            continue;
        }
        place.mirror.fail(On::Interface, [fault]);
        let tree = hub.tree(&model("me/toy"), "main").unwrap_or_else(|error| panic!("{fault:?}: {error}"));
        assert_eq!(tree.entries.len(), 1, "{fault:?}");
        place.mirror.no_more_faults();
    }
}

#[test]
fn what_never_ends_ends_as_an_error() {
    for (fault, word) in [(Fault::Flipped, "hash"), (Fault::Silence, "127.0.0.1"), (Fault::Broken, "500")] {
        let place = Place::new();
        place.mirror.put(Holds::Model, "me/toy", "file.bin", &bytes(5_000, 9), true);
        let hub = place.hub(&Silent);
        let tree = hub.tree(&model("me/toy"), "main").unwrap();
        place.mirror.fail(On::Files, [fault; 40]);
        let said = hub.fetch(&tree, &tree.entries[0]).unwrap_err().to_string();
        assert!(said.contains(word), "{fault:?}: {said}");
        let blob = place.folder.path().join("hub/models--me--toy/blobs").join(tree.entries[0].hash());
        assert!(!blob.exists());
    }
}

#[test]
fn random_faults_in_random_downloads() {
    let wanted: usize = std::env::var("NANOLLAMA_DOWNLOADS").map_or(24, |text| text.parse().unwrap());
    let mut dice = bytes(wanted * 64, 10).into_iter();
    let mut roll = |below: usize| (dice.next().unwrap() as usize * 256 + dice.next().unwrap() as usize) % below;
    let mut met = Vec::new();
    for download in 0..wanted {
        let place = Place::new();
        let files: Vec<(String, Vec<u8>)> = (0..1 + roll(3))
            .map(|file| (format!("part-{file}.bin"), bytes(1 + roll(200_000), (download * 10 + file) as u64)))
            .collect();
        for (name, content) in &files {
            place.mirror.put(Holds::Model, "me/toy", name, content, roll(3) > 0);
        }
        let hub = place.hub(&Silent);
        let tree = hub.tree(&model("me/toy"), "main").unwrap();
        // Each of the kinds in turn, then at random; few enough that patience is not at its end.
        let mut faults = vec![Fault::ALL[download % Fault::ALL.len()]];
        faults.extend((0..roll(3)).map(|_| Fault::ALL[roll(Fault::ALL.len())]));
        faults.retain(|fault| *fault != Fault::Expired || tree.entries.iter().all(|entry| entry.hash().len() == 64));
        met.extend(faults.clone());
        place.mirror.fail(On::Files, faults);
        for entry in &tree.entries {
            hub.fetch(&tree, entry).unwrap();
        }
        let snapshot = hub.cache().snapshot(&tree.repo, &tree.commit);
        for (name, content) in &files {
            assert!(fs::read(snapshot.join(name)).unwrap() == *content, "{name} of download {download}");
        }
        let blobs = place.folder.path().join("hub/models--me--toy/blobs");
        assert_eq!(fs::read_dir(blobs).unwrap().count(), files.len(), "download {download}");
    }
    assert!(met.len() >= wanted / 2);
}
