#[executor::task]
extern crate std as store;

fn main() {
    store::thread::yield_now();
}
// see: on_an_import
