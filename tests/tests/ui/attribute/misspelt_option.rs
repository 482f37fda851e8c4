#[executor::task(typ = "io")]
fn save() {}

fn main() {
    save();
}
