#[executor::task]
thread_local! {
    static STORE: u8 = 1;
}

fn main() {
    STORE.with(|_| ());
}
