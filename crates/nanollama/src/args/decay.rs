//! How the form in which a rate falls is typed.

use nanollama_train::Decay;

/// A form of the fall of the rate.
pub(super) fn parse_decay(text: &str) -> Result<Decay, String> {
    match text {
        "linear" => Ok(Decay::Linear),
        "cosine" => Ok(Decay::Cosine),
        _ => Err("it is linear or cosine".to_owned()),
    }
}
