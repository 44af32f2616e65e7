//! [`Types`]: what each tensor of a file is stored as, and the number that the file calls that by.

use nanollama_kernel::dtype::DType;
use nanollama_model::{Config, parameters};

use crate::mix::Mix;

/// The types of a file's tensors.
pub(crate) struct Types {
    /// `general.file_type`.
    pub(super) file_type: u32,
    /// In the order of the file.
    pub(super) of_tensors: Vec<DType>,
}

impl Types {
    /// One for all matrices. llama.cpp keeps what is multiplied value by value in f32.
    pub(crate) fn uniform(config: &Config, dtype: DType) -> Types {
        let of_tensors = parameters(config).into_iter().flat_map(|parameter| {
            let dtype = if parameter.elementwise() { DType::F32 } else { dtype };
            parameter.parts.into_iter().map(move |_| dtype)
        });
        Types { file_type: dtype.llama_file_type(), of_tensors: of_tensors.collect() }
    }

    /// Those of a mix.
    pub(crate) fn mixed(config: &Config, mix: Mix) -> Types {
        let of_tensors = mix.choices(config).into_iter().map(|choice| choice.dtype).collect();
        Types { file_type: mix.file_type(), of_tensors }
    }
}
