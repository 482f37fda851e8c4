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

#[executor::main]
async fn main() {
    assert_eq!(exec!(load(1)).number, 1);
}
