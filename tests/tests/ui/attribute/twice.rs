use executor::task;

#[task]
#[task]
fn save() {}

fn main() {
    save();
}
