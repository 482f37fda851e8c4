use neighbour::top;

#[executor::task]
async fn load() {
    top();
}

fn main() {
    let _ = load;
}
