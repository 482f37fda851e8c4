#[executor::task]
extern "C" fn save() {}

fn main() {
    save();
}
// instead: fn save() {}
