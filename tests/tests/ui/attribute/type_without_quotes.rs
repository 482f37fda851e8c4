#[executor::task(type = io)]
fn save() {}

fn main() {
    save();
}
