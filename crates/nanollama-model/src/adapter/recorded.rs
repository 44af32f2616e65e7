//! The forward with adapters as nodes, so that they can be trained.

use nanollama_graph::{Addition, Graph, Recorder};
use nanollama_kernel::adapter::{Delta, Site};
use nanollama_kernel::call::WeightId;
use nanollama_kernel::weight::Weight;

use super::{Adapter, Target};
use crate::parameters::Layout;
use crate::{Config, Error, Model, Role, forward, parameters};

/// The recorded forward of `model` whose every row names these adapters with these scales, in this order. It
/// computes what a launch on such rows computes, with the same bits. The adapters' weights are numbered behind the model's,
/// one adapter after the other.
///
/// # Errors
/// [`Error::Adapter`] naming the tensor or layer of a part that cannot be trained yet: a head's product, rows of some ids
/// alone, a vector of the residual stream or of a bias; [`Error::Graph`] when the ops do not fit.
pub fn adapted_graph(model: &Model, adapters: &[(&Adapter, f32)]) -> Result<Graph, Error> {
    let config = model.config();
    let mut shapes = model.weight_shapes();
    let mut additions = Vec::new();
    for (adapter, scale) in adapters {
        let mut next = shapes.len();
        shapes.extend(adapter.weights().map(Weight::shape));
        for (site, delta) in adapter.parts.parts() {
            let (count, first) = match delta {
                Delta::LowRank { first, .. } => (2, *first),
                Delta::Dense { first, .. } => (1, *first),
                Delta::Rows { .. } | Delta::Vector(_) => (1, 0),
            };
            check(config, adapter, *site, delta)?;
            let weights = (next..next + count).map(|index| WeightId(index as u32)).collect();
            next += count;
            // As rows leave out an adapter of scale 0.
            if *scale != 0.0 {
                additions.push(Addition { site: *site, weights, scale: *scale, first });
            }
        }
    }
    let mut recorder = Recorder::new(shapes).with_additions(additions);
    let logits = forward(&mut recorder, config);
    Ok(recorder.finish(logits)?)
}

/// Refuses what cannot be trained yet: the losses of a head are computed in chunks, a vector of the residual stream or of a
/// bias has no gradient, and a graph looks every token up.
fn check(config: &Config, adapter: &Adapter, site: Site, delta: &Delta) -> Result<(), Error> {
    let (part, reason) = match (site, delta) {
        (Site::Product(id), _) if id == Layout::of(config).head() => {
            (Target::Tensor(Role::Head.name().to_owned()), "a head's product cannot be trained yet")
        }
        (Site::Tap(layer), _) => (Target::Layer(layer), "a vector of the residual stream cannot be trained yet"),
        (Site::Bias(bias), _) => {
            let name = parameters(config).swap_remove(bias.index()).parts.swap_remove(0).name;
            (Target::Tensor(name), "a bias's part cannot be trained yet")
        }
        (Site::Lookup(table), Delta::Rows { ids, .. }) if ids.len() < config.vocabulary => {
            let name = parameters(config).swap_remove(table.index()).parts.swap_remove(0).name;
            (Target::Tensor(name), "rows of some ids alone cannot be trained yet")
        }
        _ => return Ok(()),
    };
    Err(Error::Adapter { adapter: adapter.name.clone(), part: part.to_string(), reason: reason.to_owned() })
}
