//! Associated functions without a receiver, annotated alone, whether they mention `Self` or not.
#![deny(warnings)]

use executor::{exec, task};

struct Disk(u8);

impl Disk {
    #[task]
    fn open() -> Disk {
        Disk(exec!(u8::wrapping_add(1, 2)))
    }

    #[task]
    fn opened() -> Self {
        exec!(Disk::open())
    }

    #[task]
    async fn number() -> u8 {
        exec!(Disk::opened()).0
    }
}

trait Store
where
    Self: Sized,
{
    fn given(number: u8) -> Self;

    #[task]
    fn number() -> u8 {
        exec!(u8::wrapping_add(2, 3))
    }
}

impl Store for Disk {
    #[task]
    fn given(number: u8) -> Disk {
        Disk(exec!(u8::wrapping_add(number, 1)))
    }
}

mod inner {
    use executor::{exec, task};

    #[task(type = "cpu")]
    pub fn shrink() -> String {
        std::thread::current().name().unwrap_or_default().to_owned()
    }

    #[task]
    pub async fn thread() -> String {
        exec!(shrink())
    }
}

#[executor::main]
async fn main() {
    assert_eq!(exec!(Disk::number()), 3);
    assert_eq!(<Disk as Store>::number() + Disk::given(1).0, 7);
    assert!(exec!(inner::thread()).contains("cpu"));
}
