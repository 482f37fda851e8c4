use executor::task;

executor::task_types! {
    pub gallery: io { limit: 8 }
}

#[task(type = "galery")]
fn save() {}

fn main() {
    save();
}
// advice: write the name as it is declared
