//! A statement that a user's macro captured needs no semicolon where it is written again.

macro_rules! made {
    ($name:ident { $($statement:stmt;)* } $value:expr) => {
        #[executor::task]
        fn $name() -> u8 {
            $($statement)*
            if true {
                $($statement)*
                return $value;
            }
            $value
        }
    };
}

made! { sum { let a = 1; let b: u8 = 2; } a + b }

fn main() {
    let _ = sum();
}
