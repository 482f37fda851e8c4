//! `exec!(f(x))` of an async callee in async code: whatever compiles as `f(x).await` compiles, and gives the same.

use std::cell::RefCell;
use std::collections::HashMap;
use std::error::Error;
use std::future::Future;
use std::path::Path;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use executor::{exec, task};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::Mutex;

type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

async fn pause() {
    tokio::task::yield_now().await;
}

async fn length(text: &str) -> usize {
    pause().await;
    text.len()
}

async fn same<T>(value: T) -> T {
    pause().await;
    value
}

async fn first_char(text: &str) -> &str {
    pause().await;
    &text[..1]
}

struct Client(String);

impl Client {
    fn new(name: &str) -> Self {
        Self(name.to_owned())
    }

    async fn get(&self, path: &str) -> usize {
        pause().await;
        self.0.len() + path.len()
    }

    async fn put(&mut self, path: &str) -> usize {
        pause().await;
        self.0.push_str(path);
        self.0.len()
    }

    async fn close(self, status: usize) -> usize {
        pause().await;
        self.0.len() + status
    }

    fn by_ref(&self) -> &Self {
        self
    }

    fn build(self) -> Self {
        self
    }

    fn shared_list(&self) -> Arc<Mutex<Vec<usize>>> {
        Arc::new(Mutex::new(vec![1]))
    }
}

// ------------------------------------------------------------------------------------------------ borrows and coercions

#[tokio::test]
#[task]
async fn a_mutable_reference_is_reborrowed() {
    async fn fill(buffer: &mut Vec<u8>) {
        pause().await;
        buffer.push(1);
    }
    #[task]
    async fn fill_twice(buffer: &mut Vec<u8>) -> usize {
        exec!(fill(buffer));
        exec!(fill(buffer));
        buffer.push(2);
        buffer.len()
    }
    let mut buffer = vec![];
    assert_eq!(exec!(fill_twice(&mut buffer)), 3);
    assert_eq!(buffer, [1, 1, 2]);
}

#[tokio::test]
#[task]
async fn arguments_are_coerced_as_in_a_plain_call() {
    trait Shape {
        fn sides(&self) -> usize {
            1
        }
    }
    struct Circle;
    struct Dot;
    impl Shape for Circle {}
    impl Shape for Dot {}

    async fn count(
        name: Option<&str>,
        shapes: Vec<Box<dyn Shape + Send>>,
        one: Option<Box<dyn Shape + Send>>,
        names: [&str; 2],
        slice: &[u8],
    ) -> usize {
        pause().await;
        name.map_or(0, str::len)
            + shapes.len()
            + one.map_or(0, |shape| shape.sides())
            + names.len()
            + slice.len()
    }
    let name = String::from("abc");
    let counted = exec!(count(
        Some(&name),
        vec![Box::new(Circle), Box::new(Dot)],
        Some(Box::new(Circle)),
        [&name, "x"],
        &[1, 2],
    ));
    assert_eq!(counted, 10);
}

#[tokio::test]
#[task]
async fn closure_arguments_take_their_types_from_the_callee() {
    async fn apply(
        measure: impl Fn(&str) -> usize,
        next: Box<dyn Fn(u8) -> u8 + Send>,
        note: &mut (dyn FnMut(u8) + Send),
    ) -> usize {
        pause().await;
        note(1);
        measure("abcd") + usize::from(next(1))
    }
    let (base, mut noted) = (3, 0);
    let applied = exec!(apply(
        |text| text.len() + base,
        Box::new(|n| n + 1),
        &mut |n| noted += n
    ));
    assert_eq!((applied, noted), (9, 1));
}

#[tokio::test]
#[task]
async fn borrows_have_two_phases() {
    struct Connection {
        client: Client,
        sent: Vec<u8>,
    }
    trait PushLater {
        async fn push_later(&mut self, value: usize) -> usize;
    }
    impl PushLater for Vec<usize> {
        async fn push_later(&mut self, value: usize) -> usize {
            pause().await;
            self.push(value);
            self.len()
        }
    }
    let mut connection = Connection {
        client: Client::new("a"),
        sent: vec![1],
    };
    assert_eq!(
        exec!(connection.client.put(&connection.sent.len().to_string())),
        2
    );
    let mut list = vec![1];
    assert_eq!(exec!(list.push_later(list.len())), 2);
}

