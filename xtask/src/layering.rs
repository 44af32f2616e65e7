//! What may import what: crates by their layers ([`crates`]), files within a crate without circles ([`arrows`],
//! [`circles`]); where a module's file lies; and that no library speaks of the program's flags ([`messages`]).

mod arrows;
mod circles;
mod crates;
mod files;
mod items;
mod manifest;
mod messages;
mod modules;
mod tokens;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use files::rust_files;
use modules::Modules;

/// Faults found, one each.
pub(crate) fn check(root: &Path) -> io::Result<Vec<String>> {
    let mut faults = crates::check(root)?;
    let verbs = program_verbs(root)?;
    for sources in source_folders(root)? {
        faults.extend(misplaced(root, &sources)?);
        let is_program = ["nanollama/src", "xtask/src", "xtask/gpu/src", "xtask/long/src", "xtask/release/src"];
        let is_program = is_program.iter().any(|program| sources.ends_with(program));
        for file in ["lib.rs", "main.rs"].map(|name| sources.join(name)).into_iter().filter(|file| file.exists()) {
            let modules = Modules::read(&file)?;
            faults.extend(crates::upward(root, &sources, &modules.files())?);
            faults.extend(circles_of(root, &modules));
            if !is_program {
                faults.extend(messages::check(root, &modules.files(), &verbs)?);
            }
        }
    }
    Ok(faults)
}

/// The verbs that may be typed; none where there is no program.
fn program_verbs(root: &Path) -> io::Result<Vec<String>> {
    let source = root.join("crates/nanollama/src");
    let folder = source.join("args");
    let below = if folder.is_dir() { rust_files(&folder)? } else { Vec::new() };
    let files = std::iter::once(source.join("args.rs")).chain(below).filter(|file| file.is_file());
    messages::verbs(&files.collect::<Vec<_>>())
}

/// `src` of every crate of the workspace.
fn source_folders(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut folders =
        ["xtask/src", "xtask/gpu/src", "xtask/long/src", "xtask/release/src"].map(|source| root.join(source)).to_vec();
    for entry in fs::read_dir(root.join("crates"))? {
        folders.push(entry?.path().join("src"));
    }
    folders.retain(|folder| folder.is_dir());
    folders.sort();
    Ok(folders)
}

fn circles_of(root: &Path, modules: &Modules) -> Vec<String> {
    let (arrows, mut faults) = arrows::of(modules, root);
    faults.extend(circles::find(&arrows).iter().map(|circle| circles::describe(&arrows, circle, root)));
    faults
}

