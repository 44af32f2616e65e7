//! Kernels on a GPU: compiled when they are first wanted, and kept on disk by what they were compiled of.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::Arc;

use crate::error::CudaError;
use crate::kept::keep;
use crate::nvrtc::{CompileError, Nvrtc};
use crate::session::{Kernel, Loaded, Session};
use crate::source::{MODULES, Module, Number};

/// All kernels, for one format of activations.
///
/// # Errors
/// [`CudaError`].
pub(super) fn load(
    session: &Arc<Session>,
    compiler: &Nvrtc,
    number: Number,
    cache: Option<&Path>,
) -> Result<HashMap<&'static str, Kernel>, CudaError> {
    let architecture = session.gpu().architecture();
    let mut kernels = HashMap::new();
    for module in MODULES.iter().filter(|module| module.is_for(number, &architecture)) {
        let wanted = Wanted { compiler, module, number, architecture: &architecture };
        let loaded = Arc::new(wanted.load(session, cache)?);
        for name in module.kernels() {
            kernels.insert(name, loaded.kernel(name)?);
        }
    }
    Ok(kernels)
}

/// A module for an architecture.
struct Wanted<'a> {
    compiler: &'a Nvrtc,
    module: &'a Module,
    number: Number,
    architecture: &'a str,
}

impl Wanted<'_> {
    /// From disk where it is there and the driver takes it, else compiled.
    fn load(&self, session: &Arc<Session>, cache: Option<&Path>) -> Result<Loaded, CudaError> {
        let file = cache.map(|folder| folder.join(self.name()));
        let kept = file.as_deref().and_then(|file| std::fs::read(file).ok());
        if let Some(loaded) = kept.and_then(|cubin| session.load(&cubin).ok()) {
            return Ok(loaded);
        }
        let cubin = self.compile()?;
        let loaded = session.load(&cubin)?;
        if let Some(file) = file {
            keep(&file, &cubin);
        }
        Ok(loaded)
    }

    fn compile(&self) -> Result<Vec<u8>, CompileError> {
        let text = self.module.source(self.number);
        Ok(self.compiler.compile(self.module.name, &text, self.architecture)?.cubin)
    }

    /// A name for what it is compiled of: text, format, architecture, compiler.
    fn name(&self) -> String {
        let mut hasher = DefaultHasher::new();
        (self.module.source(self.number), self.architecture, self.compiler.version()).hash(&mut hasher);
        let stem = self.module.name.trim_end_matches(".cu");
        format!("{stem}-{}-{}-{:016x}.cubin", self.number.name(), self.architecture, hasher.finish())
    }
}
