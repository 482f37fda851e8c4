//! Methods named like blocking ones on types of the user's own, in memory, and behind a pointer of the user's own; crates'
//! names on modules of the user's own.
#![deny(warnings)]

use std::cell::RefCell;
use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, BufWriter, Cursor, Read, Write};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use executor::{exec, task};

mod smol {
    pub fn block_on<T>(value: T) -> T {
        value
    }
}

mod pollster {
    pub fn block_on() -> u8 {
        1
    }
}

mod ureq {
    pub fn get(_: &str) -> Request {
        Request
    }

    pub struct Request;

    impl Request {
        pub fn call(&self) -> u8 {
            1
        }
    }
}

mod reqwest {
    pub mod blocking {
        pub fn get<T: Default>() -> T {
            T::default()
        }
    }
}

fn block_on(number: u8) -> u8 {
    number
}

struct File(std::fs::File);

impl Deref for File {
    type Target = std::fs::File;

    fn deref(&self) -> &std::fs::File {
        &self.0
    }
}

impl File {
    fn read(&self) -> u8 {
        1
    }

    fn sync_all(&mut self) -> u8 {
        u8::from(self.0.try_clone().is_ok())
    }
}

struct Saves;

#[task(type = "io")]
impl Saves {
    fn save(&self) -> u8 {
        1
    }
}

struct Handle(Arc<Saves>);

impl Deref for Handle {
    type Target = Saves;

    fn deref(&self) -> &Saves {
        &self.0
    }
}

impl Handle {
    fn save(&self) -> u8 {
        2
    }
}

trait Waiter {
    fn wait(&mut self) -> u8;
}

impl Waiter for Vec<u8> {
    fn wait(&mut self) -> u8 {
        3
    }
}

struct Stack(Vec<u8>);

impl Stack {
    fn peek(&self) -> Option<&u8> {
        self.0.last()
    }

    fn recv(&mut self) -> Option<u8> {
        self.0.pop()
    }

    fn wait<T: Default>(&self) -> T {
        T::default()
    }
}

static LATER: Later = Later;

struct Later;

impl Later {
    fn get_or_init<T>(&self, _: impl FnOnce() -> T) {}
}

#[task]
async fn of_own_names(mut file: File, handle: Handle, stack: &RefCell<Stack>) -> u8 {
    let numbers = smol::block_on(1) + pollster::block_on() + block_on(1) + ureq::get("x").call();
    let number: u8 = reqwest::blocking::get();
    // What the call gives borrows a temporary of its receiver.
    match stack.borrow().peek() {
        Some(top) => println!("{top}"),
        None => println!("empty"),
    }
    let Some(top) = stack.borrow_mut().recv() else {
        return 0;
    };
    let waited: u8 = stack.borrow().wait();
    let mut waiter: Box<dyn Waiter> = Box::new(vec![1]);
    LATER.get_or_init(|| std::fs::read("x"));
    waiter.wait() + handle.save() + exec!(block handle.0.save()) + file.read() + file.sync_all() + numbers + number + top + waited
}

#[task]
async fn in_memory(mut bytes: &[u8], text: &mut String) -> io::Result<()> {
    bytes.read_exact(&mut [0])?;
    Cursor::new([1]).read_exact(&mut [0])?;
    BufReader::new(bytes).read_line(text)?;
    let mut writer = BufWriter::new(Vec::new());
    writeln!(writer, "{}", text.len())?;
    writer.flush()?;
    write!(text, "{}", bytes.len()).expect("a string takes all");
    for line in BufReader::new(bytes).lines() {
        text.push_str(&line?);
    }
    for (index, byte) in bytes.iter().enumerate() {
        println!("{index} {byte}");
    }
    let cell = OnceLock::new();
    cell.get_or_init(|| 1);
    Ok(())
}

#[task]
async fn generic<R: BufRead, I: Iterator<Item = u8>, W: Waiter>(mut read: R, items: I, mut w: W) {
    for item in items {
        println!("{item}");
    }
    let _ = read.read_line(&mut String::new());
    w.wait();
}

fn main() {
    let _ = (of_own_names, in_memory);
    let _ = generic::<&[u8], std::vec::IntoIter<u8>, Vec<u8>>;
    let _ = (File, Handle, Saves, Stack);
}
