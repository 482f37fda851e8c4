use std::io::{BufRead, BufReader};

#[executor::task]
async fn load(file: std::fs::File, line: &mut String) {
    let _ = BufReader::new(file).read_line(line);
}

fn main() {
    let _ = load;
}
// see: fs_file
