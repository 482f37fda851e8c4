use executor::task;

async fn write(_: &str) {}

#[task]
async fn save() {
    exec!(write("one"));
    drop(write("two"));
}

fn main() {
    let _ = save;
}
// advice: import it, `use executor::exec;`, or name it by its path, `executor::exec!(…)`
