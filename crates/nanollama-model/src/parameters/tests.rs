//! The table as a whole: names, sizes and streams of every parameter.

use std::collections::BTreeSet;

use super::*;

fn configs() -> [Config; 2] {
    [false, true].map(|tied| {
        let mut config = Config::new(3, 64, 4, 2, 100, 32);
        config.features.tied = tied;
        config
    })
}

#[test]
fn every_role_has_one_entry_and_the_order_is_front_block_back() {
    let roles: BTreeSet<usize> = table::TABLE.iter().map(|entry| entry.role as usize).collect();
    assert_eq!(roles.len(), Role::COUNT);
    let places: Vec<u8> = table::TABLE.iter().map(|entry| entry.place as u8).collect();
    assert!(places.is_sorted());
}

#[test]
fn every_tensor_has_a_name_of_its_own_in_both_namings() {
    for config in configs() {
        let list = parameters(&config);
        let parts: Vec<&Part> = list.iter().flat_map(|parameter| &parameter.parts).collect();
        let ours: BTreeSet<&str> = parts.iter().map(|part| part.name.as_str()).collect();
        let theirs: BTreeSet<&str> = parts.iter().map(|part| part.gguf_name.as_str()).collect();
        assert_eq!((ours.len(), theirs.len()), (parts.len(), parts.len()));
        assert!(ours.contains("model.layers.2.self_attn.q_proj.weight") && theirs.contains("blk.2.attn_q.weight"));
        let tied = config.features.tied;
        assert_eq!((ours.contains("lm_head.weight"), theirs.contains("output.weight")), (!tied, !tied));
    }
}

#[test]
fn parts_cover_their_weight_and_have_its_columns() {
    for config in configs() {
        for parameter in parameters(&config) {
            let mut row = 0;
            for part in &parameter.parts {
                assert_eq!(part.row, row, "{}", part.name);
                assert_eq!(part.shape.last(), Some(&parameter.cols), "{}", part.name);
                let elements: usize = part.shape.iter().product();
                assert_eq!(elements, part.rows * parameter.cols, "{}", part.name);
                assert!(elements.is_multiple_of(part.feature), "{}", part.name);
                if let RowOrder::HalfSplit { head_dim } = part.order {
                    assert!((elements / part.feature).is_multiple_of(head_dim), "{}", part.name);
                }
                row += part.rows;
            }
            assert_eq!(row, parameter.rows);
        }
    }
}

/// Streams decide the bits of a fresh model.
#[test]
fn streams_are_those_of_the_first_version_and_apart() {
    for config in configs() {
        let list = parameters(&config);
        let streams: Vec<u64> = list.iter().map(|parameter| parameter.stream).collect();
        assert_eq!(streams, (0..list.len() as u64).collect::<Vec<_>>());
    }
}

#[test]
fn counts_are_sums_over_the_list() {
    for config in configs() {
        let list = parameters(&config);
        let sum = |counts: &dyn Fn(&Parameter) -> bool| -> u64 {
            list.iter().filter(|parameter| counts(parameter)).map(|p| (p.rows * p.cols) as u64).sum()
        };
        let (d, f, v) = (64, 192, 100);
        let block = d * d + 2 * 32 * d + d * d + 3 * f * d;
        assert_eq!(sum(&|_| true), config.parameter_count());
        assert_eq!(
            config.parameter_count(),
            3 * (block + 2 * d) + d + v * d * if config.features.tied { 1 } else { 2 }
        );
        assert_eq!(config.block_matrix_parameters(), 3 * block);
        assert_eq!(sum(&|p| p.uses.product), config.product_parameters());
        assert_eq!(config.product_parameters(), 3 * block + v * d);
    }
}

#[test]
fn factors_of_the_stream_are_two_numbers_a_block() {
    let mut config = configs()[0].clone();
    let plain = config.parameter_count();
    config.features.resformer = true;
    assert_eq!(config.parameter_count(), plain + 3 * 2);
    let list = parameters(&config);
    let factors: Vec<&Parameter> = list.iter().filter(|parameter| parameter.rows * parameter.cols == 1).collect();
    let layout = Layout::of(&config);
    for (index, factor) in factors.iter().enumerate() {
        let layer = index / 2;
        let (role, name) = [(Role::StreamFactor, "stream_factor"), (Role::InputFactor, "input_factor")][index % 2];
        assert_eq!((factor.role, factor.layer), (role, Some(layer)));
        assert_eq!(factor.parts[0].name, format!("model.layers.{layer}.{name}"));
        assert_eq!(factor.parts[0].gguf_name, format!("blk.{layer}.{name}.weight"));
        assert!(factor.elementwise() && std::ptr::eq(*factor, &list[layout.block(layer, role).index()]));
    }
    assert_eq!(factors.len(), 6);
    let streams: BTreeSet<u64> = list.iter().map(|parameter| parameter.stream).collect();
    assert_eq!(streams.len(), list.len());
}

#[test]
fn what_the_host_keeps_is_refused_by_name() {
    let mut list = parameters(&configs()[0]);
    assert!(check_placement(&list).is_ok());
    list[0].placement = Placement::Host;
    let message = check_placement(&list).unwrap_err().to_string();
    assert!(message.contains("model.embed_tokens.weight") && message.contains("host"), "{message}");
}