#[tokio::test]
#[task]
async fn fields_of_self_are_borrowed_one_by_one() {
    struct Connection {
        client: Client,
        prefix: String,
    }
    #[task]
    impl Connection {
        async fn by_mut(&mut self) -> usize {
            exec!(self.client.put("x"));
            exec!(self.client.put(&self.prefix));
            exec!(self.client.get("y")) + exec!(self.client.get("y"))
        }
        async fn by_ref(&self) -> usize {
            exec!(self.client.get("y")) + exec!(self.client.get(&self.prefix))
        }
        async fn by_value(mut self) -> usize {
            exec!(self.client.put("z"));
            exec!(self.client.close(3))
        }
    }
    let mut connection = Connection {
        client: Client::new("q"),
        prefix: "/".to_owned(),
    };
    assert_eq!(exec!(connection.by_mut()), 8);
    assert_eq!(exec!(connection.by_ref()), 8);
    assert_eq!(exec!(connection.by_value()), 7);
}

#[tokio::test]
#[task]
async fn a_receiver_may_be_used_again() {
    let client = Client::new("a");
    let mut other = Client::new("b");
    assert_eq!(exec!(client.get("x")) + exec!(client.get("x")), 4);
    assert_eq!(exec!(other.put("x")) + exec!(other.put("x")), 5);
    assert_eq!(exec!(other.close(1)), 4);
}

#[tokio::test]
#[task]
async fn what_a_method_lends_can_be_used_in_a_loop() {
    struct Reader {
        count: usize,
        read: Vec<usize>,
    }
    impl Reader {
        async fn next(&mut self) -> Option<&mut usize> {
            pause().await;
            self.count += 1;
            if self.count == 4 {
                return None;
            }
            self.read.push(self.count);
            self.read.last_mut()
        }
    }
    let mut reader = Reader {
        count: 0,
        read: vec![],
    };
    let mut total = 0;
    while let Some(value) = exec!(reader.next()) {
        *value += 1;
        total += *value;
    }
    assert_eq!(total, 9);
}

#[tokio::test]
#[task]
async fn what_a_method_lends_can_be_returned_from_a_match() {
    struct Names(HashMap<u8, String>);
    impl Names {
        async fn get(&self, key: &u8) -> Option<&String> {
            pause().await;
            self.0.get(key)
        }
    }
    #[task]
    async fn find(names: &Names) -> Option<&str> {
        match exec!(names.get(&(1 + 1))) {
            Some(name) => Some(name.as_str()),
            None => exec!(names.get(&3)).map(String::as_str),
        }
    }
    let names = |key: u8| Names(HashMap::from([(key, "x".to_owned())]));
    assert_eq!(exec!(find(&names(2))), Some("x"));
    assert_eq!(exec!(find(&names(3))), Some("x"));
    assert_eq!(exec!(find(&names(4))), None);
}

#[tokio::test]
#[task]
async fn buffers_are_borrowed() {
    let (mut near, mut far) = tokio::io::duplex(64);
    exec!(near.write_all(b"hello")).unwrap();
    exec!(near.flush()).unwrap();
    let mut buffer = [0; 5];
    exec!(far.read_exact(&mut buffer)).unwrap();
    assert_eq!(&buffer, b"hello");
    assert_eq!(
        exec!(tokio::io::copy(&mut &b"abc"[..], &mut near)).unwrap(),
        3
    );
    assert_eq!(exec!(far.read(&mut buffer[1..])).unwrap(), 3);
    assert_eq!(&buffer, b"habco");
}

#[tokio::test]
#[task]
async fn static_borrows_of_constants_stay_static() {
    const THREE: u8 = 3;
    async fn count(bytes: &'static [u8], text: &'static str) -> usize {
        pause().await;
        bytes.len() + text.len()
    }
    assert_eq!(exec!(count(&[1, 2, THREE], "abc")), 6);
    assert_eq!(exec!(count(&[], "abc")), 3);
}

// ------------------------------------------------------------------------------------------------ temporaries

#[tokio::test]
#[task]
async fn a_temporary_receiver_lives_as_long_as_the_statement() {
    let client = Client::new("a");
    exec!(client.shared_list().lock()).push(1);
    assert_eq!(exec!(client.shared_list().lock()).len(), 1);
}

