#[executor::task]
const fn save() {}

fn main() {
    save();
}
// instead: fn save() {}
