//! A function may be called `exec`, as the macro is.

use executor::task;

#[task]
async fn exec(number: u8) -> u8 {
    number + 1
}

mod database {
    use executor::exec;

    #[executor::task(type = "io")]
    pub(crate) fn exec(number: u8) -> u8 {
        number + 1
    }

    #[executor::task]
    pub(crate) async fn twice(number: u8) -> u8 {
        let once = exec!(exec(number));
        exec!(self::exec(once))
    }
}

struct Connection;

#[task]
impl Connection {
    async fn exec(&self, number: u8) -> u8 {
        executor::exec!(exec(number))
    }

    async fn both(&self, number: u8) -> u8 {
        executor::exec!(database::exec(executor::exec!(self.exec(number))))
    }
}

#[executor::main]
async fn main() {
    assert_eq!(executor::exec!(exec(1)), 2);
    assert_eq!(executor::exec!(Connection.both(1)), 3);
    assert_eq!(executor::exec!(database::twice(1)), 3);
}
