//! tonic: annotated methods of a service's trait answer calls over a real connection.
//!
//! The server and the codec are written by hand, as tonic's build script would write them from a `.proto`: that needs `protoc`.

use std::sync::Arc;

use executor::exec;
use tokio_util::sync::CancellationToken;
use tonic::transport::server::TcpIncoming;
use tonic::transport::{Channel, Server};
use tonic::{Code, Request, Response, Status};

use self::generated::{Thumbnails, ThumbnailsServer, shrink};
use crate::{assert_elsewhere, double};

mod generated;

struct Gallery;

#[tonic::async_trait]
impl Thumbnails for Gallery {
    #[executor::task]
    async fn shrink(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, Status> {
        let picture = request.into_inner();
        if picture.is_empty() {
            return Err(Status::invalid_argument("no picture"));
        }
        let (doubled, there) = exec!(double(picture));
        assert_elsewhere(there);
        let last = exec!(spawn async move { doubled.last().copied() });
        Ok(Response::new(last.await.into_iter().collect()))
    }
}

#[executor::task]
async fn serve(incoming: TcpIncoming, stop: CancellationToken) {
    let server = Server::builder().add_service(ThumbnailsServer(Arc::new(Gallery)));
    let served = exec!(server.serve_with_incoming_shutdown(incoming, stop.cancelled_owned()));
    served.expect("it ends by the token");
}

#[executor::test]
async fn methods_answer_calls() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
    let incoming = TcpIncoming::from(listener.expect("a free port"));
    let address = incoming.local_addr().expect("it is bound");
    let stop = CancellationToken::new();
    let server = exec!(spawn serve(incoming, stop.clone()));

    let channel = Channel::from_shared(format!("http://{address}")).expect("an address");
    let channel = exec!(channel.connect()).expect("the server listens");
    let mut calls = Vec::new();
    for number in 1..=20 {
        let channel = channel.clone();
        calls.push(exec!(spawn shrink(channel, vec![1, number])));
    }
    for (number, call) in (1..=20).zip(calls) {
        assert_eq!(call.await.expect("it answers").into_inner(), [2 * number]);
    }
    let refused = exec!(shrink(channel, vec![]));
    assert_eq!(
        refused.expect_err("no picture").code(),
        Code::InvalidArgument
    );

    stop.cancel();
    server.await;
}
