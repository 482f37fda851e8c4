#[executor::task]
async fn load(picture: Box<dyn neighbour::Render + Send>) {
    picture.render();
}

fn main() {
    let _ = load;
}
// instead: executor::exec!(picture.render());
