//! `dispatch!`: a generic body compiled once per instruction set, picked by [`Isa`](super::isa::Isa).

/// `dispatch!(isa, body(a: A, b: B) -> R)` calls the generic `#[inline(always)] unsafe fn body<L: Lanes>(a: A, b: B) -> R`
/// compiled for the instruction set `isa`. `a` and `b` are names of local variables. Use it inside `unsafe`: the
/// caller answers for `body`'s contract; that the machine has `isa` too (a `Pool` checks it once, when it is made).
///
/// A body with a type of its own after the lanes is named with it: `dispatch!(isa, body::<T: Bound>(a: A))`.
///
/// Closures inside `body` do not inherit the instruction set: write loops.
macro_rules! dispatch {
    ($isa:expr, $body:ident $(::<$type:ident : $bound:path>)? ( $($arg:ident : $ty:ty),* $(,)? ) $(-> $ret:ty)?) => {{
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx2,fma,f16c")]
        #[allow(clippy::too_many_arguments)]
        unsafe fn avx512$(<$type: $bound>)?($($arg: $ty),*) $(-> $ret)? {
            // SAFETY: the features are enabled here; the rest is the caller's contract, handed through.
            unsafe { $body::<$crate::lanes::Avx512 $(, $type)?>($($arg),*) }
        }
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx2,fma,f16c")]
        #[allow(clippy::too_many_arguments)]
        unsafe fn avx2$(<$type: $bound>)?($($arg: $ty),*) $(-> $ret)? {
            // SAFETY: as above.
            unsafe { $body::<$crate::lanes::Avx2 $(, $type)?>($($arg),*) }
        }
        match $isa {
            #[cfg(target_arch = "x86_64")]
            $crate::lanes::Isa::Avx512 => avx512$(::<$type>)?($($arg),*),
            #[cfg(target_arch = "x86_64")]
            $crate::lanes::Isa::Avx2 => avx2$(::<$type>)?($($arg),*),
            #[cfg(target_arch = "aarch64")]
            $crate::lanes::Isa::Neon => $body::<$crate::lanes::Neon $(, $type)?>($($arg),*),
            _ => $body::<$crate::lanes::Scalar $(, $type)?>($($arg),*),
        }
    }};
}
pub(crate) use dispatch;
