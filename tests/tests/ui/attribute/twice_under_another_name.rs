use executor::task as job;

#[job]
#[job]
fn save() {}

fn main() {
    save();
}
// see: twice
