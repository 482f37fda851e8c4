//! Valid inputs, to be changed.

use fastrand::Rng;
use proc_macro2::{TokenStream, TokenTree};

#[derive(Clone, Copy)]
pub(super) enum Kind {
    Items,
    Calls,
    Options,
    Declarations,
}

thread_local! {
    /// The inputs of each kind, read once.
    static STREAMS: [Vec<TokenStream>; 4] = [ITEMS, CALLS, OPTIONS, DECLARATIONS].map(|inputs| {
        let read = |text: &&str| text.parse().unwrap_or_else(|_| panic!("no tokens: {text}"));
        inputs.iter().map(read).collect()
    });
}

const OPTIONS: &[&str] = &[
    "",
    "",
    "type = \"io\"",
    "type = \"cpu\", crate = other::exec_tools",
    "type = my_crate::task_types::gallery",
    "type = \"my_crate::task_types::gallery\", allow_blocking",
    "flavor = \"current_thread\", worker_threads = 2",
    "shutdown = \"10s\", crate = renamed",
    "start_paused = true, flavor = \"multi_thread\"",
];

const DECLARATIONS: &[&str] = &[
    "",
    "pub gallery: io { limit: 8, queue: 1_000 }",
    "/// Docs.\n pub(crate) disk: io, thumbnails: cpu { limit: 2 }",
    "#[cfg(unix)] a: io b: cpu { queue: 1, }",
];

const CALLS: &[&str] = &[
    "f()",
    "f(x, 3)",
    "spawn f(x)",
    "block f(&x)",
    "<gallery> f(x)",
    "spawn <my_crate::task_types::gallery> f(x)",
    "crate::module::f::<u8>(x)",
    "Self::f(self, &mut x)",
    "<T as Trait>::f(x)",
    "<Store>::f(x)",
    "spawn(x)",
    "block.call()",
    "store.read(x)",
    "self.store.files()[0].read::<String>(\"a\", &format!(\"{x}\"))",
    "store.clone().read(&path.clone()).next()",
    "(self.hook)(x)",
    "self(x)",
    "S { a: exec!(g()) }.call(&x.clone())",
    "S { a: 1 }(x)",
    "Self(x)",
    "(|a: u8| a + 1)(x)",
    "move || shrink(&bytes)",
    "async move { load().await?; 3 }",
    "async || load().await",
    "f(exec!(g(exec!(h()))))",
    "f(&exec!(g(x)), &y.to_owned(), exec!(spawn h()).await)",
    "f(|x| x + 1, async { 1 }, || exec!(block g()))",
    "f(&|| 1, *x, -1, [1; 3], (1, 2), S { a: 1, ..b })",
    "f(match x { Some(x) => x, None => return }, if a { b } else { break }, loop { continue })",
    "f(&{ if a { break 'outer } else { g() } }, unsafe { g() })",
    "f(x?, y.await, vec![1, exec!(g())])",
];

