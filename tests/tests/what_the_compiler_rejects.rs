//! The page `what the compiler rejects` of `executor`'s docs, made from the UI tests so that it cannot drift from them.
//! `cargo bless-errors` writes it anew, after the expected errors.
//!
//! The last line of each UI test says what is right in the place of the line that its error points at:
//!
//! - `// instead: …`: this line, which compiles there;
//! - `// advice: …`: in words, where no single line does it;
//! - `// see: …`: the same mistake in another place, under the row of that test.

// Some of the mistakes are made with Unix sockets.
#![cfg(unix)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const PAGE: &str = "../executor/src/what_the_compiler_rejects.md";

/// The folders of the UI tests, and what the page says of each.
const TOPICS: &[(&str, &str, &str)] = &[
    (
        "call_form",
        "The form of the call",
        "`exec!([spawn | block] [<type>] call)`, where the call is a function call, a method call, a closure without arguments \
         or an `async` block.",
    ),
    (
        "context",
        "Where a call stands",
        "`exec!` stands in annotated code, and knows from it whether it may wait, block or start work in the background. What \
         it gives is what the callee gives.",
    ),
    (
        "blocking",
        "Calls that block the event loop",
        "In async code, also in the arguments of `exec!` and of macros such as `println!`. Such a call is told by what is \
         called, not by its name. Allowed are blocking calls in plain closures and inner functions, under `exec!(block …)` and \
         `tokio::task::block_in_place`, and in a function with `#[task(allow_blocking)]`; so are a short `Mutex::lock` and an \
         unbounded `send`.",
    ),
    (
        "lost",
        "Work that is lost",
        "A future that is dropped before it has run does nothing.",
    ),
    (
        "hop",
        "What cannot move to another thread",
        "In async code a sync callee, and whatever is spawned, gets its receiver and its arguments on another thread.",
    ),
    (
        "types",
        "Task types",
        "A type is declared once, at the crate root, and named where it is used.",
    ),
    (
        "attribute",
        "The attributes",
        "`#[task]` goes on a function, a method or an `impl` block, `#[executor::main]` and `#[executor::test]` on a function; \
         one of the three is enough.",
    ),
];

/// Code that is being typed makes no mistake yet: its errors are the compiler's own.
const LEFT_OUT: &[&str] = &["half_typed"];

/// A UI test.
struct Mistake {
    name: String,
    source: String,
    /// The number of the guilty line, from 0.
    guilty: usize,
    error: String,
    remedy: Remedy,
}

enum Remedy {
    Instead(String),
    Advice(String),
    See(String),
}

impl Mistake {
    fn read(path: &Path) -> Self {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let source = fs::read_to_string(path).unwrap();
        let stderr = fs::read_to_string(path.with_extension("stderr")).unwrap();
        let (_, error) = stderr.lines().next().unwrap().split_once(": ").unwrap();
        let place = stderr
            .lines()
            .find_map(|line| line.trim_start().strip_prefix("--> tests/ui/"));
        let line: usize = place.unwrap().split(':').nth(1).unwrap().parse().unwrap();
        Self {
            remedy: Remedy::read(source.lines().last().unwrap()).unwrap_or_else(|| {
                panic!(
                    "{name}: the last line is to say `// instead: …`, `// advice: …` or `// see: …`"
                )
            }),
            guilty: line - 1,
            error: error.to_owned(),
            name,
            source,
        }
    }

    fn wrong_line(&self) -> &str {
        self.source.lines().nth(self.guilty).unwrap().trim()
    }

    /// The mistake, those of its kind, the wrong line, its error and what is right.
    fn row(&self, all: &[Mistake]) -> String {
        let title = |name: &str| name.replace('_', " ");
        let mut titles = title(&self.name);
        let same = all
            .iter()
            .filter(|other| matches!(&other.remedy, Remedy::See(name) if *name == self.name));
        for (index, other) in same.enumerate() {
            let separator = if index == 0 { "; also: " } else { ", " };
            write!(titles, "{separator}{}", title(&other.name)).unwrap();
        }
        let right = match &self.remedy {
            Remedy::Instead(line) => format!("`{line}`"),
            Remedy::Advice(words) | Remedy::See(words) => words.clone(),
        };
        let cells = [
            titles,
            format!("`{}`", self.wrong_line()),
            self.error.clone(),
            right,
        ];
        format!(
            "| {} |\n",
            cells.map(|cell| cell.replace('|', "\\|")).join(" | ")
        )
    }

    /// A module with the right line in the place of the wrong one.
    fn mended(&self) -> Option<String> {
        let Remedy::Instead(right) = &self.remedy else {
            return None;
        };
        let lines = self.source.lines().enumerate();
        let lines = lines.map(|(number, line)| if number == self.guilty { right } else { line });
        Some(format!(
            "mod {} {{\n{}\n}}\n",
            self.name,
            lines.collect::<Vec<_>>().join("\n")
        ))
    }
}

impl Remedy {
    fn read(line: &str) -> Option<Self> {
        let (kind, text) = line.strip_prefix("// ")?.split_once(": ")?;
        let text = text.to_owned();
        match kind {
            "instead" => Some(Self::Instead(text)),
            "advice" => Some(Self::Advice(text)),
            "see" => Some(Self::See(text)),
            _ => None,
        }
    }
}

fn mistakes(topic: &str) -> Vec<Mistake> {
    let mut paths: Vec<_> = fs::read_dir(Path::new("tests/ui").join(topic))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    paths.sort();
    paths.iter().map(|path| Mistake::read(path)).collect()
}

fn page() -> String {
    let mut page = String::from(
        "# What the compiler rejects\n\nEach mistake is one error, at your own tokens, that says what to write instead. This page \
         is made from the tests of these errors.\n",
    );
    for (topic, title, introduction) in TOPICS {
        let all = mistakes(topic);
        write!(page, "\n## {title}\n\n{introduction}\n\n").unwrap();
        page.push_str("| mistake | wrong | error | right |\n|---|---|---|---|\n");
        for mistake in &all {
            match &mistake.remedy {
                Remedy::See(name) => {
                    assert!(
                        all.iter()
                            .any(|other| other.name == *name
                                && !matches!(other.remedy, Remedy::See(_))),
                        "{}: there is no row for `{name}`",
                        mistake.name
                    )
                }
                _ => page.push_str(&mistake.row(&all)),
            }
        }
    }
    page
}

#[test]
fn page_shows_every_mistake() {
    for entry in fs::read_dir("tests/ui").unwrap() {
        let folder = entry.unwrap().file_name().into_string().unwrap();
        let is_known = TOPICS.iter().any(|(topic, ..)| *topic == folder);
        assert!(
            is_known || LEFT_OUT.contains(&&*folder),
            "the page has no topic for `{folder}`"
        );
    }
    let page = page();
    if std::env::var_os("TRYBUILD").is_some_and(|mode| mode == "overwrite") {
        fs::write(PAGE, &page).unwrap();
    }
    let written = fs::read_to_string(PAGE).unwrap();
    assert!(
        written == page,
        "{PAGE} is not made from the UI tests as they are: run `cargo bless-errors`"
    );
}

#[test]
fn right_lines_compile() {
    let mut program = String::from("#![allow(dead_code, unused)]\n\nfn main() {}\n");
    for (topic, ..) in TOPICS {
        let mended = mistakes(topic)
            .iter()
            .filter_map(Mistake::mended)
            .collect::<String>();
        write!(program, "\nmod {topic} {{\n{mended}}}\n").unwrap();
    }
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("right_lines.rs");
    fs::write(&path, program).unwrap();
    trybuild::TestCases::new().pass(path);
}
