//! What the README and the docs say of each other and of the repository is so.

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(page: &Path) -> String {
    std::fs::read_to_string(page).unwrap_or_else(|error| panic!("{}: {error}", page.display()))
}

#[test]
fn the_example_and_the_table_are_the_same_everywhere() {
    let readme = read(&root().join("README.md"));
    for part in ["twenty_lines.md", "decision_table.md"] {
        let part = read(&root().join("executor/src/guide").join(part));
        assert!(readme.contains(&part), "the README has another:\n{part}");
    }
    let page = read(&root().join("executor/src/guide/exec.md"));
    let table = read(&root().join("executor/src/guide/decision_table.md"));
    assert!(
        page.contains(&table),
        "the page on `exec!` has another:\n{table}"
    );
}

#[test]
fn links_into_the_repository_lead_somewhere() {
    let pages = [
        "README.md",
        ".github/CONTRIBUTING.md",
        ".github/SECURITY.md",
        "executor/CHANGELOG.md",
        "executor/RELIABILITY.md",
    ];
    for page in pages.map(|page| root().join(page)) {
        let folder = page.parent().expect("it lies in a folder");
        for link in read(&page).split("](").skip(1) {
            let target = link.split([')', '#']).next().unwrap_or_default();
            let is_elsewhere = target.is_empty() || target.starts_with("http");
            let there = folder.join(target);
            assert!(
                is_elsewhere || there.exists(),
                "{}: {target}",
                page.display()
            );
        }
    }
}

/// As the page's head says it: `src/` and `macros/` are folders of the crates; in its tables a file stands without them.
#[test]
fn files_that_the_page_on_how_it_works_names_are_there() {
    let page = read(&root().join("executor/src/guide/how_it_works.md"));
    let runtime = root().join("executor/src");
    let macros = root().join("executor-macros/src");
    let mut named = 0;
    for name in page.split('`').skip(1).step_by(2) {
        let is_a_file = [".rs", ".md", "/"].iter().any(|end| name.ends_with(end));
        let is_a_root = ["src/", "macros/", "executor/src/", "executor-macros/src/"];
        if !is_a_file || is_a_root.contains(&name) || name.contains(char::is_whitespace) {
            continue;
        }
        named += 1;
        let places = match (name.strip_prefix("src/"), name.strip_prefix("macros/")) {
            (Some(name), _) => vec![runtime.join(name)],
            (_, Some(name)) => vec![macros.join(name)],
            _ => vec![
                runtime.join(name),
                runtime.join("macro_support").join(name),
                macros.join(name),
                root().join(name),
            ],
        };
        assert!(places.iter().any(|place| place.exists()), "no file {name}");
    }
    assert!(
        named > 50,
        "{named} files: is the page written in another form?"
    );
}

/// As the head of `RELIABILITY.md` says it: `tests/` are those of `executor`, other paths lie in `executor/src/`; after `::` comes a
/// test's name, and so it does in a list after a file and a colon.
#[test]
fn tests_that_the_page_on_reliability_names_are_there() {
    let page = read(&root().join("executor/RELIABILITY.md"));
    let rows: String = page.lines().filter(|line| line.starts_with('|')).collect();
    let (mut file, mut named) = (String::new(), 0);
    for name in rows.split('`').skip(1).step_by(2) {
        let (path, test) = name.split_once("::").unwrap_or((name, ""));
        let places = ["executor", "executor/src", ""].map(|folder| root().join(folder).join(path));
        let found = places.iter().find(|place| place.exists());
        let is_a_path = path.contains('/') || path.ends_with(".rs");
        assert!(found.is_some() || !is_a_path, "no file {path}");
        if let Some(found) = found.filter(|found| found.is_file()) {
            file = read(found);
            named += 1;
        }
        let test = if is_a_path { test } else { name };
        if test.contains('_') && test.chars().all(|c| c == '_' || c.is_ascii_lowercase()) {
            assert!(
                is_a_name(test) || file.contains(&format!("fn {test}(")),
                "no test {test}"
            );
        }
    }
    assert!(
        named > 50,
        "{named} files: is the page written in another form?"
    );
}

/// What the page names that is no test.
fn is_a_name(word: &str) -> bool {
    [
        "await_async",
        "spawn_task",
        "yield_now",
        "is_cancelled",
        "shutdown_signal",
    ]
    .contains(&word)
}

/// The commands that a script or a workflow runs, without their arguments.
fn commands(script: &str) -> Vec<String> {
    let lines = script.lines().map(str::trim_start);
    let runs = lines.filter_map(|line| {
        line.strip_prefix("- run: ")
            .or_else(|| line.strip_prefix("step "))
    });
    let is_name = |word: &&str| word.starts_with(|c: char| c.is_ascii_lowercase() || c == '.');
    let own = runs.filter_map(|run| {
        let mut words = run.split_whitespace().filter(is_name);
        match (words.next()?, words.next()) {
            ("cargo", Some("install")) | ("rustup" | "sudo" | "git", _) => None,
            ("cargo", Some(name)) => Some(name.to_owned()),
            (script, _) => Some(script.to_owned()),
        }
    });
    own.collect()
}

#[test]
fn contributors_are_told_of_every_command_that_is_run_elsewhere() {
    let contributing = read(&root().join(".github/CONTRIBUTING.md"));
    let told: Vec<&str> = contributing
        .split('`')
        .skip(1)
        .step_by(2)
        .flat_map(str::split_whitespace)
        .collect();
    let mut number = 0;
    for page in [
        ".ci/run",
        ".github/workflows/ci.yml",
        ".github/workflows/dependencies.yml",
    ] {
        for command in commands(&read(&root().join(page))) {
            number += 1;
            assert!(told.contains(&&*command), "{page} runs `{command}`");
        }
    }
    assert!(
        number > 15,
        "{number} commands: are they written otherwise?"
    );
}
