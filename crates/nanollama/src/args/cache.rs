//! How keys and values of earlier tokens are kept, for whatever opens a model to compute with it.

use clap::Args;
use nanollama_kernel::dtype::DType;
use nanollama_kernel::op::attention::CacheTypes;

#[derive(Debug, Args)]
pub(crate) struct CacheArgs {
    /// How the keys of earlier tokens are stored: f32, f16 (half the memory) or q8_0 (a quarter); also `-ctk`.
    #[arg(long, default_value = "f32", value_parser = parse, value_name = "TYPE")]
    pub(crate) cache_type_k: DType,
    /// How their values are stored; also `-ctv`.
    #[arg(long, default_value = "f32", value_parser = parse, value_name = "TYPE")]
    pub(crate) cache_type_v: DType,
}

impl CacheArgs {
    pub(crate) fn types(&self) -> CacheTypes {
        CacheTypes { key: self.cache_type_k, value: self.cache_type_v }
    }
}

fn parse(text: &str) -> Result<DType, String> {
    let known = CacheTypes::KNOWN.iter().copied().find(|dtype| dtype.name().eq_ignore_ascii_case(text));
    known.ok_or_else(|| "keys and values are stored as f32, f16 or q8_0".to_owned())
}
