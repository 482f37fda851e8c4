#[executor::task(typ = "io")]
const fn save() {}

fn main() {
    save();
}
// see: misspelt_option
