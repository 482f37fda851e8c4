#[executor::task(type = "io", type = "cpu")]
fn save() {}

fn main() {
    save();
}
// instead: #[executor::task(type = "io")]
