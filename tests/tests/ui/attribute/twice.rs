use executor::task;

#[task]
#[task]
fn save() {}

fn main() {
    save();
}
// advice: remove one of them
