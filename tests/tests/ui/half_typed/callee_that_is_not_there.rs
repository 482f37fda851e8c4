use executor::task;

#[task]
async fn load() {
    let file = open("a");
    invoke(file);
}

fn main() {
    let _ = load;
}
