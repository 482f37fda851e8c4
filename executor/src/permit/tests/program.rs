//! Random programs, run as real futures over the real ledger by an executor of one thread that is fair to nobody.

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use futures::future::join_all;

use super::super::ids::Ticket;
use super::super::queue::Asker;
use super::super::ready::RoomWait;
use super::super::{Acquire, Held, Ledger, Permit, TypeKey};
use super::{Rules, permits};
use crate::frame::{FrameId, here};
use crate::site::Site;

#[derive(Clone, Debug)]
pub(super) enum Op {
    Yield,
    /// An async callee of a type, in place.
    Nest(usize, Vec<Op>),
    /// A sync callee, which runs on although its caller goes. None: of a type without limit.
    Invoke(Option<usize>, Vec<Op>),
    Spawn(Option<usize>, Vec<Op>),
    AwaitLast,
    AwaitAll,
    Join(Vec<Vec<Op>>),
    /// May be given up at any time.
    Try(Vec<Op>),
}

/// xorshift64 (Marsaglia).
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        let mut random = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        (0..5).for_each(|_| _ = random.below(2));
        random
    }

    pub(super) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % n as u64) as usize
    }
}

pub(super) fn program(random: &mut Random, depth: usize, types: usize) -> Vec<Op> {
    Writer { random, types }.frame(depth)
}

/// Writes programs.
struct Writer<'a> {
    random: &'a mut Random,
    types: usize,
}

impl Writer<'_> {
    /// The body of a frame.
    fn frame(&mut self, depth: usize) -> Vec<Op> {
        self.ops(depth, false)
    }

    /// `joined`: beside others in one frame. There nothing waits out of the ledger's sight, which would count as waiting
    /// for its siblings.
    fn ops(&mut self, depth: usize, joined: bool) -> Vec<Op> {
        (0..1 + self.random.below(3))
            .map(|_| self.op(depth, joined))
            .collect()
    }

    fn op(&mut self, depth: usize, joined: bool) -> Op {
        let ty = self.random.below(self.types);
        let any = (self.random.below(4) > 0).then_some(ty);
        match if depth == 0 { 0 } else { self.random.below(12) } {
            0 if joined => Op::AwaitLast,
            0 => Op::Yield,
            1 | 2 => Op::Nest(ty, self.frame(depth - 1)),
            3 | 4 => Op::Invoke(any, self.frame(depth - 1)),
            5..=7 => Op::Spawn(any, self.frame(depth - 1)),
            8 => Op::AwaitLast,
            9 => Op::AwaitAll,
            10 => {
                let branches = 2 + self.random.below(2);
                Op::Join((0..branches).map(|_| self.ops(depth - 1, true)).collect())
            }
            _ => Op::Try(self.ops(depth - 1, joined)),
        }
    }
}

/// What to run, and how.
#[derive(Clone, Copy)]
pub(super) struct Setting {
    pub(super) seed: u64,
    pub(super) types: usize,
    pub(super) rules: Rules,
    /// Whether futures are dropped and tasks aborted at random: the first so many times.
    pub(super) drops: usize,
}

/// How it ended.
#[derive(Debug)]
pub(super) struct Outcome {
    /// Tasks that never ended.
    pub(super) stuck: usize,
    /// The tickets of those who still waited at the end.
    pub(super) waiting: Vec<Ticket>,
    pub(super) verdicts: Vec<Ticket>,
    /// How many times something might have been dropped when each verdict fell.
    pub(super) decisions: Vec<usize>,
}

type Work<T> = Pin<Box<dyn Future<Output = T>>>;
/// Fails where a wait was chosen to undo a knot.
type Done = Result<(), ()>;

struct Task {
    work: Option<Work<()>>,
    woken: Arc<Flag>,
    ended: Rc<Ended>,
    /// Sync code cannot be.
    may_be_aborted: bool,
}

#[derive(Default)]
struct Flag(AtomicBool);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// The end of a task, as its handle sees it.
#[derive(Default)]
struct Ended {
    ended: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

impl Ended {
    fn set(&self) {
        self.ended.set(true);
        self.waker.take().inspect(Waker::wake_by_ref);
    }