/// A module's file is `name.rs` beside `name/`.
fn misplaced(root: &Path, folder: &Path) -> io::Result<Vec<String>> {
    let files = rust_files(folder)?.into_iter().filter(|file| file.ends_with("mod.rs"));
    Ok(files
        .map(|file| {
            let short = file.strip_prefix(root).unwrap_or(&file).display();
            format!("{short}: a module's file is its name with .rs, beside its folder")
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A workspace with the crates store (above) and token (below), each with the given files.
    fn workspace(store: &[(&str, &str)], token: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, files) in [("nanollama-store", store), ("nanollama-token", token)] {
            let root = folder.path().join("crates").join(name);
            for (path, text) in files {
                let path = root.join("src").join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            fs::write(root.join("Cargo.toml"), format!("package.name = {name:?}\n")).unwrap();
        }
        fs::write(folder.path().join("Cargo.toml"), "[workspace]\n").unwrap();
        fs::create_dir_all(folder.path().join("xtask/src")).unwrap();
        folder
    }

    const EMPTY: &str = "#![forbid(unsafe_code)]\n";

    fn faults(store: &[(&str, &str)], token: &[(&str, &str)]) -> Vec<String> {
        check(workspace(store, token).path()).unwrap()
    }

    #[test]
    fn a_planted_upward_arrow_is_refused_by_file_and_line() {
        let faults = faults(
            &[("lib.rs", "mod shard;\n"), ("shard.rs", "\nuse nanollama_token::Tokenizer;\n")],
            &[("lib.rs", "#![forbid(unsafe_code)]\nuse nanollama_store::shard;\n")],
        );
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(faults[0].starts_with("crates/nanollama-store/src/shard.rs:2: "), "{faults:?}");
        assert!(faults[0].contains("names nanollama-token"), "{faults:?}");
    }

    #[test]
    fn a_planted_circle_is_refused_with_its_files() {
        let faults = faults(
            &[
                ("lib.rs", "mod a;\nmod b;\nmod c;\nmod d;\n"),
                ("a.rs", "use crate::b::B;\npub struct A(B);\n"),
                ("b.rs", "pub struct B;\nfn f() { super::c::g() }\n"),
                ("c.rs", "use super::{a::A as Other};\npub fn g() { d() }\n"),
                ("d.rs", "use crate::a::A;\n"),
            ],
            &[("lib.rs", EMPTY)],
        );
        assert_eq!(faults.len(), 1, "{faults:?}");
        let store = "crates/nanollama-store/src";
        let expected = format!("{store}/a.rs, {store}/b.rs, {store}/c.rs\n");
        assert!(faults[0].contains(&expected), "{faults:?}");
        assert!(faults[0].contains(&format!("{store}/b.rs:2 needs {store}/c.rs for `super::c::g`")), "{faults:?}");
    }

    #[test]
    fn a_re_export_is_followed_to_what_it_names() {
        // The parent lends the child's name and defines what the child needs: one arrow, from the child.
        let parent = "mod child;\npub use child::Item;\npub const SIZE: usize = 1;\n";
        let child = "use super::SIZE;\npub struct Item([u8; SIZE]);\n";
        let user = "use crate::parent::Item;\npub fn f(_: Item) {}\n";
        let lib = ("lib.rs", "mod parent;\nmod user;\n");
        let files = [lib, ("parent.rs", parent), ("parent/child.rs", child), ("user.rs", user)];
        assert_eq!(faults(&files, &[("lib.rs", EMPTY)]), Vec::<String>::new());
        // Now the child needs the user, which needs the child by way of the parent.
        let child = "use crate::user::f;\npub struct Item;\n";
        let files = [lib, ("parent.rs", parent), ("parent/child.rs", child), ("user.rs", user)];
        let found = faults(&files, &[("lib.rs", EMPTY)]);
        assert!(found.len() == 1 && found[0].contains("parent/child.rs, "), "{found:?}");
        // And here the parent's own code uses the child that needs it.
        let parent = "mod child;\npub use child::Item;\npub const SIZE: usize = 1;\nfn f(_: Item) {}\n";
        let child = "pub struct Item([u8; super::SIZE]);\n";
        let files = [lib, ("parent.rs", parent), ("parent/child.rs", child), ("user.rs", user)];
        let found = faults(&files, &[("lib.rs", EMPTY)]);
        assert!(found.len() == 1 && found[0].contains("parent.rs:2 needs "), "{found:?}");
    }

    #[test]
    fn every_spelling_of_an_arrow_is_seen() {
        let b = "use crate::a::A;\npub struct B(A);\npub mod sub { pub struct C; }\n#[macro_export]\nmacro_rules! m { () => {} }\n";
        for a in [
            "use crate::b::{self as other};\npub struct A(other::B);\n",
            "use crate::{b::{self, sub::{self as c}}};\npub struct A(c::C);\n",
            "#[serde(with = \"crate::b::B\")]\npub struct A;\n",
            "pub struct A;\nfn f() { crate::m!() }\n",
            "use crate::m;\npub struct A;\n",
            "pub struct A(<crate::b::B as Iterator>::Item);\n",
            "pub struct A;\npub use crate::b::B as D;\nfn f(_: D) {}\n",
            "#[cfg(not(test))]\nuse crate::b::B as _;\npub struct A;\n",
        ] {
            let found = faults(&[("lib.rs", "mod a;\nmod b;\n"), ("a.rs", a), ("b.rs", b)], &[("lib.rs", EMPTY)]);
            assert!(found.len() == 1 && found[0].contains("/a.rs, "), "{a}: {found:?}");
        }
        for a in [
            "/// See [`crate::b::B`].\npub struct A;\n",
            "use ::b::B;\npub struct A(B, ::b::C);\n",
            "pub struct A;\npub use crate::b::B;\n",
            "pub struct A;\nenum E {\n    #[cfg(test)]\n    X(crate::b::B),\n}\n",
        ] {
            let found = faults(&[("lib.rs", "mod a;\nmod b;\n"), ("a.rs", a), ("b.rs", b)], &[("lib.rs", EMPTY)]);
            assert_eq!(found, Vec::<String>::new(), "{a}");
        }
    }

    #[test]
    fn a_module_elsewhere_is_refused_and_a_raw_name_is_found() {
        let files = [("lib.rs", "#[path = \"x.rs\"]\nmod a;\n"), ("x.rs", "")];
        assert!(
            check(workspace(&files, &[("lib.rs", EMPTY)]).path())
                .unwrap_err()
                .to_string()
                .contains("lib.rs:1: #[path]")
        );
        let files = [("lib.rs", "mod r#type;\nuse r#type::A;\n"), ("type.rs", "pub struct A;\n")];
        assert_eq!(faults(&files, &[("lib.rs", EMPTY)]), Vec::<String>::new());
    }

    #[test]
    fn tests_may_import_anything() {
        let a = "#[cfg(test)]\nmod tests {\n    use crate::b::B;\n    use nanollama_token::T;\n}\npub struct A;\n";
        let files = [("lib.rs", "mod a;\nmod b;\n"), ("a.rs", a), ("b.rs", "use crate::a::A;\npub struct B(A);\n")];
        assert_eq!(faults(&files, &[("lib.rs", EMPTY)]), Vec::<String>::new());
    }

    #[test]
    fn a_flag_in_a_library_is_refused() {
        let lib = "#![forbid(unsafe_code)]\n/// Doc of --this.\nconst A: &str = \"give --that\";\n";
        let found = faults(&[("lib.rs", lib)], &[("lib.rs", EMPTY)]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].starts_with("crates/nanollama-store/src/lib.rs:3: ") && found[0].contains("--that"),
            "{found:?}"
        );
    }

    #[test]
    fn globs_of_our_own_and_mod_rs_are_refused() {
        let files =
            [("lib.rs", "mod a;\nuse a::*;\nuse rayon::prelude::*;\n"), ("a/mod.rs", "pub enum E { X }\nuse E::*;\n")];
        let found = faults(&files, &[("lib.rs", EMPTY)]);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("crates/nanollama-store/src/a/mod.rs: "), "{found:?}");
        assert!(found[1].starts_with("crates/nanollama-store/src/lib.rs:2: "), "{found:?}");
    }

    #[test]
    fn the_workspace_keeps_to_its_layers() {
        assert_eq!(check(&crate::root()).unwrap(), Vec::<String>::new());
    }
}
