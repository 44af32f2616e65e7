//! A folder: filled under a temporary name, renamed when all its files are durable; and what killed writers left.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::name::{REPLACED, folder_of, is_temporary, unused};
use crate::error::{Error, Result};

/// Creates `path` and its parents, durably: what is saved in it must not vanish with it. Nothing is synced where all are
/// there.
///
/// # Errors
/// When the system refuses.
pub fn create_folder(path: &Path) -> Result<()> {
    let missing: Vec<&Path> = path.ancestors().take_while(|folder| !folder.as_os_str().is_empty()).collect();
    let missing = missing.into_iter().take_while(|folder| !folder.exists());
    let parents: Vec<PathBuf> = missing.map(|folder| folder_of(folder).to_owned()).collect();
    fs::create_dir_all(path).map_err(|source| Error::io(path, "create the folder", source))?;
    parents.iter().try_for_each(|parent| sync_folder(parent))
}

/// A temporary folder beside `path`, to be filled and given to [`replace_folder`]. The caller owns everything in it.
///
/// # Errors
/// When the system refuses.
pub fn temporary_folder(path: &Path) -> Result<PathBuf> {
    create_folder(folder_of(path))?;
    let (temporary, ()) = unused(path, |temporary| fs::create_dir(temporary))?;
    Ok(temporary)
}

/// Makes the finished folder `temporary` the folder `path`. Its files must be synced already. A
/// folder that was there is moved aside first and removed last, so that one of the two always
/// survives; [`clean`] repairs a kill in between.
///
/// # Errors
/// When the system refuses; then the old folder is in place.
pub fn replace_folder(temporary: &Path, path: &Path) -> Result<()> {
    sync_folder(temporary)?;
    let fail = |source| Error::io(path, "replace the folder", source);
    let parent = folder_of(path);
    let aside =
        parent.join(format!("{REPLACED}{}", path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default()));
    let replaces = path.exists();
    if replaces {
        if aside.exists() {
            fs::remove_dir_all(&aside).map_err(fail)?;
        }
        fs::rename(path, &aside).map_err(fail)?;
    }
    if let Err(source) = fs::rename(temporary, path) {
        if replaces {
            fs::rename(&aside, path).map_err(fail)?;
        }
        return Err(fail(source));
    }
    sync_folder(parent)?;
    if replaces {
        fs::remove_dir_all(&aside).map_err(fail)?;
    }
    Ok(())
}

/// Removes what killed writers left in `folder`, and puts back a folder whose replacement did not
/// happen. Temporary folders have no lock of their own: call this only where no other process
/// writes folders (a run under its lock).
///
/// # Errors
/// When the folder cannot be listed or something in it cannot be removed.
pub fn clean(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder).map_err(|source| Error::io(folder, "list", source))? {
        let entry = entry.map_err(|source| Error::io(folder, "list", source))?;
        let path = entry.path();
        let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
        if !is_temporary(&name) {
            continue;
        }
        let fail = |source| Error::io(&path, "remove what an interrupted run left", source);
        let is_folder = entry.file_type().map_err(fail)?.is_dir();
        match name.strip_prefix(REPLACED) {
            Some(original) if is_folder && !folder.join(original).exists() => {
                fs::rename(&path, folder.join(original)).map_err(fail)?
            }
            _ if is_folder => fs::remove_dir_all(&path).map_err(fail)?,
            _ => {
                let in_use =
                    File::open(&path).is_ok_and(|file| matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock)));
                if !in_use {
                    fs::remove_file(&path).map_err(fail)?;
                }
            }
        }
    }
    Ok(())
}

/// Makes the names in a folder durable. Only Unix opens a folder for that.
pub(super) fn sync_folder(folder: &Path) -> Result<()> {
    if cfg!(unix) {
        File::open(folder)
            .and_then(|file| file.sync_all())
            .map_err(|source| Error::io(folder, "sync the folder", source))?;
    }
    Ok(())
}
