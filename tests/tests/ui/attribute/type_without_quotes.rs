#[executor::task(type = io)]
fn save() {}

fn main() {
    save();
}
// instead: #[executor::task(type = "io")]
