#[executor::task(type = "gallery")]
fn save() {}

fn main() {
    save();
}
