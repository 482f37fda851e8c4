//! The code of the tasks.

use std::any::Any;
use std::future::{Future, pending};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::{Pin, pin};
use std::task::Poll;

use executor::{Task, TaskType, await_async, is_cancelled};
use futures::FutureExt;
use tokio::task::yield_now;

use crate::program::{End, Fate, Start, Step};
use crate::record::{Did, Given, Joined, Round};
use crate::start::{INVOKE, SPAWN, Seed, Work, exec_spawn};
use crate::task_types::place;

pub(crate) fn run_function(work: Work) -> Given {
    work.alive.begin();
    let node = &work.seed.program.nodes[work.seed.task];
    for step in &node.steps {
        let step = catch_unwind(AssertUnwindSafe(|| step_in_function(&work.seed, step)));
        allow_refusal(&work.seed.round, step);
    }
    while node.end == End::Never && !is_cancelled() {
        std::thread::yield_now();
    }
    end(&work)
}

pub(crate) fn run_future(work: Work) -> Pin<Box<dyn Future<Output = Given> + Send>> {
    Box::pin(async move {
        work.alive.begin();
        let node = &work.seed.program.nodes[work.seed.task];
        for step in &node.steps {
            let step = AssertUnwindSafe(step_in_future(&work.seed, step)).catch_unwind();
            allow_refusal(&work.seed.round, step.await);
        }
        if node.end == End::Never {
            pending::<()>().await;
        }
        end(&work)
    })
}

fn end(work: &Work) -> Given {
    let task = work.seed.task;
    let text = || format!("task {task} of round {}", work.seed.program.number);
    match work.seed.program.nodes[task].end {
        End::Value | End::Never => {
            work.alive.end(Did::GiveValue);
            Ok(task)
        }
        End::Failure => {
            work.alive.end(Did::Fail);
            Err(text())
        }
        End::Panic => {
            work.alive.end(Did::Panic);
            // without the panic hook, which would print
            resume_unwind(Box::new(text()))
        }
    }
}

/// A step may panic only since the executor has shut down.
fn allow_refusal(round: &Round, step: std::thread::Result<()>) {
    if let Err(payload) = step {
        let text = text_of(&*payload);
        if !(round.is_closing() && text.contains("has shut down")) {
            round.mistake(format!("a step panicked: {text}"));
        }
    }
}

fn text_of(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("no text")
}

fn step_in_function(seed: &Seed, step: &Step) {
    match *step {
        Step::Yield(times) => (0..times).for_each(|_| std::thread::yield_now()),
        Step::Block(times) => await_async(yields(times)),
        Step::InPlace(times) => {
            place.await_async(|| (0..times).for_each(|_| std::thread::yield_now()));
        }
        Step::Start(task) => {
            let round = &seed.round;
            let (handle, fate) = spawn(seed, task);
            match see_off(seed, task, handle, fate) {
                Some((handle, Fate::Join | Fate::AbortAndJoin)) => {
                    let result = await_async(handle.join());
                    round.joined(task, &result);
                }
                Some((handle, _)) => drop(handle),
                None => {}
            }
        }
    }
}

async fn step_in_future(seed: &Seed, step: &Step) {
    match *step {
        Step::Yield(times) => yields(times).await,
        Step::Block(times) => await_async(yields(times)),
        Step::InPlace(times) => place.invoke(yields(times)).await,
        Step::Start(task) => match seed.program.nodes[task].start {
            Start::Invoke => invoke(seed, task).await,
            Start::Exec(fate) => {
                let handle = exec_spawn(seed.of(task)).await;
                started(&seed.round, task);
                wait(seed, task, handle, fate).await;
            }
            Start::Method(_) => {
                let (handle, fate) = spawn(seed, task);
                wait(seed, task, handle, fate).await;
            }
        },
    }
}

async fn yields(times: usize) {
    for _ in 0..times {
        yield_now().await;
    }
}

fn started(round: &Round, task: usize) {
    let is_late = round.is_closing();
    round.note(task, |record| {
        record.is_started = true;
        record.is_late |= is_late;
    });
}

fn spawn(seed: &Seed, task: usize) -> (Task<Given>, Fate) {
    let Start::Method(fate) = seed.program.nodes[task].start else {
        unreachable!("only futures start tasks in other ways")
    };
    let handle = SPAWN[task](seed.of(task));
    started(&seed.round, task);
    (handle, fate)
}

/// Starts a task from outside; a handle that a task would join is kept.
pub(crate) fn start_root(seed: &Seed, task: usize) {
    let (handle, fate) = spawn(seed, task);
    if let Some((handle, Fate::Join | Fate::AbortAndJoin)) = see_off(seed, task, handle, fate) {
        keep(seed, task, handle);
    }
}

fn keep(seed: &Seed, task: usize, handle: Task<Given>) {
    let mut kept = seed.round.kept.lock().expect("no panic under the lock");
    kept.push((task, handle));
}

/// Does what is to be done at once with the handle of a task; gives it back where there is more.
fn see_off(
    seed: &Seed,
    task: usize,
    handle: Task<Given>,
    fate: Fate,
) -> Option<(Task<Given>, Fate)> {
    if fate.aborts() {
        seed.round.note(task, |record| record.is_aborted = true);
        handle.abort();
    }
    match fate {
        Fate::Drop | Fate::AbortAndDrop => drop(handle),
        Fate::Keep => keep(seed, task, handle),
        Fate::Join | Fate::AbortAndJoin | Fate::PollAndDrop => return Some((handle, fate)),
    }
    None
}

async fn wait(seed: &Seed, task: usize, handle: Task<Given>, fate: Fate) {
    let Some((handle, fate)) = see_off(seed, task, handle, fate) else {
        return;
    };
    let mut join = pin!(handle.join());
    let result = if fate == Fate::PollAndDrop {
        futures::poll!(join)
    } else {
        Poll::Ready(join.as_mut().await)
    };
    if let Poll::Ready(result) = result {
        seed.round.joined(task, &result);
    }
}

async fn invoke(seed: &Seed, task: usize) {
    let call = INVOKE[task](seed.of(task));
    started(&seed.round, task);
    let forsaken = Forsaken(&seed.round, task);
    let result = AssertUnwindSafe(call).catch_unwind().await;
    std::mem::forget(forsaken);
    let is_late = seed.round.is_closing();
    let joined = match result {
        Ok(Ok(_)) => Joined::Value,
        Ok(Err(_)) => Joined::Failure,
        Err(payload) if text_of(&*payload).starts_with("task") => Joined::Panicked,
        Err(payload) => {
            allow_refusal(&seed.round, Err(payload));
            Joined::ShutDown
        }
    };
    seed.round.note(task, |record| {
        record.joined = Some(joined);
        record.is_late |= is_late;
    });
}

/// Says so where the wait for an invoked function is dropped.
struct Forsaken<'a>(&'a Round, usize);

impl Drop for Forsaken<'_> {
    fn drop(&mut self) {
        self.0.note(self.1, |record| record.is_forsaken = true);
    }
}