    async fn wait(&self) {
        poll_fn(|cx| {
            self.waker.replace(Some(cx.waker().clone()));
            if self.ended.get() {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
        .await;
    }
}

struct World {
    ledger: Arc<Ledger>,
    types: Vec<TypeKey>,
    random: RefCell<Random>,
    tasks: RefCell<Vec<Task>>,
    drops: usize,
    made: Cell<usize>,
    noted: RefCell<Vec<usize>>,
    /// Who has asked in place and is not over.
    in_place: RefCell<Vec<(FrameId, usize)>>,
}

pub(super) fn run(setting: Setting) -> Outcome {
    let mut random = Random::new(setting.seed);
    let (limit, queue) = (1 + random.below(2), 1 + random.below(2));
    let ledger = Ledger::new();
    let names = ["gallery", "thumbnails", "mail"];
    let add = |name: &&'static str| ledger.add_type(name, limit, Some(queue));
    let types = names[..setting.types].iter().map(add).collect();
    ledger.with(|state| state.rules = setting.rules);
    let world = Rc::new(World {
        ledger,
        types,
        random: RefCell::new(random),
        tasks: RefCell::default(),
        drops: setting.drops,
        made: Cell::new(0),
        noted: RefCell::default(),
        in_place: RefCell::default(),
    });
    for _ in 0..2 + world.below(3) {
        let ty = world.below(setting.types + 1);
        let ty = (ty < setting.types).then_some(ty);
        let ops = program(&mut world.random.borrow_mut(), 3, setting.types);
        match ty {
            Some(ty) if world.below(2) == 0 => World::start_outside(&world, ty, ops),
            _ => _ = World::start(&world, ty, ops),
        }
    }
    drive(&world);
    outcome(&world)
}

/// Polls until nobody is woken.
fn drive(world: &Rc<World>) {
    for step in 0.. {
        assert!(step < 100_000, "runs for ever");
        let (mut alive, mut woken) = (Vec::new(), Vec::new());
        for (at, task) in world.tasks.borrow().iter().enumerate() {
            if task.work.is_some() {
                alive.push(at);
                if task.woken.0.load(Ordering::Relaxed) {
                    woken.push(at);
                }
            }
        }
        if woken.is_empty() {
            return;
        }
        // Now and then one is polled that was not woken, as `join!` and `select!` do.
        let from = if world.below(8) == 0 { &alive } else { &woken };
        let at = from[world.below(from.len())];
        if world.tasks.borrow()[at].may_be_aborted && world.drops_now(40) {
            world.finish(at);
        } else {
            world.poll(at);
        }
        world.ledger.with(|state| state.check_invariants());
        world.check_unknown();
    }
}

fn outcome(world: &World) -> Outcome {
    world.note_verdicts();
    let stuck = world
        .tasks
        .borrow()
        .iter()
        .filter(|task| task.work.is_some())
        .count();
    let (waiting, verdicts) = world.ledger.with(|state| {
        let waits = |ty: &super::super::types::Type| -> Vec<Ticket> {
            ty.queue
                .iter()
                .map(|(ticket, _)| ticket)
                .chain(ty.rooms.iter().map(|(ticket, _)| ticket))
                .collect()
        };
        (
            state.types.iter().flat_map(waits).collect(),
            state.verdicts.clone(),
        )
    });
    let outcome = Outcome {
        stuck,
        waiting,
        verdicts,
        decisions: world.noted.borrow().clone(),
    };
    let tasks = world.tasks.borrow().len();
    (0..tasks).for_each(|at| world.finish(at));
    world.ledger.with(|state| {
        state.check_invariants();
        assert!(state.frames.is_empty(), "a frame is left at the end");
        assert!(state.callers.is_empty(), "a callee is left at the end");
        assert!(
            state.types.iter().all(|ty| ty.free_now() == ty.limit),
            "a permit is missing at the end"
        );
        assert!(
            state.types.iter().all(|ty| !ty.has_waiters()),
            "somebody waits at the end"
        );
    });
    outcome
}

impl World {
    fn below(&self, n: usize) -> usize {
        self.random.borrow_mut().below(n)
    }

    fn note_verdicts(&self) {
        let verdicts = self.ledger.with(|state| state.verdicts.len());
        let mut noted = self.noted.borrow_mut();
        let len = verdicts.max(noted.len());
        noted.resize(len, self.made.get());
    }

    /// Whether to drop something now, once in `n` times.
    fn drops_now(&self, n: usize) -> bool {
        self.note_verdicts();
        let made = self.made.replace(self.made.get() + 1);
        made < self.drops && self.below(n) == 0
    }

    fn poll(&self, at: usize) {
        let (mut work, woken) = {
            let task = &mut self.tasks.borrow_mut()[at];
            task.woken.0.store(false, Ordering::Relaxed);
            (
                task.work.take().expect("polled while alive"),
                Arc::clone(&task.woken),
            )
        };
        let done = work
            .as_mut()
            .poll(&mut Context::from_waker(&woken.into()))
            .is_ready();
        self.tasks.borrow_mut()[at].work = Some(work);
        if done {
            self.finish(at);
        }
    }

    /// Now and then others are polled, until one of the polls that were begun goes on.
    fn meanwhile(&self) {
        while self.below(3) == 0 {
            let is_woken =
                |task: &Task| task.work.is_some() && task.woken.0.load(Ordering::Relaxed);
            let tasks = self.tasks.borrow();
            let woken: Vec<_> = (0..tasks.len())
                .filter(|at| is_woken(&tasks[*at]))
                .collect();
            drop(tasks);
            if woken.is_empty() {
                return;
            }
            let around = here::enter(None);
            self.poll(woken[self.below(woken.len())]);
            here::leave(around);
        }
    }

    /// The task is over, or aborted.
    fn finish(&self, at: usize) {
        let work = self.tasks.borrow_mut()[at].work.take();
        drop(work);
        let ended = Rc::clone(&self.tasks.borrow()[at].ended);
        ended.set();
    }

    fn add(&self, work: Work<()>, may_be_aborted: bool) -> Rc<Ended> {
        let ended = Rc::new(Ended::default());
        let woken = Arc::new(Flag(AtomicBool::new(true)));
        let task = Task {
            work: Some(work),
            woken,
            ended: Rc::clone(&ended),
            may_be_aborted,
        };
        self.tasks.borrow_mut().push(task);
        ended
    }

    /// Spawns without waiting for room.
    fn start(world: &Rc<Self>, ty: Option<usize>, ops: Vec<Op>) -> Kid {
        let frame = FrameId::next();
        let asks = ty.map(|ty| {
            Acquire::new(
                &world.ledger,
                world.types[ty],
                frame,
                None,
                true,
                Site::here("spawned"),
            )
        });
        let inner = Rc::clone(world);
        let work = Box::pin(async move {
            let permit = match asks {
                Some(mut asks) => match poll_fn(|cx| asks.try_poll(cx)).await {
                    Ok(permit) => Some(permit),
                    Err(_) => return,
                },
                None => None,
            };
            let _ = InFrame(frame, body(inner, ops, frame)).await;
            drop(permit);
        });
        Kid {
            frame,
            ended: world.add(work, true),
        }
    }

    /// Somebody else's task, which has no frame: it calls in place one that has.
    fn start_outside(world: &Rc<Self>, ty: usize, ops: Vec<Op>) {
        let nested = Nested::new(world, ty, ops);
        world.add(Box::pin(async move { _ = nested.await }), true);
    }

    /// The ledger has counted right those whom it does not know.
    fn check_unknown(&self) {
        let in_place = self.in_place.borrow();
        self.ledger.with(|state| {
            for (index, key) in self.types.iter().enumerate() {
                let ty = &state.types[key.0];
                let asks = |frame| {
                    let is_it =
                        |asker: &Asker| matches!(asker, Asker::Stranger(s) if s.frame == frame);
                    ty.queue.iter().any(|(_, asker)| is_it(asker))
                };
                let of_type = in_place.iter().filter(|(_, ty)| *ty == index);
                let unknown = of_type.filter(|(frame, _)| !state.is_known(*frame) && !asks(*frame));
                assert_eq!(unknown.count(), ty.unknown());
            }
        });
    }
}

/// Work that is polled in its frame.
struct InFrame<T>(FrameId, Work<T>);

impl<T> Future for InFrame<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        let before = here::enter(Some(self.0));
        let result = self.1.as_mut().poll(cx);
        here::leave(before);
        result
    }
}

/// A frame in place, as `Permitted` runs it.
struct Nested {
    world: Rc<World>,
    ty: usize,
    ops: Option<Vec<Op>>,
    // dropped in this order
    work: Option<Work<Done>>,
    held: Held,
    frame: Option<FrameId>,
}

impl Nested {
    fn new(world: &Rc<World>, ty: usize, ops: Vec<Op>) -> Self {
        let permits = permits(&world.ledger, world.types[ty]);
        Self {
            world: Rc::clone(world),
            ty,
            ops: Some(ops),
            work: None,
            held: Held::new(permits, Site::here("nested")),
            frame: None,
        }
    }

