#[executor::task]
async fn load(stores: &[neighbour::Store]) {
    stores[0].clone().save();
}

fn main() {
    let _ = load;
}
// instead: executor::exec!(stores[0].clone().save());
