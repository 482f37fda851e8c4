//! Statements, arms, fields and blocks that a `cfg` takes out name things that are not there: no check may name them either.

use executor::{exec, task};

#[cfg(any())]
mod metrics {
    pub(crate) fn count(_: u8) {}
}

struct Monitor;

impl Monitor {
    fn send(&self, _: u8) {}
}

struct Load {
    number: u8,
    #[cfg(any())]
    name: String,
}

#[task]
async fn load(number: u8) -> Load {
    #[cfg(any())]
    monitor.send(number);
    #[cfg(any())]
    crate::metrics::count(number);
    #[cfg(any())]
    let _scope = crate::metrics::count(monitor.recv());
    #[cfg(any())]
    {
        crate::metrics::count(number);
        monitor.send(number);
    }
    #[cfg(any())]
    for line in monitor.lines() {
        crate::metrics::count(line);
    }
    #[cfg(any())]
    println!("{}", crate::metrics::count(number));
    match number {
        #[cfg(any())]
        1 => crate::metrics::count(number),
        _ => Monitor.send(number),
    }
    #[cfg(not(any()))]
    Monitor.send(number);
    Load {
        number,
        #[cfg(any())]
        name: crate::metrics::count(number),
    }
}

/// Waits nowhere, since its `exec!`s are not there: it may be called from anywhere.
#[task]
fn log(number: u8) -> u8 {
    #[cfg(any())]
    exec!(load(number));
    #[cfg(all())]
    {
        #[cfg(any())]
        let number = exec!(load(number)).number;
        return number;
    }
    #[cfg(not(all()))]
    match number {
        #[cfg(any())]
        1 => exec!(load(number)).number,
        number => number,
    }
}

struct Logger;

#[task]
impl Logger {
    fn log(&self, number: u8) -> u8 {
        #[cfg(any())]
        exec!(load(number));
        number
    }
}

#[task]
async fn log_both(number: u8) -> u8 {
    log(number) + Logger.log(number)
}

#[executor::main]
async fn main() {
    assert_eq!(exec!(load(1)).number, 1);
    assert_eq!(exec!(log_both(1)), 2);
}
