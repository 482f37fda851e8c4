#[executor::task]
async fn load() {
    neighbour::top();
    neighbour::top();
}

fn main() {
    let _ = load;
}
// see: direct_call_by_path_of_another_crate
