struct Disk;

impl Disk {
    #[executor::task(type = "io")]
    fn open() -> Self {
        Self
    }
}

fn main() {
    Disk::open();
}
