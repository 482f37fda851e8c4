use executor::{exec, task};

async fn load() {}

#[task]
fn wait() {
    #[cfg(any())]
    exec!(load());
    #[cfg(all())]
    exec!(load());
}

#[task]
async fn caller() {
    wait();
}

fn main() {
    drop(caller());
}
// see: direct_call_of_waiting_function
