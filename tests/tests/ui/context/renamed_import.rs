use executor::{exec as run, task};

async fn fetch() {}

#[task]
async fn load() {
    run!(fetch());
}

fn main() {
    drop(load());
}
// advice: import it under its own name: `use executor::exec;`
