//! The names of devices, and of what they compute in.

use std::str::FromStr;

/// What computes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DeviceName {
    /// This machine's cores.
    Cpu,
    /// The first GPU if all that it needs is there, else this machine's cores.
    Auto,
    /// An NVIDIA GPU, by its number.
    Cuda(usize),
}

impl FromStr for DeviceName {
    type Err = String;

    fn from_str(text: &str) -> Result<DeviceName, String> {
        match text.split_once(':') {
            None if text == "cpu" => Ok(DeviceName::Cpu),
            None if text == "auto" => Ok(DeviceName::Auto),
            None if text == "cuda" => Ok(DeviceName::Cuda(0)),
            Some(("cuda", number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
                number.parse().map(DeviceName::Cuda).map_err(|_| format!("{number:?} is no number of a GPU"))
            }
            _ => Err("it is cpu, cuda, cuda:N or auto".to_owned()),
        }
    }
}

/// How activations are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Precision {
    F32,
    Bf16,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_have_names() {
        let of = |text: &str| text.parse::<DeviceName>().ok();
        assert_eq!(
            ["cpu", "auto", "cuda", "cuda:3"].map(of),
            [DeviceName::Cpu, DeviceName::Auto, DeviceName::Cuda(0), DeviceName::Cuda(3)].map(Some)
        );
        for text in
            ["", "gpu", "cuda:", "cuda:-1", "cuda:+1", "cuda:x", "CUDA", "cpu:0", "mps", "cuda:99999999999999999999"]
        {
            assert_eq!(of(text), None, "{text:?}");
        }
    }
}
