#[executor::task(type = 3)]
fn save() {}

fn main() {
    save();
}
// instead: #[executor::task(type = "io")]
