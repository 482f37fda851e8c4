struct Disk;

impl Disk {
    #[executor::task(type = "io")]
    fn open() -> Disk {
        Disk
    }
}

fn main() {
    Disk::open();
}
// see: type_of_associated_function