    fn is_over(&self) {
        if let Some(frame) = self.frame {
            self.world
                .in_place
                .borrow_mut()
                .retain(|(known, _)| *known != frame);
        }
    }
}

impl Future for Nested {
    type Output = Done;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Done> {
        let this = &mut *self;
        if !this.held.runs() {
            let polled = this.held.try_poll(cx);
            if this.frame.is_none() {
                this.frame = this.held.frame;
                let frame = (this.frame.expect("it has asked"), this.ty);
                this.world.in_place.borrow_mut().push(frame);
            }
            match polled {
                Poll::Ready(Ok(())) => {}
                Poll::Ready(Err(_)) => return Poll::Ready(Err(())),
                Poll::Pending => return Poll::Pending,
            }
        }
        let frame = this.frame.expect("it has asked");
        if let Some(ops) = this.ops.take() {
            this.work = Some(body(Rc::clone(&this.world), ops, frame));
        }
        let around = this.held.enter();
        assert_eq!(here::current(), Some(frame));
        let work = this.work.as_mut().expect("there since it runs");
        let done = work.as_mut().poll(cx);
        this.held.leave(around);
        if done.is_ready() {
            this.work = None;
            this.is_over();
            this.held.end();
        }
        done
    }
}

impl Drop for Nested {
    fn drop(&mut self) {
        self.is_over();
    }
}

struct Kid {
    frame: FrameId,
    ended: Rc<Ended>,
}

impl Kid {
    async fn wait(&self, world: &World, frame: FrameId) {
        if !self.ended.ended.get() {
            let _waits = world.ledger.waits(frame, self.frame, Site::here("awaits"));
            self.ended.wait().await;
        }
    }
}

/// Waits for all `branches`. Between them others run, as they do on other threads.
async fn join<T>(world: &World, branches: impl Iterator<Item: Future<Output = T>>) -> Vec<T> {
    let branches = branches.map(|branch| {
        let mut branch = Box::pin(branch);
        poll_fn(move |cx| {
            let polled = branch.as_mut().poll(cx);
            world.meanwhile();
            polled
        })
    });
    join_all(branches).await
}

/// The caller of sync code that went on without it.
struct Detach<'a>(&'a Ledger, FrameId);

impl Drop for Detach<'_> {
    fn drop(&mut self) {
        self.0.detach(self.1);
    }
}

