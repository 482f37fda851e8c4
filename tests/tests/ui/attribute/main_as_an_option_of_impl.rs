struct Disk;

#[executor::task(flavor = "current_thread", shutdown = "1s")]
impl Disk {
    fn save(&self) {}
}

fn main() {
    Disk.save();
}
// see: misspelt_option
