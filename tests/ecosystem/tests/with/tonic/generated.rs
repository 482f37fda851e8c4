//! As generated from a `.proto` with one unary method, but for the codec: messages are bare bytes.

use std::convert::Infallible;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::{Buf, BufMut};
use tonic::body::Body;
use tonic::codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder};
use tonic::codegen::http::uri::PathAndQuery;
use tonic::codegen::{BoxFuture, Service, http};
use tonic::server::{NamedService, UnaryService};
use tonic::transport::Channel;
use tonic::{Request, Response, Status};

#[tonic::async_trait]
pub(super) trait Thumbnails: Send + Sync + 'static {
    async fn shrink(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, Status>;
}

/// Calls the method of a server.
pub(super) async fn shrink(
    channel: Channel,
    picture: Vec<u8>,
) -> Result<Response<Vec<u8>>, Status> {
    let mut client = tonic::client::Grpc::new(channel);
    let ready = client.ready().await;
    ready.map_err(|error| Status::unavailable(error.to_string()))?;
    let path = PathAndQuery::from_static("/gallery.Thumbnails/Shrink");
    client.unary(Request::new(picture), path, Bytes).await
}

pub(super) struct ThumbnailsServer<T>(pub(super) Arc<T>);

impl<T> Clone for ThumbnailsServer<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> NamedService for ThumbnailsServer<T> {
    const NAME: &'static str = "gallery.Thumbnails";
}

impl<T: Thumbnails> Service<http::Request<Body>> for ThumbnailsServer<T> {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = BoxFuture<Self::Response, Infallible>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        assert_eq!(request.uri().path(), "/gallery.Thumbnails/Shrink");
        let method = Shrink(Arc::clone(&self.0));
        Box::pin(async move {
            let mut server = tonic::server::Grpc::new(Bytes);
            Ok(server.unary(method, request).await)
        })
    }
}

struct Shrink<T>(Arc<T>);

impl<T: Thumbnails> UnaryService<Vec<u8>> for Shrink<T> {
    type Response = Vec<u8>;
    type Future = BoxFuture<Response<Vec<u8>>, Status>;

    fn call(&mut self, request: Request<Vec<u8>>) -> Self::Future {
        let service = Arc::clone(&self.0);
        Box::pin(async move { service.shrink(request).await })
    }
}

/// The codec: a message is its bytes.
struct Bytes;

impl Codec for Bytes {
    type Encode = Vec<u8>;
    type Decode = Vec<u8>;
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        Self
    }

    fn decoder(&mut self) -> Self {
        Self
    }
}

impl Encoder for Bytes {
    type Item = Vec<u8>;
    type Error = Status;

    fn encode(&mut self, message: Vec<u8>, buffer: &mut EncodeBuf<'_>) -> Result<(), Status> {
        buffer.put_slice(&message);
        Ok(())
    }
}

impl Decoder for Bytes {
    type Item = Vec<u8>;
    type Error = Status;

    fn decode(&mut self, buffer: &mut DecodeBuf<'_>) -> Result<Option<Vec<u8>>, Status> {
        let mut message = vec![0; buffer.remaining()];
        buffer.copy_to_slice(&mut message);
        Ok(Some(message))
    }
}
