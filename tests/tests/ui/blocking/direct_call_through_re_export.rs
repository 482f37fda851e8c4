#[executor::task]
async fn load() {
    neighbour::shrink_under_another_name();
}

fn main() {
    let _ = load;
}
// see: direct_call_by_path_of_another_crate
