#[executor::task]
enum Store {
    Disk,
}

fn main() {
    let _ = Store::Disk;
}
