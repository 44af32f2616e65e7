//! Range tests: the loss falls, then is lost; the same points for any number of threads.

use nanollama_train::range_test::{range_test, suggested};

use crate::fixture::{SMALL, corpus, cpu, plan};

#[test]
fn a_range_test_finds_where_rates_become_too_large() {
    let folder = tempfile::tempdir().unwrap();
    let plan = plan(&corpus(folder.path(), false), SMALL, "steps = 40");
    let points = range_test(&cpu(2), &plan, (1e-4, 10.0), &|| false).unwrap();
    assert!((points[0].rate / 1e-4 - 1.0).abs() < 1e-9 && points.len() <= 40);
    assert!(points.is_sorted_by(|a, b| a.rate < b.rate));
    let (lowest, rate) = suggested(&points).expect("a rate of 10 is too large");
    assert!((1e-3..2.0).contains(&lowest) && rate < lowest, "{lowest} {rate}");
    assert!(points.last().unwrap().smoothed > 1.25 * points.iter().map(|point| point.smoothed).fold(9.0, f64::min));
    assert_eq!(range_test(&cpu(1), &plan, (1e-4, 10.0), &|| false).unwrap(), points);
    let stopped = range_test(&cpu(2), &plan, (1e-4, 10.0), &|| true).unwrap();
    assert_eq!(stopped, []);
    let entries: Vec<_> = std::fs::read_dir(folder.path()).unwrap().flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(entries.len(), 2, "nothing is stored: {entries:?}");
}
