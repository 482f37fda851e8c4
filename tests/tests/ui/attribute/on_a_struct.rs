#[executor::task]
struct Store;

fn main() {
    let _ = Store;
}
// advice: annotate its `impl` block, or the methods in it
