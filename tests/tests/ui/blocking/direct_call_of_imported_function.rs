use neighbour::top;

#[executor::task]
async fn load() {
    top();
}

fn main() {
    let _ = load;
}
// see: direct_call_of_typed_function
