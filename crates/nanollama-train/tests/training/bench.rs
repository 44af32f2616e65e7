//! The bench runs and its numbers make sense. How fast it is depends on the machine and is not tested.

use nanollama_model::Config;
use nanollama_train::bench::bench_train;

#[test]
fn the_bench_measures_a_step() {
    let config = Config::new(2, 64, 2, 1, 512, 64);
    let result = bench_train(&crate::fixture::cpu(2), &config, 2, 64, 3).unwrap();
    assert!(result.tokens_per_second > 0.0 && result.optimizer_seconds > 0.0);
    // The share of a limit that is probed beside the steps may be anything on a machine with other work.
    assert!(result.flops_share > 0.0 && result.flops_share.is_finite(), "{result:?}");
    assert!(result.peak_bytes > 0 && result.planned_bytes > 0);
    let [slow, fast] = result.tokens_per_second_spread;
    assert!(slow <= result.tokens_per_second && result.tokens_per_second <= fast);
    let line = serde_json::to_value(&result).unwrap();
    for field in ["tokens_per_second", "optimizer_seconds", "peak_bytes", "flops_share"] {
        assert!(line[field].is_number(), "{field}");
    }
    assert!(bench_train(&crate::fixture::cpu(2), &config, 0, 64, 3).is_err());
}
