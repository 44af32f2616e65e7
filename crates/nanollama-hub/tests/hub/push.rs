//! What goes up: large files and small ones, what is there already, and what is broken off.

use std::fs;

use mirror::{Fault, Kind as Holds, On};
use nanollama_hub::{Error, Silent, ToPush};

use crate::place::{Place, bytes, model};

fn files(place: &Place, contents: &[(&str, Vec<u8>)]) -> Vec<ToPush> {
    let folder = place.folder.path().join("mine");
    let write = |(path, content): &(&str, Vec<u8>)| {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, content).unwrap();
        ToPush { path: (*path).to_owned(), file }
    };
    contents.iter().map(write).collect()
}

#[test]
fn files_go_up_once_and_nothing_is_deleted() {
    let place = Place::new();
    place.mirror.part_length(100_000);
    let (hub, repo) = (place.hub(&Silent), model("me/mine"));
    assert!(hub.create(&repo, true).unwrap());
    assert!(!hub.create(&repo, true).unwrap());
    assert!(place.mirror.is_private(Holds::Model, "me/mine"));
    place.mirror.put(Holds::Model, "me/mine", "notes.txt", b"of somebody", false);
    let contents = [
        ("config.json", b"{\"a\": 1}".to_vec()),
        ("model.safetensors", bytes(350_000, 1)),
        ("run/mine/checkpoints/step_000003/optimizer.safetensors", bytes(90_000, 2)),
        ("empty.safetensors", Vec::new()),
    ];
    let mine = files(&place, &contents);
    let pushed = hub.push(&repo, &mine, "first").unwrap();
    assert_eq!((pushed.changed, pushed.unchanged, pushed.sent), (4, 0, 440_000));
    for (path, content) in &contents {
        assert_eq!(place.mirror.file(Holds::Model, "me/mine", path).as_ref(), Some(content), "{path}");
    }
    assert!(place.mirror.file(Holds::Model, "me/mine", "notes.txt").is_some());
    let commits = place.mirror.commits(Holds::Model, "me/mine");
    let again = hub.push(&repo, &mine, "again").unwrap();
    assert_eq!((again.changed, again.unchanged, again.sent), (0, 4, 0));
    assert_eq!((again.commit, place.mirror.commits(Holds::Model, "me/mine")), (pushed.commit, commits));
    // One file that differs is one file that is sent.
    fs::write(&mine[2].file, bytes(90_000, 3)).unwrap();
    let third = hub.push(&repo, &mine, "third").unwrap();
    assert_eq!((third.changed, third.sent), (1, 90_000));
    for seen in place.mirror.seen() {
        assert_eq!(seen.authorization.is_some(), !seen.storage, "{seen:?}");
    }
}

#[test]
fn an_upload_outlives_faults_and_commits_once() {
    let kinds = [Fault::Silence, Fault::HalfHead, Fault::Noise, Fault::Broken, Fault::TooMany, Fault::Unavailable];
    for fault in kinds {
        let place = Place::new();
        place.mirror.part_length(40_000);
        let (hub, repo) = (place.hub(&Silent), model("me/mine"));
        hub.create(&repo, false).unwrap();
        let mine = files(&place, &[("model.safetensors", bytes(90_000, 4)), ("config.json", b"{}".to_vec())]);
        place.mirror.fail(On::Uploads, [fault, fault]);
        hub.push(&repo, &mine, "mine").unwrap();
        assert_eq!(place.mirror.commits(Holds::Model, "me/mine"), 2, "{fault:?}");
        // Every question of the interface fails once: what was committed and not answered is not committed again.
        fs::write(&mine[1].file, "{\"b\": 2}").unwrap();
        place.mirror.fail(On::Interface, [fault; 5]);
        hub.push(&repo, &mine, "more").unwrap();
        assert_eq!(place.mirror.commits(Holds::Model, "me/mine"), 3, "{fault:?}");
    }
}

#[test]
fn an_answer_that_was_lost_makes_no_second_commit() {
    let place = Place::new();
    let (hub, repo) = (place.hub(&Silent), model("me/mine"));
    hub.create(&repo, false).unwrap();
    for (turn, count) in (0..12).zip(2..) {
        let mine = files(&place, &[("a.txt", vec![turn; 10])]);
        // The fault meets another question each turn, the commit among them.
        let faults = (0..turn % 6).map(|_| Fault::Slow).chain([Fault::HalfHead]);
        place.mirror.fail(On::Interface, faults);
        hub.push(&repo, &mine, "turn").unwrap();
        place.mirror.no_more_faults();
        assert_eq!(place.mirror.commits(Holds::Model, "me/mine"), count, "{turn}");
    }
}

#[test]
fn who_has_no_token_sends_nothing() {
    let place = Place::with_token(None);
    let (hub, repo) = (place.hub(&Silent), model("me/mine"));
    assert!(matches!(hub.create(&repo, false), Err(Error::NoToken { .. })));
    assert!(matches!(hub.push(&repo, &[], "x"), Err(Error::NoToken { .. })));
    let stranger = Place::with_token(Some(mirror::STRANGER));
    stranger.mirror.put(Holds::Model, "me/mine", "a", b"a", false);
    let mine = files(&stranger, &[("b.txt", b"b".to_vec())]);
    let said = stranger.hub(&Silent).push(&repo, &mine, "x").unwrap_err();
    assert!(matches!(said, Error::Token { .. }), "{said}");
}
