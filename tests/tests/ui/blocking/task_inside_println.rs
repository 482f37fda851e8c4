#[executor::task]
async fn load() {
    println!("{}", neighbour::top());
}

fn main() {
    let _ = load;
}
// see: inside_println