#[tokio::test]
#[task]
async fn a_temporary_argument_lives_as_long_as_the_statement() {
    assert_eq!(exec!(first_char(&String::from("abc"))).len(), 1);
    assert_eq!(exec!(length(String::from("abc").as_str())), 3);
    assert_eq!(exec!(length(Path::new("a").join("b").to_str().unwrap())), 3);
}

#[tokio::test]
#[task]
#[allow(clippy::await_holding_refcell_ref, reason = "it is what is tested")]
async fn a_temporary_inside_an_argument_lives_as_long_as_the_statement() {
    async fn is_held(list: &RefCell<Vec<u8>>, _: usize) -> bool {
        pause().await;
        list.try_borrow_mut().is_err()
    }
    let list = RefCell::new(vec![1, 2]);
    let plain = is_held(&list, list.borrow().len()).await;
    assert_eq!(exec!(is_held(&list, list.borrow().len())), plain);
    assert!(!exec!(is_held(&list, 2)));
}

#[tokio::test]
#[task]
async fn macros_make_arguments_and_receivers() {
    assert_eq!(exec!(length(&format!("{}{}", 1, 2))), 2);
    assert_eq!(exec!(length(concat!("a", "b"))), 2);
    assert_eq!(
        exec!(
            vec![1]
                .into_iter()
                .map(|n| async move { n })
                .next()
                .unwrap()
        ),
        1
    );
}

// ------------------------------------------------------------------------------------------------ what is called

#[tokio::test]
#[task]
async fn generic_functions_may_give_futures() {
    fn identity<T>(value: T) -> T {
        value
    }
    assert_eq!(exec!(identity(length("abc"))), 3);
    let timeout = exec!(tokio::time::timeout(Duration::from_secs(5), length("abcd")));
    assert_eq!(timeout, Ok(4));
}

#[tokio::test]
#[task]
async fn generic_arguments_may_be_written() {
    async fn number<T: Default + Send, const N: usize>(value: T) -> usize {
        pause().await;
        drop(value);
        N
    }
    assert_eq!(exec!(number::<String, 3>(String::new())), 3);
    assert_eq!(exec!(self::same::<u8>(1)), 1);
}

#[tokio::test]
#[task]
async fn generic_arguments_may_be_inferred_from_what_the_result_is_for() {
    async fn default<T: Default>(_: u8) -> T {
        pause().await;
        T::default()
    }
    let number: usize = exec!(default(1));
    let list: Vec<u8> = exec!(default(1));
    assert_eq!((number, list), (0, vec![]));
}

#[tokio::test]
#[task]
async fn functions_may_be_generic_parameters() {
    #[task]
    async fn twice<F, Fut>(call: F) -> usize
    where
        F: Fn(usize) -> Fut,
        Fut: Future<Output = usize>,
    {
        exec!(call(1)) + exec!(call(2))
    }
    assert_eq!(exec!(twice(|n| async move { same(n).await })), 3);
    assert_eq!(exec!(twice(same)), 3);
}

#[tokio::test]
#[task]
async fn functions_may_be_trait_objects_and_fields() {
    struct Holder<F> {
        call: F,
    }
    #[task]
    impl<F: Fn(usize) -> Fut, Fut: Future<Output = usize>> Holder<F> {
        async fn twice(&self) -> usize {
            exec!((self.call)(1)) + exec!((self.call)(1))
        }
    }
    let holder = Holder { call: same };
    assert_eq!(exec!(holder.twice()), 2);

    let call: Box<dyn Fn(usize) -> BoxFuture<'static, usize> + Send> =
        Box::new(|n| Box::pin(same(n)));
    assert_eq!(exec!(call(1)) + exec!(call(2)), 3);
}

#[tokio::test]
#[task]
async fn closures_and_async_blocks_are_called() {
    let list = [1, 2];
    let three = 3;
    assert_eq!(exec!(async { same(list.len()).await + three }), 5);
    let closure = |n: usize| async move { same(n).await + three };
    assert_eq!(exec!(closure(1)) + exec!(closure(1)), 8);
    let async_closure = async |n: usize| same(n).await + list.len();
    assert_eq!(exec!(async_closure(2)), 4);
    assert_eq!(
        exec!((|n: usize| length(if n > 0 { "abc" } else { "" }))(1)),
        3
    );
}

