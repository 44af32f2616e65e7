//! What a run has in memory before its first step, or before its checkpoint is put over it: a model to be trained, or a frozen
//! one with an adapter beside it.

use nanollama_bundle::StoredModel;
use nanollama_bundle::gamma::{About, Base, Gamma};
use nanollama_kernel::device::Device;
use nanollama_model::{Model, initialise};

use crate::checkpoint::ADAPTER;
use crate::error::Result;
use crate::plan::Plan;

/// The model that a run begins with: random where there is no `source`. What an adapter stands beside stays as it is stored; it
/// begins as `adapter`, by chance where there is none.
pub(super) fn model(
    device: &dyn Device,
    plan: &Plan,
    source: Option<&StoredModel>,
    adapter: Option<&Gamma>,
) -> Result<Model> {
    match (source, &plan.lora) {
        (None, _) => Ok(initialise(device, &plan.model, plan.seed)?),
        (Some(source), None) => Ok(source.load_dense(device)?),
        (Some(source), Some(lora)) => {
            let mut model = source.load_frozen(device)?;
            let adapter = match adapter {
                Some(begin) => begin.begin(device, &plan.model, ADAPTER, lora)?,
                None => lora.initial(device, &plan.model, ADAPTER, plan.seed)?,
            };
            model.learn(adapter, lora)?;
            Ok(model)
        }
    }
}

/// What an adapter's files say of it.
pub(super) fn about(plan: &Plan, run: &str, source: &StoredModel) -> Result<Option<About>> {
    let (Some(_), Some(base)) = (&plan.lora, &plan.base) else { return Ok(None) };
    let about = Base { name: base.name.clone(), ..Base::of(source)? };
    let made = format!("a LoRA of {}", base.name);
    Ok(Some(About { name: run.to_owned(), base: Some(about), made, ..About::default() }))
}
