use std::io::Write;

#[executor::task]
async fn load(mut file: std::fs::File) {
    let _ = writeln!(file, "line");
}

fn main() {
    let _ = load;
}
// advice: write on another thread: `exec!(move || writeln!(file, "line"))`
