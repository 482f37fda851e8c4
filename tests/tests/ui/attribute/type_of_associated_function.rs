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
// advice: annotate the whole `impl` block, or choose the type where it is called: `exec!(<io> Disk::open())`
