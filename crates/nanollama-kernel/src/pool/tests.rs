//! Loops on one thread and many, nested and panicking.

use super::*;

#[test]
fn every_chunk_runs_once_on_any_number_of_threads() {
    for threads in [1, 2, 3, 7] {
        let pool = Pool::new(threads);
        for chunks in [0, 1, 2, 5, 64, 1000] {
            let counts: Vec<AtomicUsize> = (0..chunks).map(|_| AtomicUsize::new(0)).collect();
            pool.run(chunks, |chunk| {
                counts[chunk].fetch_add(1, Ordering::Relaxed);
            });
            assert!(
                counts.iter().all(|count| count.load(Ordering::Relaxed) == 1),
                "{threads} threads, {chunks} chunks"
            );
        }
    }
}

#[test]
fn every_item_is_visited_once() {
    let pool = Pool::new(3);
    let mut items: Vec<usize> = (0..100).collect();
    pool.for_each_mut(&mut items, |index, item| *item += 1000 * index);
    assert!(items.iter().enumerate().all(|(index, &item)| item == 1001 * index));
    pool.for_each_mut(&mut [0usize; 0], |_, _| unreachable!("there is nothing to visit"));
}

#[test]
fn a_thousand_short_runs_and_sleeps_between_them_lose_nothing() {
    let pool = Pool::new(3);
    let total = AtomicUsize::new(0);
    for round in 0..1000 {
        pool.run(4, |chunk| {
            total.fetch_add(chunk, Ordering::Relaxed);
        });
        if round % 100 == 0 {
            std::thread::sleep(Duration::from_millis(1));
        }
    }
    assert_eq!(total.load(Ordering::Relaxed), 6000);
}

#[test]
fn a_panic_reaches_the_caller_and_the_pool_lives_on() {
    let pool = Pool::new(3);
    for bad in [0, 7, 63] {
        let caught = catch_unwind(AssertUnwindSafe(|| pool.run(64, |chunk| assert!(chunk != bad, "chunk {bad}"))));
        assert!(caught.is_err());
    }
    let total = AtomicUsize::new(0);
    pool.run(64, |_| {
        total.fetch_add(1, Ordering::Relaxed);
    });
    assert_eq!(total.load(Ordering::Relaxed), 64);
}

#[test]
fn a_nested_run_is_done_by_the_worker_itself() {
    let pool = Pool::new(2);
    let total = AtomicUsize::new(0);
    pool.run(8, |_| {
        let outer = std::thread::current().id();
        pool.run(8, |_| {
            assert_eq!(outer, std::thread::current().id());
            total.fetch_add(1, Ordering::Relaxed);
        });
    });
    assert_eq!(total.load(Ordering::Relaxed), 64);
}

#[test]
fn two_callers_take_turns() {
    let pool = Pool::new(2);
    let total = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                for _ in 0..200 {
                    pool.run(16, |_| {
                        total.fetch_add(1, Ordering::Relaxed);
                    });
                }
            });
        }
    });
    assert_eq!(total.load(Ordering::Relaxed), 3 * 200 * 16);
}
