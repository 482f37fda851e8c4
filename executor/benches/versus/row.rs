//! The table of results.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::measure::{self, Contender};

/// All rows, in the order in which they were measured.
#[derive(Default)]
pub(crate) struct Table {
    pub(crate) rows: Vec<Row>,
}

/// Ours and its peers.
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) unit: &'static str,
    pub(crate) ours: f64,
    pub(crate) peers: Vec<(&'static str, f64)>,
    goals: Vec<Goal>,
}

/// What ours is compared with, and the ratio that it aims at.
#[derive(Clone, Copy)]
pub(crate) enum Goal {
    /// One peer.
    Peer(&'static str, f64),
    /// The best of some.
    Best(&'static [&'static str], f64),
}

impl Row {
    /// Measures ours, which comes first, and its peers.
    pub(crate) fn measured(
        name: impl Into<String>,
        unit: &'static str,
        goals: &[Goal],
        contenders: &mut [Contender<'_>],
    ) -> Self {
        let figures = measure::alternate(measure::ROUNDS, contenders);
        Self::new(name, unit, goals, contenders, &figures)
    }

    pub(crate) fn new(
        name: impl Into<String>,
        unit: &'static str,
        goals: &[Goal],
        contenders: &[Contender<'_>],
        figures: &[f64],
    ) -> Self {
        let names = contenders.iter().map(|(name, _)| *name);
        Self::of(
            name,
            unit,
            goals,
            figures[0],
            names.zip(figures.iter().copied()).skip(1).collect(),
        )
    }

    pub(crate) fn of(
        name: impl Into<String>,
        unit: &'static str,
        goals: &[Goal],
        ours: f64,
        peers: Vec<(&'static str, f64)>,
    ) -> Self {
        Self {
            name: name.into(),
            unit,
            ours,
            peers,
            goals: goals.to_vec(),
        }
    }

    fn against(&self, goal: Goal) -> (&'static str, f64, f64) {
        let (names, goal): (&[_], _) = match &goal {
            Goal::Peer(name, goal) => (std::slice::from_ref(name), *goal),
            Goal::Best(names, goal) => (names, *goal),
        };
        let compared = self.peers.iter().filter(|(name, _)| names.contains(name));
        let best = compared.min_by(|one, other| one.1.total_cmp(&other.1));
        let (name, figure) = *best.expect("a goal names a peer of the row");
        (name, figure, goal)
    }
}

impl Table {
    /// Prints a row, and keeps it.
    pub(crate) fn add(&mut self, row: Row) {
        let Row {
            name, unit, ours, ..
        } = &row;
        let line = |peer: &str, figure: f64| {
            let ratio = ours / figure;
            println!(
                "{name} | {} {unit} | {peer} | {} {unit} | {ratio:.3}",
                short(*ours),
                short(figure)
            );
        };
        for goal in &row.goals {
            let (peer, figure, _) = row.against(*goal);
            line(peer, figure);
        }
        if row.goals.is_empty() {
            row.peers
                .iter()
                .for_each(|(peer, figure)| line(peer, *figure));
        }
        if row.peers.is_empty() {
            println!("{name} | {} {unit} | | |", short(*ours));
        }
        self.rows.push(row);
    }

    pub(crate) fn write_json(&self, path: &Path) {
        let rows: Vec<String> = self.rows.iter().map(Row::json).collect();
        let text = format!("[\n{}\n]\n", rows.join(",\n"));
        std::fs::write(path, text).expect("the figures can be written");
    }
}

impl Row {
    fn json(&self) -> String {
        let mut text = format!(
            r#"{{"row":"{}","unit":"{}","ours":{:.3},"peers":{{"#,
            self.name, self.unit, self.ours
        );
        let peers = self.peers.iter();
        let peers: Vec<_> = peers
            .map(|(name, figure)| format!(r#""{name}":{figure:.3}"#))
            .collect();
        let goals: Vec<_> = self
            .goals
            .iter()
            .map(|goal| {
                let (peer, figure, goal) = self.against(*goal);
                let ratio = self.ours / figure;
                format!(r#"{{"peer":"{peer}","ratio":{ratio:.4},"goal":{goal}}}"#)
            })
            .collect();
        let _ = write!(
            text,
            "{}}},\"goals\":[{}]}}",
            peers.join(","),
            goals.join(",")
        );
        text
    }
}

/// Three digits or so.
fn short(figure: f64) -> String {
    match figure.abs() {
        size if size >= 100.0 => format!("{figure:.0}"),
        size if size >= 10.0 => format!("{figure:.1}"),
        _ => format!("{figure:.2}"),
    }
}

/// Where the figures go: beside what cargo builds.
pub(crate) fn target() -> PathBuf {
    let program = std::env::current_exe().expect("this program has a path");
    let target = program.ancestors().nth(3).expect("it lies in `target`");
    let folder = target.join("versus");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}
