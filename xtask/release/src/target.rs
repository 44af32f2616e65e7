//! The systems that a release is for: one row each.

/// How far the way goes from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// Compiled, linked and packed.
    Build,
    /// Type-checked: linking needs what only that system's owner has.
    Check,
}

/// A system.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Target {
    /// As the archive calls it.
    pub(crate) name: &'static str,
    /// As Rust calls it.
    pub(crate) triple: &'static str,
    /// The oldest C library that it runs with, if it is glibc.
    pub(crate) glibc: Option<(u32, u32)>,
    pub(crate) way: Way,
    /// What a person should know.
    pub(crate) note: &'static str,
}

/// Every row.
pub(crate) const ALL: &[Target] = &[
    Target {
        name: "linux-x86_64",
        triple: "x86_64-unknown-linux-gnu",
        glibc: Some((2, 17)),
        way: Way::Build,
        note: "Linux with glibc 2.17 or later (CentOS 7, Ubuntu 14.04 and newer), CPU and NVIDIA GPUs",
    },
    Target {
        name: "linux-arm64",
        triple: "aarch64-unknown-linux-gnu",
        glibc: Some((2, 17)),
        way: Way::Build,
        note: "Linux on ARM with glibc 2.17 or later, CPU and NVIDIA GPUs",
    },
    Target {
        name: "linux-x86_64-musl",
        triple: "x86_64-unknown-linux-musl",
        glibc: None,
        way: Way::Build,
        note: "any Linux, Alpine too: static, so it cannot open NVIDIA's libraries and computes on the CPU alone",
    },
    Target {
        name: "windows-x86_64",
        triple: "x86_64-pc-windows-gnu",
        glibc: None,
        way: Way::Build,
        note: "Windows 10 or later; nobody has run it on Windows yet",
    },
    Target {
        name: "macos-arm64",
        triple: "aarch64-apple-darwin",
        glibc: None,
        way: Way::Check,
        note: "macOS on Apple's processors; nobody has run it there yet",
    },
    Target {
        name: "macos-x86_64",
        triple: "x86_64-apple-darwin",
        glibc: None,
        way: Way::Check,
        note: "macOS on Intel's processors; nobody has run it there yet",
    },
];

impl Target {
    pub(crate) fn is_windows(&self) -> bool {
        self.triple.contains("windows")
    }

    /// As cargo-zigbuild wants it: with the version of glibc behind a dot.
    pub(crate) fn zig(&self) -> String {
        match self.glibc {
            Some((major, minor)) => format!("{}.{major}.{minor}", self.triple),
            None => self.triple.to_owned(),
        }
    }

    /// The program's file.
    pub(crate) fn program(&self) -> &'static str {
        if self.is_windows() { "nanollama.exe" } else { "nanollama" }
    }

    /// What the archive is called.
    pub(crate) fn archive(&self) -> String {
        let kind = if self.is_windows() { "zip" } else { "tar.gz" };
        format!("{}.{kind}", self.folder())
    }

    /// The folder in the archive.
    pub(crate) fn folder(&self) -> String {
        format!("nanollama-{}-{}", env!("CARGO_PKG_VERSION"), self.name)
    }
}

/// Reads a name.
pub(crate) fn parse(name: &str) -> Result<&'static Target, String> {
    let known = || ALL.iter().map(|target| target.name).collect::<Vec<_>>().join(", ");
    ALL.iter().find(|target| target.name == name).ok_or_else(|| format!("expected {}", known()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_row_and_another_is_refused() {
        let arm = parse("linux-arm64").unwrap();
        assert_eq!(arm.zig(), "aarch64-unknown-linux-gnu.2.17");
        assert_eq!(arm.archive(), format!("nanollama-{}-linux-arm64.tar.gz", env!("CARGO_PKG_VERSION")));
        assert!(parse("windows-x86_64").unwrap().archive().ends_with(".zip"));
        assert!(parse("amiga").unwrap_err().contains("linux-x86_64, linux-arm64"));
    }
}