#[tokio::test]
#[task]
async fn returned_futures_may_borrow_the_arguments() {
    fn later<'a>(text: &'a str, start: usize) -> impl Future<Output = usize> + 'a {
        let rest = &text[start..];
        async move { length(rest).await }
    }
    let text = String::from("abc");
    assert_eq!(exec!(later(&text, 1)) + exec!(later(&text, 1)), 4);
    assert_eq!(exec!(later(&text.clone(), 2)), 1);
}

#[tokio::test]
#[task]
async fn trait_objects_give_boxed_futures() {
    trait Service: Send + Sync {
        fn call<'a>(&'a self, text: &'a str) -> BoxFuture<'a, usize>;
    }
    impl Service for Client {
        fn call<'a>(&'a self, text: &'a str) -> BoxFuture<'a, usize> {
            Box::pin(self.get(text))
        }
    }
    let client = Client::new("a");
    let by_ref: &dyn Service = &client;
    let boxed: Box<dyn Service> = Box::new(Client::new("b"));
    let shared: Arc<dyn Service> = Arc::new(Client::new("b"));
    assert_eq!(exec!(by_ref.call("x")), 2);
    assert_eq!(exec!(boxed.call("x")), 2);
    assert_eq!(exec!(shared.call("x")), 2);
    assert_eq!(exec!(shared.clone().call("x")), 2);
    assert_eq!(exec!(Service::call(&*shared, "x")), 2);
}

#[tokio::test]
#[task]
async fn traits_have_async_methods() {
    trait Service {
        async fn call(&self, text: &str) -> usize;
        async fn version() -> usize {
            1
        }
    }
    impl Service for Client {
        async fn call(&self, text: &str) -> usize {
            self.get(text).await
        }
    }
    #[task]
    async fn calls<T: Service>(service: T) -> usize {
        exec!(service.call("x"))
            + exec!(T::call(&service, "x"))
            + exec!(Service::call(&service, "x"))
            + exec!(<T as Service>::call(&service, "x"))
            + exec!(T::version())
    }
    assert_eq!(exec!(calls(Client::new("a"))), 9);
}

#[tokio::test]
#[task]
async fn values_that_become_futures_are_awaited() {
    struct Request;
    impl IntoFuture for Request {
        type Output = usize;
        type IntoFuture = BoxFuture<'static, usize>;
        fn into_future(self) -> Self::IntoFuture {
            Box::pin(same(5))
        }
    }
    fn request() -> Request {
        Request
    }
    assert_eq!(exec!(request()), 5);
}

#[tokio::test]
#[task]
async fn pinned_futures_are_awaited() {
    let mut future = Box::pin(length("abc"));
    assert_eq!(exec!(future.as_mut()), 3);
    let (sender, mut receiver) = tokio::sync::oneshot::channel::<u8>();
    drop(sender);
    assert!(exec!(async { (&mut receiver).await }).is_err());
}

#[tokio::test]
#[task]
async fn unsafe_functions_are_called_in_unsafe_blocks() {
    /// # Safety
    ///
    /// None is needed.
    async unsafe fn dangerous(n: u8) -> u8 {
        same(n).await
    }
    // SAFETY: it asks for nothing.
    assert_eq!(unsafe { exec!(dangerous(1)) }, 1);
}

#[tokio::test]
#[task]
async fn recursion_goes_through_boxes() {
    #[task]
    async fn fibonacci(n: u32) -> u32 {
        if n < 2 {
            n
        } else {
            exec!(Box::pin(fibonacci(n - 1))) + exec!(Box::pin(fibonacci(n - 2)))
        }
    }
    #[task]
    fn boxed(n: u32) -> BoxFuture<'static, u32> {
        Box::pin(async move {
            if n < 2 {
                n
            } else {
                exec!(boxed(n - 1)) + exec!(boxed(n - 2))
            }
        })
    }
    assert_eq!(exec!(fibonacci(10)), 55);
    assert_eq!(exec!(boxed(10)), 55);
}

// ------------------------------------------------------------------------------------------------ what is given

