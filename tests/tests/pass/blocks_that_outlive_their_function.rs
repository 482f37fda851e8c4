//! An `async` block without `move` that is given back borrows what references refer to, not the references: no check, and no
//! `exec!`, makes it borrow more.

use std::future::Future;

use executor::{exec, task};

struct Group {
    size: usize,
    sizes: Vec<usize>,
}

impl Group {
    fn read(&self) -> usize {
        self.size
    }

    async fn read_later(&self) -> usize {
        self.size
    }

    async fn grow(&mut self, by: usize) -> usize {
        self.size += by;
        self.size
    }

    fn write(&mut self, size: usize) {
        self.size = size;
    }

    #[task]
    fn grown(&mut self) -> impl Future<Output = usize> {
        async {
            self.write(1);
            exec!(self.grow(1)) + exec!(self.read_later())
        }
    }

    #[task]
    async fn read_twice(&mut self) -> usize {
        let first = async { exec!(self.read_later()) + self.read() };
        let second = async { exec!(self.read_later()) };
        first.await + second.await
    }

    #[task]
    fn largest(&self) -> impl Future<Output = usize> {
        async {
            let largest = self.sizes.iter().max();
            exec!(self.read_later()) + self.read() + largest.copied().unwrap_or_default()
        }
    }
}

#[task]
fn smallest<'a>(group: &'a Group, other: &'a Group) -> impl Future<Output = usize> + 'a {
    async {
        let size = exec!(group.read_later());
        if group.read() < other.read() {
            size
        } else {
            exec!(other.read_later())
        }
    }
}

#[executor::main]
async fn main() {
    let mut group = Group {
        size: 1,
        sizes: vec![2, 3],
    };
    assert_eq!(exec!(group.largest()), 5);
    assert_eq!(exec!(group.read_twice()), 3);
    assert_eq!(exec!(group.grown()), 4);
    assert_eq!(exec!(smallest(&group, &group)), 2);
}
