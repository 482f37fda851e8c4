//! `exec!` of calls that borrow arrays and tuples of what coerces: the elements become what the call expects, as in a plain call;
//! and of calls that borrow a new value of a type without fields.

use std::fmt::{Debug, Display};

use executor::exec;

type Values<'a> = &'a [&'a (dyn Display + Sync)];

fn joined(values: Values) -> String {
    let texts: Vec<_> = values.iter().map(|value| value.to_string()).collect();
    texts.join(" ")
}

async fn joined_later(values: Values<'_>) -> String {
    tokio::task::yield_now().await;
    joined(values)
}

struct Rows;

impl Rows {
    async fn query(&self, text: &str, values: Values<'_>) -> String {
        format!("{text}: {}", joined(values))
    }
}

#[derive(Clone)]
struct User {
    id: u32,
    name: String,
}

fn user() -> User {
    User {
        id: 7,
        name: "Ada".to_owned(),
    }
}

fn number() -> u8 {
    3
}

#[executor::test]
async fn async_callees_borrow_arrays_of_references_to_anything() {
    let user = user();
    assert_eq!(exec!(joined_later(&[&user.id, &user.name])), "7 Ada");
    assert_eq!(
        exec!(joined_later(&[&user.id, &format!("{}!", user.name)])),
        "7 Ada!"
    );
    assert_eq!(
        exec!(joined_later(&[&"a".to_owned(), &number(), &'c', &1])),
        "a 3 c 1"
    );
    assert_eq!(
        exec!(Rows.query("q", &[&number(), &user.name, &user.name.len()])),
        "q: 3 Ada 3"
    );
    let numbers = [1, 2];
    assert_eq!(
        exec!(joined_later(&[&numbers[usize::from(number()) - 2], &"x"])),
        "2 x"
    );
}

#[executor::test]
async fn sync_callees_on_another_thread_own_what_the_elements_borrow() {
    let user = user();
    assert_eq!(exec!(joined(&[&{ user.id }, &user.name.clone()])), "7 Ada");
    assert_eq!(exec!(joined(&[&number(), &"b", &'c'])), "3 b c");
}

#[executor::test]
async fn spawned_callees_own_what_the_elements_borrow() {
    let user = user();
    let (id, name) = (user.id, user.name.clone());
    let sync_callee = exec!(spawn joined(&[&{ id }, &name.clone(), &number()]));
    let async_callee = exec!(spawn joined_later(&[&{ id }, &name.clone(), &'c']));
    assert_eq!(sync_callee.await, "7 Ada 3");
    assert_eq!(async_callee.await, "7 Ada c");
}

#[executor::test]
async fn elements_may_hold_calls() {
    let user = user();
    assert_eq!(exec!(joined_later(&[&user.id, &exec!(number())])), "7 3");
    assert_eq!(
        exec!(joined(&[&exec!(number()), &'c', &{ exec!(number()) }])),
        "3 c 3"
    );
    let values = exec!(spawn joined(&[&exec!(number()), &'c', &"d".to_owned()]));
    assert_eq!(values.await, "3 c d");
    let values = exec!(spawn joined_later(&[&'c', &exec!(spawn number()).await, &"d".to_owned()]));
    assert_eq!(values.await, "c 3 d");
    assert_eq!(exec!(block joined(&[&user.id, &exec!(number())])), "7 3");
}

#[executor::test]
async fn blocked_on_purpose() {
    let user = user();
    assert_eq!(
        exec!(block joined(&[&user.id, &format!("{}!", user.name)])),
        "7 Ada!"
    );
    assert_eq!(
        exec!(block joined_later(&[&user.id, &format!("{}!", user.name)])),
        "7 Ada!"
    );
}

#[executor::test]
fn in_sync_code() {
    let user = user();
    assert_eq!(
        exec!(joined(&[&user.id, &format!("{}!", user.name)])),
        "7 Ada!"
    );
    assert_eq!(exec!(joined_later(&[&user.id, &number()])), "7 3");
}

fn all(values: &[Box<dyn Debug + Send + Sync>]) -> String {
    format!("{values:?}")
}

async fn all_later(values: &[Box<dyn Debug + Send + Sync>]) -> String {
    all(values)
}

async fn of_pair(pair: &(u8, [&(dyn Debug + Sync); 2])) -> String {
    format!("{pair:?}")
}

#[executor::test]
async fn elements_by_value_and_tuples_coerce_too() {
    let name = "Ada".to_owned();
    assert_eq!(exec!(all(&[Box::new(1), Box::new("b")])), "[1, \"b\"]");
    assert_eq!(
        exec!(all_later(&[Box::new(1), Box::new(name.clone())])),
        "[1, \"Ada\"]"
    );
    assert_eq!(
        exec!(of_pair(&(number(), [&name, &number()]))),
        "(3, [\"Ada\", 3])"
    );
}

fn noted(order: &mut Vec<u8>, number: u8) -> u8 {
    order.push(number);
    number
}

async fn sum_later(head: u8, numbers: &[u8; 3], tail: u8) -> u8 {
    head + numbers.iter().sum::<u8>() + tail
}

fn sum(head: u8, numbers: &[u8; 3], tail: u8) -> u8 {
    head + numbers.iter().sum::<u8>() + tail
}

#[executor::test]
async fn elements_are_evaluated_once_and_from_left_to_right() {
    let mut order = Vec::new();
    let mut changed = 5;
    let mut change = || {
        changed += 1;
        changed
    };
    let unchanged = 1;
    assert_eq!(
        exec!(sum_later(
            noted(&mut order, 1),
            &[noted(&mut order, 2), unchanged, noted(&mut order, 3)],
            noted(&mut order, 4)
        )),
        11
    );
    assert_eq!(
        exec!(sum(
            noted(&mut order, 5),
            &[noted(&mut order, 6), change(), noted(&mut order, 7)],
            noted(&mut order, 8)
        )),
        32
    );
    assert_eq!(order, [1, 2, 3, 4, 5, 6, 7, 8]);
}

#[derive(Debug, Default)]
struct Handler;

impl Handler {
    const EMPTY: u8 = 4;
}

async fn handle_later(handler: &mut Handler, number: &mut u8) -> String {
    *number += 1;
    format!("{handler:?} {number}")
}

fn handle(handler: &mut Handler, number: &mut u8) -> String {
    *number += 1;
    format!("{handler:?} {number}")
}

struct Connection;

impl Connection {
    async fn handle_later(&mut self, handler: &mut Handler) -> String {
        format!("{handler:?}")
    }
}

#[executor::test]
async fn a_value_without_fields_is_borrowed_anew() {
    let mut number = 1;
    assert_eq!(exec!(handle_later(&mut Handler, &mut number)), "Handler 2");
    assert_eq!(
        exec!(handle_later(&mut Handler, &mut { Handler::EMPTY })),
        "Handler 5"
    );
    assert_eq!(exec!(handle(&mut Handler, &mut { number })), "Handler 3");
    assert_eq!(
        exec!(spawn handle(&mut Handler, &mut { number })).await,
        "Handler 3"
    );
    assert_eq!(
        exec!(spawn handle_later(&mut Handler, &mut { number })).await,
        "Handler 3"
    );
    let mut connection = Connection;
    assert_eq!(
        exec!(connection.handle_later(&mut Handler)).as_str(),
        "Handler"
    );
}

async fn told_later(text: Option<&str>, tell: impl Fn(&str) -> String) -> String {
    tell(text.unwrap_or("nobody"))
}

fn told(texts: Vec<Box<dyn Display + Send>>, tell: impl Fn(String) -> String) -> String {
    tell(texts[0].to_string())
}

async fn with_each<T>(values: Vec<T>, tell: impl Fn(T) -> String) -> String {
    values.into_iter().map(tell).collect()
}

#[executor::test]
async fn values_beside_a_closure_coerce_and_tell_its_types() {
    let name = "Ada".to_owned();
    assert_eq!(
        exec!(told_later(Some(&name), |text| text.to_lowercase())),
        "ada"
    );
    assert_eq!(
        exec!(told(vec![Box::new(number())], |text| text + "!")),
        "3!"
    );
    assert_eq!(
        exec!(with_each(vec![name.clone()], |text| text.to_lowercase())),
        "ada"
    );
    let told = exec!(spawn told(vec![Box::new(name)], |text| text.to_lowercase()));
    assert_eq!(told.await, "ada");
}