fn body(world: Rc<World>, ops: Vec<Op>, frame: FrameId) -> Work<Done> {
    Box::pin(async move {
        let mut kids = Vec::new();
        for op in ops {
            step(&world, op, frame, &mut kids).await?;
        }
        Ok(())
    })
}

async fn step(world: &Rc<World>, op: Op, frame: FrameId, kids: &mut Vec<Kid>) -> Done {
    match op {
        Op::Yield => {
            let mut yielded = false;
            poll_fn(|cx| {
                cx.waker().wake_by_ref();
                if std::mem::replace(&mut yielded, true) {
                    Poll::Ready(())
                } else {
                    Poll::Pending
                }
            })
            .await;
        }
        Op::Nest(ty, ops) => Nested::new(world, ty, ops).await?,
        Op::Invoke(ty, ops) => invoke(world, ty, ops, frame).await?,
        Op::Spawn(ty, ops) => {
            if let Some(ty) = ty {
                let key = world.types[ty];
                let mut room = RoomWait::new(&world.ledger, key, Some(frame), Site::here("ready"));
                poll_fn(|cx| room.try_poll(cx)).await.map_err(|_| ())?;
            }
            kids.push(World::start(world, ty, ops));
        }
        Op::AwaitLast => {
            if let Some(kid) = kids.pop() {
                kid.wait(world, frame).await;
            }
        }
        Op::AwaitAll => {
            let wait = async |kid: &Kid| kid.wait(world, frame).await;
            join(world, kids.iter().map(wait)).await;
            kids.clear();
        }
        Op::Join(branches) => {
            let branch = |ops| body(Rc::clone(world), ops, frame);
            let done = join(world, branches.into_iter().map(branch)).await;
            return done.into_iter().collect();
        }
        Op::Try(ops) => {
            let mut work = Some(body(Rc::clone(world), ops, frame));
            return poll_fn(|cx| {
                if world.drops_now(6) {
                    work = None;
                }
                work.as_mut()
                    .map_or(Poll::Ready(Ok(())), |work| work.as_mut().poll(cx))
            })
            .await;
        }
    }
    Ok(())
}

async fn permit(world: &World, ty: usize, caller: FrameId) -> Result<Permit, ()> {
    let (key, site) = (world.types[ty], Site::here("nested"));
    let mut asks = Acquire::new(
        &world.ledger,
        key,
        FrameId::next(),
        Some(caller),
        false,
        site,
    );
    poll_fn(|cx| asks.try_poll(cx)).await.map_err(|_| ())
}

async fn invoke(world: &Rc<World>, ty: Option<usize>, ops: Vec<Op>, caller: FrameId) -> Done {
    let permit = match ty {
        Some(ty) => Some(permit(world, ty, caller).await?),
        None => None,
    };
    let frame = permit.as_ref().map_or_else(FrameId::next, Permit::frame);
    let waits = world.ledger.waits(caller, frame, Site::here("invoke"));
    let detach = permit.is_some().then(|| Detach(&world.ledger, frame));
    let inner = Rc::clone(world);
    let work = Box::pin(async move {
        let _ = InFrame(frame, body(inner, ops, frame)).await;
        drop(permit);
    });
    let ended = world.add(work, false);
    ended.wait().await;
    drop((waits, detach));
    Ok(())
}
