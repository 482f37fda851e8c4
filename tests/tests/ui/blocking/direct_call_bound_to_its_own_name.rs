#[executor::task(type = "cpu")]
fn sum(numbers: &[u32]) -> u32 {
    numbers.iter().sum()
}

#[executor::task]
async fn total(numbers: Vec<u32>) -> u32 {
    let sum = sum(&numbers);
    sum
}

fn main() {
    let _ = total;
}
// see: direct_call_of_typed_function