#[tokio::test]
#[task]
async fn a_callee_may_give_nothing() {
    async fn nothing() {
        pause().await;
    }
    #[task]
    async fn as_the_last_expression() {
        exec!(nothing())
    }
    exec!(nothing());
    let unit: () = exec!(as_the_last_expression());
    assert_eq!(unit, ());
}

#[tokio::test]
#[task]
async fn a_callee_may_never_return() {
    async fn never() -> ! {
        pause().await;
        panic!("as told")
    }
    #[task]
    async fn number() -> u8 {
        exec!(never())
    }
    let error = tokio::spawn(number()).await.unwrap_err();
    assert_eq!(error.into_panic().downcast_ref(), Some(&"as told"));
}

#[tokio::test]
#[task]
async fn what_is_not_send_stays_in_place() {
    let count = Rc::new(3);
    assert_eq!(*exec!(same(count.clone())) + *exec!(same(count)), 6);
}

// ------------------------------------------------------------------------------------------------ arguments

#[tokio::test]
#[task]
async fn question_marks_stand_in_arguments_and_outside() {
    async fn checked(n: usize) -> Result<usize, String> {
        pause().await;
        if n < 10 {
            Ok(n)
        } else {
            Err("too large".to_owned())
        }
    }
    #[task]
    async fn parse(text: &str) -> Result<usize, Box<dyn Error + Send + Sync>> {
        Ok(exec!(checked(text.parse()?))?)
    }
    assert_eq!(exec!(parse("3")).unwrap(), 3);
    assert_eq!(exec!(parse("12")).unwrap_err().to_string(), "too large");
    assert!(exec!(parse("x")).is_err());
}

#[tokio::test]
#[task]
async fn arguments_may_return_break_and_continue() {
    #[task]
    async fn returns(stop: bool) -> usize {
        exec!(same(if stop { return 7 } else { 1 }))
    }
    assert_eq!((exec!(returns(true)), exec!(returns(false))), (7, 1));

    let mut turns = 0;
    let broken = loop {
        turns += 1;
        exec!(same(match turns {
            1 => continue,
            2 => 0,
            _ => break turns,
        }));
    };
    assert_eq!(broken, 3);

    // The same beside a temporary that the call borrows.
    async fn both(_: &str, n: usize) -> usize {
        same(n).await
    }
    let broken = 'outer: loop {
        loop {
            turns += 1;
            exec!(both(
                &format!("{turns}"),
                if turns > 7 { break 'outer turns } else { 1 }
            ));
            exec!(both(&format!("{turns}"), if turns > 5 { break } else { 1 }));
        }
    };
    assert_eq!(broken, 8);
}

#[tokio::test]
#[task]
async fn arguments_may_await() {
    assert_eq!(exec!(length(&length("abc").await.to_string())), 1);
    assert_eq!(
        exec!(length({
            pause().await;
            "x"
        })),
        1
    );
}

#[tokio::test]
#[task]
async fn calls_are_chained() {
    let client = Client::new("a");
    assert_eq!(exec!(client.by_ref().by_ref().get("x")), 2);
    assert_eq!(exec!(Client::new("b").build().close(1)), 2);
    assert_eq!(exec!(Client::new("b").build().get("x")), 2);
    assert_eq!(exec!(Client::new("b").build().put("x")), 2);
}

#[tokio::test]
#[task]
async fn exec_stands_in_receivers_and_arguments_of_exec() {
    async fn connect() -> Client {
        pause().await;
        Client::new("abc")
    }
    assert_eq!(exec!(exec!(connect()).get("x")), 4);
    assert_eq!(
        exec!(length(&exec!(exec!(connect()).get("x")).to_string())),
        1
    );
    assert_eq!(
        exec!(same(exec!(same(exec!(same(exec!(same(exec!(same(
            exec!(same(exec!(same(1))))
        )))))))))),
        1
    );
}

#[tokio::test]
#[task]
async fn a_copied_argument_is_read_before_a_later_one_changes_it() {
    async fn pair(a: usize, b: usize) -> (usize, usize) {
        (same(a).await, b)
    }
    let mut n = 1;
    let given = exec!(pair(n, {
        n += 1;
        n
    }));
    assert_eq!(given, (1, 2));
}
