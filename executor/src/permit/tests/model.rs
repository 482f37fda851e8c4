//! The rule against random programs: nesting, sync and async callees, spawning, awaiting, queues, joins, drops, aborts.

use super::Rules;
use super::program::{Outcome, Setting, run};

/// How many programs each test runs: `EXECUTOR_PROGRAMS`, where that is set.
fn programs() -> u64 {
    let usual = if cfg!(debug_assertions) {
        5_000
    } else {
        100_000
    };
    let set = std::env::var("EXECUTOR_PROGRAMS");
    set.map_or(usual, |set| set.parse().expect("a number"))
}

/// Any number of drops.
const DROPS: usize = usize::MAX;

fn hangs(outcome: &Outcome) -> bool {
    outcome.stuck > 0
}

/// How many of the programs hang, and how many have knots.
fn count(programs: u64, types: usize, drops: usize, rules: Rules) -> (u64, u64) {
    let (mut hang, mut knotted) = (0, 0);
    for seed in 1..=programs {
        let outcome = run(Setting {
            seed,
            types,
            rules,
            drops,
        });
        hang += u64::from(hangs(&outcome));
        knotted += u64::from(!outcome.verdicts.is_empty());
    }
    println!("{types} types, {rules:?}: of {programs} {hang} hang, {knotted} have knots");
    (hang, knotted)
}

#[test]
fn one_type_never_hangs_and_has_no_knots() {
    assert_eq!(count(programs(), 1, 0, Rules::default()), (0, 0));
}

#[test]
fn one_type_never_hangs_whatever_is_dropped() {
    assert_eq!(count(programs(), 1, DROPS, Rules::default()), (0, 0));
}

#[test]
fn one_type_needs_no_knot_detection() {
    assert_eq!(
        count(
            programs(),
            1,
            DROPS,
            Rules {
                knots: 0,
                ..Rules::default()
            }
        ),
        (0, 0)
    );
}

#[test]
fn without_lending_programs_hang() {
    let rules = Rules {
        lend: false,
        knots: 0,
        ..Rules::default()
    };
    assert!(count(1_000, 1, 0, rules).0 > 0);
}

#[test]
fn without_lending_down_programs_hang() {
    let rules = Rules {
        lend_down: false,
        knots: 0,
        ..Rules::default()
    };
    assert!(count(1_000, 1, 0, rules).0 > 0);
}

#[test]
fn without_lending_for_room_programs_hang() {
    let rules = Rules {
        lend_for_room: false,
        knots: 0,
        ..Rules::default()
    };
    assert!(count(5_000, 1, 0, rules).0 > 0);
}

#[test]
fn without_knot_detection_two_types_hang() {
    assert!(
        count(
            1_000,
            2,
            0,
            Rules {
                knots: 0,
                ..Rules::default()
            }
        )
        .0 > 0
    );
}

#[test]
fn two_types_never_hang_and_each_knot_is_one() {
    every_knot_is_genuine(2, 0);
}

#[test]
fn two_types_never_hang_whatever_is_dropped() {
    every_knot_is_genuine(2, DROPS);
}

#[test]
fn three_types_never_hang_whatever_is_dropped() {
    every_knot_is_genuine(3, DROPS);
}

/// Each program with a knot is run again with all the same choices up to it, but without the failure and without drops
/// from then on: the one that was to fail must wait for ever.
fn every_knot_is_genuine(types: usize, drops: usize) {
    let (mut knotted, mut verdicts) = (0, 0);
    let programs = programs();
    for seed in 1..=programs {
        let setting = Setting {
            seed,
            types,
            drops,
            rules: Rules::default(),
        };
        let outcome = run(setting);
        assert!(!hangs(&outcome), "seed {seed} hangs: {outcome:?}");
        knotted += u64::from(!outcome.verdicts.is_empty());
        verdicts += outcome.verdicts.len();
        for (knots, ticket) in outcome.verdicts.iter().enumerate() {
            let rules = Rules {
                knots,
                ..Rules::default()
            };
            let again = run(Setting {
                rules,
                drops: drops.min(outcome.decisions[knots]),
                ..setting
            });
            assert_eq!(
                again.verdicts,
                outcome.verdicts[..knots],
                "seed {seed} is not replayed"
            );
            assert!(
                again.waiting.contains(ticket),
                "seed {seed}: knot {knots} was none: {again:?}"
            );
        }
    }
    println!("{types} types: of {programs} {knotted} have knots, {verdicts} in all, each genuine");
    assert!(knotted > 0);
}
