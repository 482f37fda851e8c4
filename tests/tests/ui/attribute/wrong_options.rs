#[executor::task(typ = "io", type = 3, type = "io", allow_blocking = true)]
fn save() {}

fn main() {
    save();
}
// see: misspelt_option
