//! Random programs: trees of tasks, and when their executor is shut down.
//!
//! Along the tasks that may hold permits while they wait for others, types are taken in one order, so that no program has a permit
//! knot: each ends by itself, except where the shutdown is sure to cut it off.

use std::time::Duration;

use crate::rng::Rng;

/// As many tasks as there are lines to start them from.
pub(crate) const MOST: usize = 12;

/// A deadline that is never reached.
pub(crate) const LONG: Duration = Duration::from_secs(60);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Function,
    Future,
}

/// The types, in the order in which they may be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Lane {
    Io,
    One,
    Two,
}

impl Lane {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Io => "io",
            Self::One => "one",
            Self::Two => "two",
        }
    }
}

pub(crate) const LANES: [Lane; 3] = [Lane::Io, Lane::One, Lane::Two];

/// How a task ends that nobody cuts off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Value,
    Failure,
    Panic,
    /// Not before it is cancelled.
    Never,
}

/// What becomes of the handle of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    Drop,
    Join,
    /// Polled, then dropped.
    PollAndDrop,
    AbortAndJoin,
    AbortAndDrop,
    /// Joined after the shutdown.
    Keep,
}

impl Fate {
    pub(crate) fn aborts(self) -> bool {
        matches!(self, Self::AbortAndJoin | Self::AbortAndDrop)
    }
}

/// How a task is started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    /// By `spawn_task`.
    Method(Fate),
    /// By `exec!(spawn …)`, which waits for room, and sees an `Err`.
    Exec(Fate),
    /// By `invoke`, and awaited.
    Invoke,
}

#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// Lets others run, so often.
    Yield(usize),
    Start(usize),
    /// Blocks in `await_async` until a future has yielded so often.
    Block(usize),
    /// Runs within a permit, in place.
    InPlace(usize),
}

#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) kind: Kind,
    pub(crate) lane: Lane,
    pub(crate) start: Start,
    pub(crate) steps: Vec<Step>,
    pub(crate) end: End,
}

/// What futures run on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Runtime {
    Own,
    MultiThread,
    CurrentThread,
}

/// Who shuts the executor down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    Outside,
    /// After a shutdown that was dropped early.
    OutsideAgain,
    ATaskOfIts,
}

#[derive(Clone, Debug)]
pub(crate) struct Program {
    /// Of the round.
    pub(crate) number: u64,
    pub(crate) runtime: Runtime,
    pub(crate) nodes: Vec<Node>,
    /// Started before the shutdown.
    pub(crate) roots: Vec<usize>,
    /// How often the others may run before the shutdown, and for how many microseconds it then waits.
    pub(crate) moment: (usize, usize),
    pub(crate) by: By,
    pub(crate) deadline: Duration,
    /// Started while the executor shuts down.
    pub(crate) late: Vec<usize>,
}

impl Program {
    pub(crate) fn random(seed: u64) -> Self {
        let mut rng = Rng::new(seed);
        let deadline = rng.pick(&[
            Duration::ZERO,
            Duration::from_micros(200),
            Duration::from_millis(2),
            LONG,
        ]);
        let mut writer = Writer {
            is_cut_off: deadline != LONG,
            rng,
            nodes: Vec::new(),
        };
        let mut roots = Vec::new();
        for _ in 0..1 + writer.rng.below(4) {
            roots.extend(writer.node(false, Lane::Io, 0));
        }
        let mut late = Vec::new();
        for _ in 0..writer.rng.below(3) {
            late.extend(writer.node(false, Lane::Io, 1));
        }
        let rng = &mut writer.rng;
        Self {
            number: seed,
            runtime: rng.pick(&[Runtime::Own, Runtime::MultiThread, Runtime::CurrentThread]),
            roots,
            moment: (
                rng.pick(&[0, 0, 1, 3, 10]),
                rng.pick(&[0, 0, 10, 50, 200, 500]),
            ),
            by: rng.pick(&[By::Outside, By::Outside, By::OutsideAgain, By::ATaskOfIts]),
            deadline,
            late,
            nodes: writer.nodes,
        }
    }
}

struct Writer {
    rng: Rng,
    nodes: Vec<Node>,
    is_cut_off: bool,
}

impl Writer {
    /// One more task, with all that it starts; its place. `by_future`: a future starts it.
    fn node(&mut self, by_future: bool, least: Lane, depth: usize) -> Option<usize> {
        let index = self.nodes.len();
        if index == MOST {
            return None;
        }
        let start = self.start(index, by_future, least);
        let rng_kind = self.rng.pick(&[Kind::Function, Kind::Future]);
        let (kind, lane) = match start {
            Start::Exec(_) => of_exec(index),
            Start::Invoke => (Kind::Function, self.lane(least)),
            Start::Method(_) => (rng_kind, self.lane(least)),
        };
        let mut end = self.rng.pick(&[
            End::Value,
            End::Value,
            End::Value,
            End::Failure,
            End::Panic,
            End::Panic,
        ]);
        let is_aborted = matches!(start, Start::Method(fate) | Start::Exec(fate) if fate.aborts());
        if (self.is_cut_off && self.rng.percent(20)) || (is_aborted && self.rng.percent(50)) {
            end = End::Never;
        }
        self.nodes.push(Node {
            kind,
            lane,
            start,
            steps: Vec::new(),
            end,
        });
        let steps = self.steps(kind, least.max(lane), depth);
        self.nodes[index].steps = steps;
        Some(index)
    }

    fn lane(&mut self, least: Lane) -> Lane {
        let lane = self.rng.pick(&LANES);
        if lane < least { least } else { lane }
    }

    fn start(&mut self, index: usize, by_future: bool, least: Lane) -> Start {
        let fates = [
            Fate::Drop,
            Fate::Join,
            Fate::Join,
            Fate::PollAndDrop,
            Fate::AbortAndJoin,
            Fate::AbortAndDrop,
            Fate::Keep,
        ];
        let fate = self.rng.pick(&fates);
        match self.rng.below(4) {
            0 if by_future => Start::Invoke,
            1 | 2 if by_future && of_exec(index).1 >= least => Start::Exec(fate),
            _ => Start::Method(fate),
        }
    }

    fn steps(&mut self, kind: Kind, least: Lane, depth: usize) -> Vec<Step> {
        let mut steps = Vec::new();
        for _ in 0..self.rng.below(5) {
            let times = self.rng.below(4);
            match self.rng.below(8) {
                0 | 1 => steps.push(Step::Yield(times)),
                2 => steps.push(Step::Block(times)),
                3 => steps.push(Step::InPlace(times)),
                _ if depth < 4 => {
                    let child = self.node(kind == Kind::Future, least, depth + 1);
                    steps.extend(child.map(Step::Start));
                }
                _ => {}
            }
        }
        steps
    }
}

/// The kind and the type of the task that `exec!(spawn …)` starts from the line of that index.
pub(crate) fn of_exec(index: usize) -> (Kind, Lane) {
    let kind = [Kind::Function, Kind::Future][index % 2];
    (kind, LANES[index / 2 % 3])
}
