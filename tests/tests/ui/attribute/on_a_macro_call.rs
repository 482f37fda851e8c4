#[executor::task]
thread_local! {
    static STORE: u8 = 1;
}

fn main() {
    STORE.with(|_| ());
}
// advice: annotate the function in what the macro expands to
