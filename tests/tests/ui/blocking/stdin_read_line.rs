#[executor::task]
async fn load(line: &mut String) {
    let _ = std::io::stdin().read_line(line);
}

fn main() {
    let _ = load;
}
// instead: let _ = executor::exec!(|| std::io::stdin().lines().next());