const ITEMS: &[&str] = &[
    "fn f() {}",
    "/// Docs.\n pub async fn f<'a, T: Send + 'a>(x: &'a T) -> Option<u8> where T: Clone { exec!(g(x))?; None }",
    "pub(crate) unsafe fn f(mut x: u8, (a, b): (u8, u8)) -> impl Iterator<Item = u8> { unsafe { exec!(g(x)) } }",
    "pub(in super::super) fn r#type(x: u8) { exec!(r#match(x)) }",
    "#[cfg(unix)] #[must_use] fn f() -> Pin<Box<dyn Future<Output = ()> + Send>> { Box::pin(async move { exec!(g()); }) }",
    "async fn f(&self, x: &Path) -> u8 { exec!(self.store.read(x)) }",
    "fn f(self: Arc<Self>) { let inner = || exec!(Self::g()); inner(); }",
    "async fn f(self) { self(1); Self(2); exec!(self()) }",
    "fn f() -> Self { Self::new(exec!(g())) }",
    "fn f(&mut self) -> u8;",
    "async fn f<const N: usize>(x: [u8; N]);",
    "impl Store { fn a(&self) { exec!(g()) } #[executor::task(type = \"io\")] pub async fn b(self) {} const fn c() {} const D: u8 = 1; type E = u8; }",
    "unsafe impl<T: Send> Trait for Store<T> where T: Clone { async fn a(&self) -> u8 { exec!(spawn g()).await } }",
    "async fn f() { std::fs::read(p); thread::sleep(d); store.flush(); path.exists(); store.save(x); g(); ureq::get(u); rt.block_on(x); }",
    "async fn f() { let h = File::open(p).unwrap().read_to_string(&mut s); a.b().recv(); exec!(a.recv()).send(x); x.await.wait(); }",
    "async fn f() { let c = |x: u8| { exec!(block g(x)); sleep(d) }; let d = async |x| exec!(g(x)); async move { exec!(g()) }.await }",
    "async fn f() { println!(\"{}\", exec!(g(x))); join!(async { exec!(g()) }, async move { g() }); select! { a = exec!(g()) => a, b = h() => { b.recv() } } }",
    "async fn f() { macro_rules! exec { () => {} } executor::exec!(g()); crate::a::exec!(g()); user!(|x| my_exec!(x)); fn inner() { exec!(g()) } }",
    "async fn f() { for x in 0..3 { if let Some(y) = exec!(g(x)) && y { continue; } } while exec!(h()) {} match x { 1 | 2 => exec!(i()), _ => () } }",
    "async fn f() { trait T { fn a(&self) { exec!(g()) } } impl T for S { fn a(&self) { exec!(g()) } } const C: u8 = { 1 }; struct S { a: u8 } }",
    "async fn f() { await_async(x); executor::spawn_task(g()); Self::h(); <S as T>::h(); <S>::i(); u8::from(1); S::<u8>::j(); Vec::new(); }",
    "async fn f() { a.b() || c.d(); a.b().c |= e; a.b() && c.d() }",
    "fn f() { spawn_task(x); let f = async || { h(); }; drop(x); tokio::spawn(async { j.join() }); }",
    "#[tokio::main] async fn main() -> Result<(), Box<dyn Error>> { exec!(serve())?; Ok(()) }",
    "#[executor::task] #[test] #[executor::main] async fn f() { g().await }",
    "extern \"C\" fn f(x: u8, ...) {}",
    "const fn f() {}",
    "pub struct S<T> { pub a: T }",
    "trait T { fn a(&self); }",
    "mod m { fn f() {} }",
    "enum E { A(u8), B { c: u8 } }",
    "use a::{b, c as d};",
    "static S: u8 = 1;",
    "type A = u8;",
    "macro_rules! m { ($x:expr) => { exec!($x) }; }",
    "extern crate alloc;",
];

/// One of the inputs.
pub(super) fn pick(rng: &mut Rng, kind: Kind) -> TokenStream {
    STREAMS.with(|streams| {
        rng.choice(&streams[kind as usize])
            .cloned()
            .unwrap_or_default()
    })
}

/// Neighbouring tokens of one of the inputs, at any depth.
pub(super) fn pick_part(rng: &mut Rng) -> Vec<TokenTree> {
    let kinds = [Kind::Items, Kind::Calls, Kind::Options, Kind::Declarations];
    let kind = kinds[rng.usize(0..kinds.len())];
    let mut tokens: Vec<TokenTree> = pick(rng, kind).into_iter().collect();
    while let Some(TokenTree::Group(group)) = rng.choice(&tokens) {
        if rng.bool() {
            break;
        }
        tokens = group.stream().into_iter().collect();
    }
    let start = rng.usize(0..=tokens.len());
    let end = rng.usize(start..=tokens.len());
    tokens.drain(start..end).collect()
}

#[test]
fn every_input_is_read() {
    for text in ITEMS {
        let item: TokenStream = text.parse().expect("tokens");
        assert!(
            syn::parse2::<syn::TraitItemFn>(item.clone()).is_ok()
                || syn::parse2::<syn::Item>(item).is_ok(),
            "no item: {text}"
        );
    }
    for text in CALLS {
        let call: TokenStream = text.parse().expect("tokens");
        let expanded = crate::exec::expand(
            quote::quote!((::executor) #call),
            crate::context::Context::Async,
            crate::reader::Reader::Compiler,
        );
        assert!(
            !expanded.to_string().contains("compile_error"),
            "no call: {text}: {expanded}"
        );
    }
}
