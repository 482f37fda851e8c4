use executor::{exec, task};

#[task]
async fn load() {
    let file = open();
    file.metadata();
    file.wait();
    println!("{}", file.read(1));
    exec!(file.recv());
}

fn main() {
    let _ = load;
}
