#[executor::task(type = "gallery")]
fn save() {}

fn main() {
    save();
}
// see: no_types_declared_for_a_call
