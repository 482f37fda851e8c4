#[executor::task]
struct Store;

fn main() {
    let _ = Store;
}
