//! An argument may be there only under a `#[cfg(…)]`.

use executor::{exec, task};

async fn sum(one: u8, #[cfg(not(test))] two: u8, #[cfg(test)] three: u16) -> u8 {
    #[cfg(test)]
    let two = three as u8;
    one + two
}

#[task]
async fn in_async_code(two: u8) -> u8 {
    async {
        exec!(sum(
            1,
            #[cfg(not(test))]
            two,
            #[cfg(test)]
            "not compiled",
        ))
    }
    .await
}

#[task]
fn in_sync_code() -> u8 {
    let more = 1;
    exec!(sum(1, #[cfg(not(test))] 2, #[cfg(test)] 3)) + more
}

fn main() {
    let _ = (in_async_code(2), in_sync_code());
}
