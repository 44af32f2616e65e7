//! [`Types`]: what each tensor of a file is stored as, the number that the file calls that by, and how much errors count.

use nanollama_kernel::dtype::DType;
use nanollama_model::{Config, parameters};

use crate::importances::Importances;
use crate::mix::Mix;

/// The types of a file's tensors.
pub(crate) struct Types<'a> {
    /// `general.file_type`.
    pub(super) file_type: u32,
    /// In the order of the file.
    pub(super) of_tensors: Vec<DType>,
    /// How much errors count in blocks that are searched for.
    pub(super) importances: Option<&'a Importances>,
}

impl<'a> Types<'a> {
    /// One for all matrices. llama.cpp keeps what is multiplied value by value in f32.
    pub(crate) fn uniform(config: &Config, dtype: DType) -> Types<'a> {
        let of_tensors = parameters(config).into_iter().flat_map(|parameter| {
            let dtype = if parameter.elementwise() { DType::F32 } else { dtype };
            parameter.parts.into_iter().map(move |_| dtype)
        });
        Types { file_type: dtype.llama_file_type(), of_tensors: of_tensors.collect(), importances: None }
    }

    /// Those of a mix.
    pub(crate) fn mixed(config: &Config, mix: Mix, importances: Option<&'a Importances>) -> Types<'a> {
        let of_tensors = mix.choices(config, importances.is_some()).into_iter().map(|choice| choice.dtype).collect();
        Types { file_type: mix.file_type(), of_tensors, importances }
    }
}
