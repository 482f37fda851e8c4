#[executor::task(type)]
fn save() {}

fn main() {
    save();
}
// instead: #[executor::task(type = "io")]
