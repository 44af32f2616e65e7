//! What comes down, where it lies, and what is refused.

use std::fs;

use mirror::{Kind as Holds, STRANGER};
use nanollama_hub::{Error, Kind, RepoName, Silent};

use crate::place::{Noting, Place, bytes, model};

#[test]
fn files_come_whole_by_redirects_and_the_token_stays_at_home() {
    let place = Place::new();
    let large = bytes(300_000, 1);
    place.mirror.put(Holds::Model, "me/toy", "config.json", b"{}", false);
    let commit = place.mirror.put(Holds::Model, "me/toy", "a b/model.safetensors", &large, true);
    place.mirror.make_private(Holds::Model, "me/toy");
    place.mirror.rename(Holds::Model, "me/old", "me/toy");
    place.mirror.page_length(2);
    let (hub, repo) = (place.hub(&Silent), model("me/old"));
    let tree = hub.tree(&repo, "main").unwrap();
    assert_eq!(tree.commit, commit);
    let paths: Vec<&str> = tree.entries.iter().map(|entry| entry.path.as_str()).collect();
    assert_eq!(paths, ["a b/model.safetensors", "config.json"]);
    for (entry, expected) in tree.entries.iter().zip([&large[..], b"{}"]) {
        let path = hub.fetch(&tree, entry).unwrap();
        assert_eq!(fs::read(&path).unwrap(), expected);
        assert!(path.ends_with(format!("snapshots/{commit}/{}", entry.path)));
        #[cfg(unix)]
        assert!(fs::read_link(&path).unwrap().ends_with(format!("blobs/{}", entry.hash())));
    }
    hub.note(&tree).unwrap();
    assert_eq!(hub.cache().commit(&repo, "main"), Some(commit.clone()));
    assert_eq!(hub.cache().paths(&repo, &commit), ["a b/model.safetensors", "config.json"]);
    let seen = place.mirror.seen();
    assert!(seen.iter().any(|seen| seen.storage));
    for seen in &seen {
        assert_eq!(seen.authorization.is_some(), !seen.storage, "{seen:?}");
    }
    // Again: nothing is asked for that is there.
    let _path = hub.fetch(&tree, &tree.entries[0]).unwrap();
    assert_eq!(place.mirror.seen(), []);
}

#[test]
fn who_stops_goes_on_where_he_stopped() {
    let place = Place::new();
    let large = bytes(2_000_000, 2);
    place.mirror.put(Holds::Model, "me/toy", "model.gguf", &large, true);
    let repo = model("me/toy");
    let impatient = Noting::new(400_000);
    let hub = place.hub(&impatient);
    let tree = place.hub(&Silent).tree(&repo, "main").unwrap();
    assert!(matches!(hub.fetch(&tree, &tree.entries[0]), Err(Error::Stopped)));
    let blobs = place.folder.path().join("hub/models--me--toy/blobs");
    let names: Vec<_> = fs::read_dir(&blobs).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, [format!("{}.incomplete", tree.entries[0].hash()).as_str()]);
    let have = fs::metadata(blobs.join(&names[0])).unwrap().len();
    assert!((400_000..2_000_000).contains(&have), "{have}");
    place.mirror.seen();
    let path = place.hub(&Silent).fetch(&tree, &tree.entries[0]).unwrap();
    assert_eq!(fs::read(path).unwrap(), large);
    let ranges: Vec<_> = place.mirror.seen().into_iter().filter(|seen| seen.storage).map(|seen| seen.range).collect();
    assert_eq!(ranges, [Some(format!("bytes={have}-"))]);
}

#[test]
fn what_was_left_wrong_is_fetched_anew() {
    let place = Place::new();
    let large = bytes(100_000, 3);
    place.mirror.put(Holds::Model, "me/toy", "model.gguf", &large, true);
    let hub = place.hub(&Silent);
    let tree = hub.tree(&model("me/toy"), "main").unwrap();
    let blobs = place.folder.path().join("hub/models--me--toy/blobs");
    fs::create_dir_all(&blobs).unwrap();
    for left in [bytes(50_000, 4), bytes(100_000, 5), bytes(100_001, 6), large.clone()] {
        let blob = blobs.join(tree.entries[0].hash());
        let _none = fs::remove_file(&blob);
        fs::write(blob.with_extension("incomplete"), left).unwrap();
        assert_eq!(fs::read(hub.fetch(&tree, &tree.entries[0]).unwrap()).unwrap(), large);
        assert!(!blob.with_extension("incomplete").exists());
    }
}

#[test]
fn refusals_say_what_is_the_matter() {
    let said = |token: Option<&str>, name: &str, revision: &str| {
        let place = Place::with_token(token);
        place.mirror.put(Holds::Model, "me/toy", "config.json", b"{}", false);
        place.mirror.put(Holds::Model, "me/gated", "config.json", b"{}", false);
        place.mirror.put(Holds::Model, "me/private", "config.json", b"{}", false);
        place.mirror.gate(Holds::Model, "me/gated");
        place.mirror.make_private(Holds::Model, "me/private");
        let hub = place.hub(&Silent);
        let fetched = hub.tree(&model(name), revision).and_then(|tree| hub.fetch(&tree, &tree.entries[0]));
        fetched.unwrap_err()
    };
    assert!(matches!(said(None, "me/none", "main"), Error::NoRepo { signed_in: false, .. }));
    assert!(matches!(said(Some(STRANGER), "me/none", "main"), Error::NoRepo { signed_in: true, .. }));
    assert!(matches!(said(Some(STRANGER), "me/private", "main"), Error::NoRepo { .. }));
    assert!(matches!(said(None, "me/gated", "main"), Error::Gated { signed_in: false, .. }));
    assert!(matches!(said(Some(STRANGER), "me/gated", "main"), Error::Gated { signed_in: true, .. }));
    assert!(matches!(said(None, "me/toy", "v9"), Error::NoRevision { .. }));
    let wrong = said(Some("hf_wrong_secret"), "me/toy", "main");
    assert!(matches!(wrong, Error::Token { .. }) && !wrong.to_string().contains("secret"), "{wrong}");
    assert!(matches!(said(Some("hf_a\nX-Other: b"), "me/toy", "main"), Error::Token { .. }));
}

#[test]
fn a_revision_is_a_branch_or_a_commit() {
    let place = Place::new();
    let first = place.mirror.put(Holds::Dataset, "me/rows", "a.jsonl", b"1", false);
    place.mirror.put(Holds::Dataset, "me/rows", "a.jsonl", b"2", false);
    let (hub, repo) = (place.hub(&Silent), RepoName::new(Kind::Dataset, "me/rows").unwrap());
    for (revision, expected) in [("main", b"2"), (&first, b"1"), (&first[..8], b"1")] {
        let tree = hub.tree(&repo, revision).unwrap();
        assert_eq!(fs::read(hub.fetch(&tree, &tree.entries[0]).unwrap()).unwrap(), expected);
    }
}

#[test]
fn switched_off_nothing_is_asked() {
    let mut place = Place::new();
    place.settings.offline = true;
    let said = place.hub(&Silent).tree(&model("me/toy"), "main").unwrap_err();
    assert!(matches!(said, Error::Offline { .. }) && said.to_string().contains("HF_HUB_OFFLINE"), "{said}");
    assert_eq!(place.mirror.seen(), []);
}
