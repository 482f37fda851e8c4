#[executor::task]
const fn save() {}

fn main() {
    save();
}
