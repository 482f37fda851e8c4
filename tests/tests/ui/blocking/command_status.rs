use executor::task;
use std::process::Command;

#[task]
async fn load() -> bool {
    Command::new("true").status().is_ok()
}

fn main() {
    drop(load());
}
// see: command_output
