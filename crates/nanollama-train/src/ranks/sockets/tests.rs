use super::*;

/// What each rank makes of its sockets, all of them at once.
fn each<T: Send>(all: Vec<Sockets>, work: impl Fn(&Sockets) -> T + Sync) -> Vec<T> {
    thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> = all.into_iter().map(|sockets| scope.spawn(move || work(&sockets))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

/// Everybody sends everybody `length` bytes that say who sent them to whom.
fn all_to_all(sockets: &Sockets, length: usize) -> Result<()> {
    let Rank { index, world } = sockets.rank();
    let letter = |from: usize, to: usize| vec![(from * 16 + to) as u8; length];
    let out: Vec<Vec<u8>> = (0..world).map(|to| letter(index, to)).collect();
    let mut into = vec![vec![0xff; length]; world];
    let out: Vec<&[u8]> = out.iter().map(Vec::as_slice).collect();
    sockets.exchange(&out, &mut into.iter_mut().map(Vec::as_mut_slice).collect::<Vec<_>>())?;
    for (from, found) in into.iter().enumerate().filter(|(from, _)| *from != index) {
        assert!(*found == letter(from, index), "from {from} to {index}");
    }
    assert!(into[index].iter().all(|byte| *byte == 0xff), "its own entry is left alone");
    Ok(())
}

#[test]
fn bytes_arrive_whatever_their_length_and_number() {
    for world in [1, 2, 3, 8] {
        let done = each(Sockets::pairs(world).unwrap(), |sockets| {
            [1, 7, SHORT, SHORT + 1, 3 << 20].into_iter().try_for_each(|length| all_to_all(sockets, length))
        });
        assert!(done.into_iter().all(|one| one.is_ok()));
    }
}

#[test]
fn processes_meet_in_a_folder_in_any_order() {
    let folder = tempfile::tempdir().unwrap();
    let met = thread::scope(|scope| {
        let meet = |index: usize| {
            let place = folder.path();
            scope.spawn(move || {
                thread::sleep(Duration::from_millis(30 * (2 - index) as u64));
                let sockets = Sockets::meet(place, Rank { index, world: 3 })?;
                all_to_all(&sockets, 100_000)
            })
        };
        [0, 1, 2].map(meet).map(|thread| thread.join().unwrap())
    });
    assert!(met.into_iter().all(|one| one.is_ok()));
}

#[test]
fn who_has_ended_who_is_silent_and_who_has_lost_step_are_named() {
    let all = Sockets::pairs(3).unwrap();
    let outcomes = each(all, |sockets| match sockets.rank().index {
        2 => Ok(()),
        _ => all_to_all(sockets, 1 << 20),
    });
    for outcome in &outcomes[..2] {
        let Err(Error::Rank { what, .. }) = outcome else { panic!("{outcome:?}") };
        assert!(what.contains("has ended"), "{what}");
    }
    let together = std::sync::Barrier::new(3);
    let outcomes = each(Sockets::pairs(3).unwrap(), |sockets| {
        sockets.wait_at_most(Some(Duration::from_millis(500))).unwrap();
        together.wait();
        if sockets.rank().index == 2 {
            thread::sleep(Duration::from_secs(2));
            return Ok(());
        }
        all_to_all(sockets, 10)
    });
    for outcome in &outcomes[..2] {
        let Err(Error::Rank { rank: 2, world: 3, what }) = outcome else { panic!("{outcome:?}") };
        assert!(what.contains("says nothing for 0.5 seconds"), "{what}");
    }
    let outcomes = each(Sockets::pairs(2).unwrap(), |sockets| all_to_all(sockets, 5 + sockets.rank().index));
    let Err(Error::Rank { what, .. }) = &outcomes[0] else { panic!("{outcomes:?}") };
    assert!(what.contains("message 0 of 6 bytes where message 0 of 5 bytes is due"), "{what}");
}
