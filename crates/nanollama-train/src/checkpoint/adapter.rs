//! The weights of a checkpoint of an adapter: PEFT's folder, without the model that it stands beside.

use nanollama_bundle::gamma::{About, PeftOut};
use nanollama_kernel::device::Device;
use nanollama_model::{Config, Lora, Model};
use nanollama_store::TensorOut;
use nanollama_store::checkpoint::{Checkpoint, CheckpointWriter};
use nanollama_store::safetensors::Tensors;

use super::tensor::read_f32;
use crate::error::Result;
use crate::optimizer::adapter_members;

/// What texts call the adapter in training.
pub(crate) const NAME: &str = "lora";
const WEIGHTS_FILE: &str = "adapter_model.safetensors";

/// Writes PEFT's two files.
pub(super) fn fill(
    writer: &CheckpointWriter,
    device: &dyn Device,
    model: &Model,
    (lora, about, template): (&Lora, &About, Option<&str>),
) -> Result<()> {
    let (members, weights) = (adapter_members(model.config(), lora), model.further());
    let shapes: Vec<[usize; 2]> = weights.iter().map(|weight| [weight.rows(), weight.cols()]).collect();
    let tensors = members.iter().zip(&weights).zip(&shapes).map(|((member, weight), shape)| {
        let values = || weight.values(device, 0..weight.rows()).unwrap_or_default();
        TensorOut::from_f32(member.name.clone(), shape, values)
    });
    Ok(PeftOut { lora, about, template }.write(writer, tensors.collect())?)
}

/// Puts a frozen model's adapter beside it, to be trained on.
pub(super) fn learn(device: &dyn Device, checkpoint: &Checkpoint, lora: &Lora, mut model: Model) -> Result<Model> {
    let config: Config = model.config().clone();
    model.learn(lora.initial(device, &config, NAME, 0)?, lora)?;
    read(device, checkpoint, lora, &mut model)?;
    Ok(model)
}

/// Puts the values of a checkpoint into the adapter in training.
pub(super) fn read(device: &dyn Device, checkpoint: &Checkpoint, lora: &Lora, model: &mut Model) -> Result<()> {
    let path = checkpoint.file(WEIGHTS_FILE)?;
    let (tensors, members) = (Tensors::open(&path)?, adapter_members(model.config(), lora));
    members.iter().zip(model.moved_mut()).try_for_each(|(member, weight)| {
        let shape = [weight.rows(), weight.cols()];
        weight.fill(device, |values| read_f32(&path, &tensors, &member.name, &shape, values))
    })
}
