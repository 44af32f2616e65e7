//! What a step of Muon is told.

/// What one step is to do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Muon {
    /// Learning rate.
    pub lr: f32,
    /// Decay of the momentum, 0 to 1.
    pub momentum: f32,
    /// Decay of the variance, 0 to 1.
    pub beta2: f32,
    /// Decay of the parameters, times lr, where step and parameter have one sign.
    pub weight_decay: f32,
    /// Multiplies the gradient (clipping, averaging).
    pub gradient_scale: f32,
}
