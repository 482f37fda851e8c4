#[executor::test]
#[test]
fn saves() {}

fn main() {}
// advice: remove it: `#[executor::test]` makes the function a test
