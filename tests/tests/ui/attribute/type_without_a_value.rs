#[executor::task(type)]
fn save() {}

fn main() {
    save();
}
