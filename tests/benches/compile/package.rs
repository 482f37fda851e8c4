//! A package that is written for a row, and what cargo does with it.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A package in a folder of its own, with a target directory of its own.
pub(crate) struct Package {
    folder: PathBuf,
    /// Where its code is.
    source: PathBuf,
}

impl Package {
    /// Writes the package. `file` is `lib.rs` or `main.rs`, and `dependencies` are lines of its manifest.
    pub(crate) fn new(name: &str, dependencies: &str, file: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("compile")
            .join(name);
        let sources = folder.join("src");
        std::fs::create_dir_all(&sources).expect("a writable folder");
        let manifest = format!(
            "[package]\nname = \"{name}\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\n\n[workspace]\n"
        );
        write(&folder.join("Cargo.toml"), &manifest);
        let lock = repository().join("Cargo.lock");
        std::fs::copy(lock, folder.join("Cargo.lock")).expect("this workspace's lock file");
        Self {
            source: sources.join(file),
            folder,
        }
    }

    pub(crate) fn write_source(&self, source: &str) {
        write(&self.source, source);
    }

    /// Checks the package; of its dependencies, only what has not been checked yet.
    pub(crate) fn check(&self, incremental: bool) {
        self.cargo("check", incremental);
    }

    /// Builds the package and all of its dependencies; as cargo builds what comes from a registry, which is without incremental
    /// state.
    pub(crate) fn clean_build(&self) {
        self.cargo("build", false);
    }

    pub(crate) fn remove_what_was_built(&self) {
        let target = self.target();
        if target.exists() {
            std::fs::remove_dir_all(target).expect("a folder that only this program uses");
        }
    }

    fn target(&self) -> PathBuf {
        self.folder.join("target")
    }

    fn cargo(&self, command: &str, incremental: bool) {
        let output = Command::new(env!("CARGO"))
            .args([command, "--offline", "--quiet"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.target())
            .env("CARGO_INCREMENTAL", if incremental { "1" } else { "0" })
            .output()
            .expect("cargo can be run");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && errors.is_empty(), "{errors}");
    }
}

/// The line of a manifest that depends on this library.
pub(crate) fn on_executor() -> String {
    format!(
        "executor = {{ path = {:?} }}",
        repository().join("executor")
    )
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("this package is in the repository's folder")
}

fn write(path: &Path, text: &str) {
    std::fs::write(path, text).expect("a writable folder");
}
