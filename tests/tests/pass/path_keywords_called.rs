//! `self(x)` calls a value, and `Self { … }` stands where a block could follow: both are calls like others.

use executor::{exec, task};

trait Run: Sized {
    async fn run(self) -> u8;
    fn run_here(self) -> u8;
}

impl<F: Fn() -> u8> Run for F {
    #[task]
    async fn run(self) -> u8 {
        self() + exec!(block self())
    }

    #[task]
    fn run_here(self) -> u8 {
        exec!(self())
    }
}

struct Reader {
    size: u8,
}

struct Size(u8);

impl Size {
    #[task]
    fn of(size: u8) -> Self {
        exec!(Self(size))
    }
}

impl Reader {
    async fn read(&self, name: &str) -> String {
        name.repeat(self.size.into())
    }
}

#[task]
async fn read() -> String {
    let size = exec!(Reader { size: 1 }.read(&"a".to_owned()));
    exec!(Reader { size: exec!(Reader { size: 1 }.read(&size)).len() as u8 }.read("b"))
}

fn main() {
    let _ = (read(), (|| 1).run(), (|| 1).run_here(), Size::of(1).0);
}
