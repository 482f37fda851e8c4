//! Whether each task of a round is accounted for exactly once.

use executor::{FailureKind, Report, ShutdownReport, Stats};

use crate::program::{By, Kind, LANES, LONG, Lane, Node, Program, Start};
use crate::record::{Did, Joined, Record, Round};

/// All that there is to be compared, once a round is over.
pub(crate) struct Found<'a> {
    pub(crate) program: &'a Program,
    pub(crate) round: &'a Round,
    pub(crate) shutdown: &'a ShutdownReport,
    pub(crate) lost: &'a [Report],
    pub(crate) stats: &'a Stats,
}

/// What the executor told of one task, beside what its handle gave.
#[derive(Debug, Default)]
struct Told {
    named: usize,
    goes_on: bool,
    lost: Vec<(FailureKind, String)>,
}

/// What does not agree; nothing where all does.
pub(crate) fn mistakes(found: &Found<'_>) -> Vec<String> {
    let records = found
        .round
        .records
        .lock()
        .expect("no panic under the lock")
        .clone();
    let mut mistakes = found
        .round
        .mistakes
        .lock()
        .expect("no panic under the lock")
        .clone();
    let told = told(found, &mut mistakes);
    let tasks = found.program.nodes.iter().zip(&records).zip(&told);
    for (index, ((node, record), told)) in tasks.clone().enumerate() {
        if let Err(why) = account(node, record, told) {
            mistakes.push(format!(
                "task {index}: {why}: {node:?}, {record:?}, {told:?}"
            ));
        }
    }
    if found.program.deadline == LONG && !found.shutdown.is_clean() {
        mistakes.push("all could finish before the deadline".to_owned());
    }
    for lane in LANES {
        let of_lane = tasks.clone().filter(|((node, record), told)| {
            node.lane == lane && record.is_started && !is_refused(record, told)
        });
        let own = u64::from(found.program.by == By::ATaskOfIts && lane == Lane::Io);
        let (mut done, mut panicked) = (own, 0);
        for ((_, record), _) in of_lane {
            done += 1;
            panicked += u64::from(record.did == Did::Panic);
        }
        compare(
            found.stats,
            lane.name(),
            Some((done, panicked)),
            &mut mistakes,
        );
    }
    compare(found.stats, "place", None, &mut mistakes);
    mistakes
}

/// What was told of each task.
fn told(found: &Found<'_>, mistakes: &mut Vec<String>) -> Vec<Told> {
    let lines = found.round.lines();
    let mut told: Vec<Told> = Vec::new();
    told.resize_with(found.program.nodes.len(), Told::default);
    for unfinished in found.shutdown.unfinished() {
        match lines.get(&unfinished.location().line()) {
            Some(task) => {
                told[*task].named += 1;
                told[*task].goes_on = unfinished.to_string().contains("still runs");
            }
            None => mistakes.push(format!("unknown: {unfinished}")),
        }
    }
    let number = format!(" of round {}", found.program.number);
    for report in found.lost {
        match lines.get(&report.location().line()) {
            Some(task)
                if report.kind() == FailureKind::Unfinished || report.text().ends_with(&number) =>
            {
                told[*task]
                    .lost
                    .push((report.kind(), report.text().to_owned()));
            }
            _ => mistakes.push(format!("unknown: {report}")),
        }
    }
    told
}

/// It was not taken, since the executor shut down.
fn is_refused(record: &Record, told: &Told) -> bool {
    let is_told = record.joined == Some(Joined::ShutDown) && told.named == 0
        || told
            .lost
            .iter()
            .any(|(kind, _)| *kind == FailureKind::Unfinished);
    record.is_late && record.did == Did::Vanish && is_told
}

fn account(node: &Node, record: &Record, told: &Told) -> Result<(), &'static str> {
    let (joined, is_named) = (record.joined, told.named > 0);
    if told.named > 1 {
        return Err("named twice");
    }
    if is_named
        && matches!(
            joined,
            Some(Joined::Value | Joined::Failure | Joined::Panicked)
        )
    {
        return Err("both read and named as unfinished");
    }
    let may_be_aborted = record.is_aborted || record.is_forsaken;
    if joined == Some(Joined::Aborted) && !may_be_aborted {
        return Err("aborted by nobody");
    }
    if is_named && joined == Some(Joined::Aborted) && !told.goes_on {
        return Err("both aborted and stopped by the shutdown");
    }
    let is_read = match (record.did, joined) {
        (_, None | Some(Joined::Aborted | Joined::ShutDown)) => false,
        (Did::GiveValue, Some(Joined::Value))
        | (Did::Fail, Some(Joined::Failure))
        | (Did::Panic, Some(Joined::Panicked)) => true,
        _ => return Err("another result than it gave"),
    };
    let sees_failure = matches!(node.start, Start::Exec(_));
    let lost: &[FailureKind] = match record.did {
        Did::Panic if !is_read => &[FailureKind::Panicked],
        Did::Fail if !is_read && sees_failure => &[FailureKind::Failed],
        Did::Vanish if joined.is_none() && is_refused(record, told) => &[FailureKind::Unfinished],
        _ => &[],
    };
    if !told.lost.iter().map(|(kind, _)| kind).eq(lost) {
        return Err("reported otherwise than once where nobody reads its failure");
    }
    match record.did {
        Did::Begin => Err("still there"),
        Did::NotBegin if record.line == 0 => Ok(()),
        Did::NotBegin => Err("still there"),
        Did::Vanish => vanished(record, told, is_named, may_be_aborted),
        _ if joined == Some(Joined::ShutDown) && !is_named => Err("cut off, and not named"),
        _ if joined == Some(Joined::Aborted) && node.kind == Kind::Future => {
            Err("aborted after its end")
        }
        _ => Ok(()),
    }
}

/// It did not come to its end: exactly one of four must have been told.
fn vanished(
    record: &Record,
    told: &Told,
    is_named: bool,
    may_be_aborted: bool,
) -> Result<(), &'static str> {
    let is_refused = is_refused(record, told);
    let is_aborted = record.joined == Some(Joined::Aborted);
    // what was aborted, and has not ended when the grace has, is named too: it is still there
    let is_cut_off = is_named && !(is_aborted && told.goes_on);
    let causes = [is_cut_off, is_refused, is_aborted];
    match causes.iter().filter(|cause| **cause).count() {
        0 if !record.is_started => Ok(()),
        0 if may_be_aborted && record.joined.is_none() => Ok(()),
        0 => Err("lost without a trace"),
        1 => Ok(()),
        _ => Err("told of twice"),
    }
}

fn compare(stats: &Stats, name: &str, expected: Option<(u64, u64)>, mistakes: &mut Vec<String>) {
    let Some(found) = stats.get(name) else {
        if expected.is_some_and(|(done, _)| done > 0) {
            mistakes.push(format!("no counts of `{name}`"));
        }
        return;
    };
    let counts = (found.done(), found.panicked());
    if (found.running(), found.queued()) != (0, 0)
        || expected.is_some_and(|expected| expected != counts)
    {
        mistakes.push(format!(
            "`{name}` should have counted {expected:?}:\n{stats}"
        ));
    }
}
