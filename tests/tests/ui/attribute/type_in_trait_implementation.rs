trait Store {
    fn save(&self);
}

struct Disk;

#[executor::task(type = "io")]
impl Store for Disk {
    fn save(&self) {}
}

fn main() {
    Disk.save();
}
// advice: give the type to the method's declaration in the trait
