#[executor::task]
enum Store {
    Disk,
}

fn main() {
    let _ = Store::Disk;
}
// see: on_a_struct
