//! Starts tasks, each from a line of its own: by that line reports name it.

use std::sync::Arc;

use executor::{Invoke, Task, TaskType, exec};

use crate::program::{Kind, Lane, MOST, Program};
use crate::record::{Alive, Given, Round};
use crate::run::{run_function, run_future};
use crate::task_types::{one, two};

/// A task that is to be started.
#[derive(Clone)]
pub(crate) struct Seed {
    pub(crate) program: Arc<Program>,
    pub(crate) round: Arc<Round>,
    pub(crate) task: usize,
}

/// What a task carries.
pub(crate) struct Work {
    pub(crate) seed: Seed,
    pub(crate) alive: Alive,
}

impl Seed {
    pub(crate) fn of(&self, task: usize) -> Self {
        Self {
            task,
            ..self.clone()
        }
    }

    fn at(self, line: u32) -> Work {
        let alive = Alive::new(&self.round, self.task, line);
        Work { seed: self, alive }
    }
}

#[track_caller]
fn spawn(work: Work) -> Task<Given> {
    let node = &work.seed.program.nodes[work.seed.task];
    match (node.kind, node.lane) {
        (Kind::Function, Lane::Io) => executor::spawn_task(move || run_function(work)),
        (Kind::Function, Lane::One) => one.spawn_task(move || run_function(work)),
        (Kind::Function, Lane::Two) => two.spawn_task(move || run_function(work)),
        (Kind::Future, Lane::Io) => executor::spawn_task(run_future(work)),
        (Kind::Future, Lane::One) => one.spawn_task(run_future(work)),
        (Kind::Future, Lane::Two) => two.spawn_task(run_future(work)),
    }
}

#[track_caller]
fn invoke(work: Work) -> Invoke<Given> {
    match work.seed.program.nodes[work.seed.task].lane {
        Lane::Io => executor::invoke(move || run_function(work)),
        Lane::One => one.invoke(move || run_function(work)),
        Lane::Two => two.invoke(move || run_function(work)),
    }
}

/// By `spawn_task`.
pub(crate) const SPAWN: [fn(Seed) -> Task<Given>; MOST] = [
    |seed| spawn(seed.at(line!())),
    |seed| spawn(seed.at(line!())),
    |seed| spawn(seed.at(line!())),
    |seed| spawn(seed.at(line!())),
    |seed| spawn(seed.at(line!())),
    |seed| spawn(seed.at(line!())),
    |seed| spawn(seed.at(line!())),
    |seed| spawn(seed.at(line!())),
    |seed| spawn(seed.at(line!())),
    |seed| spawn(seed.at(line!())),
    |seed| spawn(seed.at(line!())),
    |seed| spawn(seed.at(line!())),
];

/// By `invoke`.
pub(crate) const INVOKE: [fn(Seed) -> Invoke<Given>; MOST] = [
    |seed| invoke(seed.at(line!())),
    |seed| invoke(seed.at(line!())),
    |seed| invoke(seed.at(line!())),
    |seed| invoke(seed.at(line!())),
    |seed| invoke(seed.at(line!())),
    |seed| invoke(seed.at(line!())),
    |seed| invoke(seed.at(line!())),
    |seed| invoke(seed.at(line!())),
    |seed| invoke(seed.at(line!())),
    |seed| invoke(seed.at(line!())),
    |seed| invoke(seed.at(line!())),
    |seed| invoke(seed.at(line!())),
];

/// By `exec!(spawn …)`, of the kind and the type that `of_exec` gives.
#[executor::task]
pub(crate) async fn exec_spawn(seed: Seed) -> Task<Given> {
    match seed.task {
        0 => exec!(spawn run_function(seed.at(line!()))),
        1 => exec!(spawn run_future(seed.at(line!()))),
        2 => exec!(spawn <one> run_function(seed.at(line!()))),
        3 => exec!(spawn <one> run_future(seed.at(line!()))),
        4 => exec!(spawn <two> run_function(seed.at(line!()))),
        5 => exec!(spawn <two> run_future(seed.at(line!()))),
        6 => exec!(spawn run_function(seed.at(line!()))),
        7 => exec!(spawn run_future(seed.at(line!()))),
        8 => exec!(spawn <one> run_function(seed.at(line!()))),
        9 => exec!(spawn <one> run_future(seed.at(line!()))),
        10 => exec!(spawn <two> run_function(seed.at(line!()))),
        _ => exec!(spawn <two> run_future(seed.at(line!()))),
    }
}
