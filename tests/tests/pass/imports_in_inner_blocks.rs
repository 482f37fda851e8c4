//! A path means what it means in the block that it is written in, where the block has imports of its own.

mod streams {
    pub mod stream {
        pub fn once() -> u8 {
            1
        }

        pub async fn later() -> u8 {
            2
        }
    }
}

#[executor::task]
async fn in_a_loop() -> u8 {
    loop {
        use streams::stream;
        break stream::once() + executor::exec!(stream::later());
    }
}

#[executor::task]
async fn in_arguments() -> String {
    format!("{}", {
        use streams::stream;
        stream::once()
    })
}

// The attribute of another crate puts the body into an inner block.
#[tokio::main]
#[executor::task]
async fn main() {
    use streams::stream;
    stream::once();
    let _ = (in_a_loop().await, in_arguments().await);
}
