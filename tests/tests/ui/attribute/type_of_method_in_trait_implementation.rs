trait Store {
    fn save(&self);
}

struct Disk;

impl Store for Disk {
    #[executor::task(type = "io")]
    fn save(&self) {}
}

fn main() {
    Disk.save();
}
// advice: give the type to the method's declaration in the trait
