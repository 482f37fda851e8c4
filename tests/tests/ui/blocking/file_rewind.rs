use std::io::Seek;

#[executor::task]
async fn load(mut file: std::fs::File) {
    let _ = file.rewind();
}

fn main() {
    let _ = load;
}
// see: file_read
