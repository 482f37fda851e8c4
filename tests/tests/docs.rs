//! What stands in the README and in the docs is the same in both.

const README: &str = include_str!("../../README.md");

#[test]
fn readme_has_the_example_and_the_table_of_the_docs() {
    for part in [
        include_str!("../../executor/src/guide/twenty_lines.md"),
        include_str!("../../executor/src/guide/decision_table.md"),
    ] {
        assert!(README.contains(part), "the README has another:\n{part}");
    }
}

/// The links of the README and of the pages in `.github` that lead into the repository.
#[test]
fn links_into_the_repository_lead_somewhere() {
    let pages = [
        "README.md",
        ".github/CONTRIBUTING.md",
        ".github/SECURITY.md",
    ];
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for page in pages {
        let page = root.join(page);
        let text = std::fs::read_to_string(&page).expect("the page is there");
        let folder = page.parent().expect("it lies in a folder");
        for link in text.split("](").skip(1) {
            let target = link.split([')', '#']).next().unwrap_or_default();
            if !target.is_empty() && !target.starts_with("http") {
                let there = folder.join(target);
                assert!(there.exists(), "{}: {target}", page.display());
            }
        }
    }
}
