//! What is known of each task of a round: what its code did, and what its executor says of it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};

use executor::{Task, TaskError};

/// What a task gives.
pub(crate) type Given = Result<usize, String>;

/// What the code of a task did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Did {
    NotBegin,
    Begin,
    GiveValue,
    Fail,
    Panic,
    /// It was dropped, or unwound, before its end.
    Vanish,
}

/// What whoever joined a task was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joined {
    Value,
    Failure,
    Panicked,
    Aborted,
    ShutDown,
}

/// What is known of a task.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    /// The line that starts it.
    pub(crate) line: u32,
    pub(crate) did: Did,
    pub(crate) joined: Option<Joined>,
    /// It was given to the executor: its handle is there, or it is awaited.
    pub(crate) is_started: bool,
    pub(crate) is_aborted: bool,
    /// The shutdown may have begun when it was started.
    pub(crate) is_late: bool,
    /// The wait for it in `invoke` was dropped before its end.
    pub(crate) is_forsaken: bool,
}

/// All that is known of a round.
pub(crate) struct Round {
    pub(crate) records: Mutex<Vec<Record>>,
    pub(crate) kept: Mutex<Vec<(usize, Task<Given>)>>,
    pub(crate) is_closing: AtomicBool,
    pub(crate) alive: AtomicUsize,
    pub(crate) mistakes: Mutex<Vec<String>>,
}

impl Round {
    pub(crate) fn new(tasks: usize) -> Arc<Self> {
        let record = Record {
            line: 0,
            did: Did::NotBegin,
            joined: None,
            is_started: false,
            is_aborted: false,
            is_late: false,
            is_forsaken: false,
        };
        Arc::new(Self {
            records: Mutex::new(vec![record; tasks]),
            kept: Mutex::default(),
            is_closing: AtomicBool::new(false),
            alive: AtomicUsize::new(0),
            mistakes: Mutex::default(),
        })
    }

    pub(crate) fn note(&self, task: usize, note: impl FnOnce(&mut Record)) {
        note(&mut self.records.lock().expect("no panic under the lock")[task]);
    }

    pub(crate) fn is_closing(&self) -> bool {
        self.is_closing.load(SeqCst)
    }

    pub(crate) fn mistake(&self, text: String) {
        let mut mistakes = self.mistakes.lock().expect("no panic under the lock");
        mistakes.push(text);
    }

    pub(crate) fn joined(&self, task: usize, result: &Result<Given, TaskError>) {
        let joined = match result {
            Ok(Ok(_)) => Joined::Value,
            Ok(Err(_)) => Joined::Failure,
            Err(TaskError::Panicked(_)) => Joined::Panicked,
            Err(TaskError::Aborted) => Joined::Aborted,
            Err(_) => Joined::ShutDown,
        };
        self.note(task, |record| record.joined = Some(joined));
    }

    /// The tasks by the lines that start them.
    pub(crate) fn lines(&self) -> HashMap<u32, usize> {
        let records = self.records.lock().expect("no panic under the lock");
        let lines = records.iter().enumerate();
        lines.map(|(index, record)| (record.line, index)).collect()
    }
}

/// Lives in the code of a task, from before it is started until it is gone.
pub(crate) struct Alive {
    pub(crate) round: Arc<Round>,
    pub(crate) task: usize,
}

impl Alive {
    /// To be called on the line that starts the task.
    #[track_caller]
    pub(crate) fn new(round: &Arc<Round>, task: usize, line: u32) -> Self {
        round.alive.fetch_add(1, SeqCst);
        let is_late = round.is_closing();
        round.note(task, |record| {
            record.line = line;
            record.is_late = is_late;
        });
        Self {
            round: Arc::clone(round),
            task,
        }
    }

    pub(crate) fn begin(&self) {
        self.round.note(self.task, |record| {
            assert_eq!(record.did, Did::NotBegin, "run only once");
            record.did = Did::Begin;
        });
    }

    pub(crate) fn end(&self, did: Did) {
        self.round.note(self.task, |record| record.did = did);
    }
}

impl Drop for Alive {
    fn drop(&mut self) {
        self.round.note(self.task, |record| {
            if matches!(record.did, Did::NotBegin | Did::Begin) {
                record.did = Did::Vanish;
            }
        });
        self.round.alive.fetch_sub(1, SeqCst);
    }
}
