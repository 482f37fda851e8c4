#[executor::test]
#[test]
fn saves() {}

fn main() {}
