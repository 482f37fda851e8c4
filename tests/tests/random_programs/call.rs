//! Calls: the plain one, and the same in `exec!`, in every mode that the code around it allows.

use crate::function::{Function, Parameter, Shape};
use crate::writer::{Code, Output, Version, Writer};

/// How a call is run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Plain,
    Spawn,
    Block,
}

impl Writer {
    /// A call of one of the functions that give `output`, if there is one that may be called here. `nested` tells that it is
    /// part of another expression.
    pub(crate) fn call(&mut self, output: Output, nested: bool) -> Option<String> {
        let candidates: Vec<_> = self
            .functions
            .iter()
            .filter(|function| function.output == output && (!nested || !is_noisy(function)))
            .cloned()
            .collect();
        if candidates.is_empty() || self.calls_left == 0 {
            return None;
        }
        self.calls_left -= 1;
        let function = self.rng.pick(&candidates);
        let mode = self.mode(&function)?;
        let moves = self.moves(&function, mode);
        let receiver = self.receiver(&function, moves);
        let mut arguments: Vec<_> = Vec::new();
        if function.shape == Shape::Generic {
            arguments.push(self.noted());
        }
        let counters = self.locals.counters.clone();
        for parameter in function.parameters.clone() {
            let argument = self.argument(parameter, moves);
            arguments.push(argument);
        }
        self.locals.counters = counters;
        let task_type = self.task_type_of_call(function.is_async);
        let arguments = arguments.join(", ");
        Some(self.run(&function, mode, task_type, &receiver, &arguments))
    }

    /// A call in the plainest mode that this code allows.
    pub(crate) fn call_of(
        &mut self,
        function: &Function,
        receiver: &str,
        arguments: &str,
    ) -> String {
        self.run(function, Mode::Plain, "", receiver, arguments)
    }

    /// A call of an async function that stays on this thread.
    pub(crate) fn call_in_place(&mut self) -> Option<String> {
        let candidates: Vec<_> = self
            .functions
            .iter()
            .filter(|function| {
                function.is_async && !function.leaves_order_open && !is_noisy(function)
            })
            .cloned()
            .collect();
        if candidates.is_empty() {
            return None;
        }
        let function = self.rng.pick(&candidates);
        let receiver = self.receiver(&function, false);
        let arguments = function.sample_arguments();
        Some(self.run(&function, Mode::Plain, "", &receiver, &arguments))
    }

    fn mode(&mut self, function: &Function) -> Option<Mode> {
        let mode = match self.code {
            Code::Sync => Mode::Plain,
            Code::Closure => Mode::Block,
            Code::Async => self
                .rng
                .pick(&[Mode::Plain, Mode::Plain, Mode::Spawn, Mode::Block]),
        };
        // Where temporaries are dropped is promised only in place, and in sync code.
        let keeps_drops = match (self.code, mode) {
            (Code::Sync, _) => true,
            (_, mode) => mode == Mode::Plain && function.is_async,
        };
        (keeps_drops || !is_noisy(function)).then_some(mode)
    }

    /// Whether the parts of the call move to another thread, or into the background.
    fn moves(&mut self, function: &Function, mode: Mode) -> bool {
        let hops = self.code == Code::Async
            && match mode {
                Mode::Plain => !function.is_async,
                Mode::Spawn => true,
                Mode::Block => false,
            };
        self.leaves_order_open |= hops || function.leaves_order_open;
        hops
    }

    fn run(
        &mut self,
        function: &Function,
        mode: Mode,
        task_type: &str,
        receiver: &str,
        arguments: &str,
    ) -> String {
        let call = function.written(receiver, arguments);
        let is_async = function.is_async;
        let by_macro = self.rng.once_in(6);
        match self.version {
            Version::Plain => match (self.code, mode, is_async) {
                (_, _, false) if by_macro => format!("called!({call})"),
                (_, _, false) => call,
                (Code::Async, Mode::Plain, true) if by_macro => format!("awaited!({call})"),
                (Code::Async, Mode::Plain | Mode::Spawn, true) => format!("{call}.await"),
                _ => format!("now({call})"),
            },
            Version::WithExec => {
                let call = format!("{task_type}{call}");
                let word = if is_async { "awaited" } else { "called" };
                match mode {
                    Mode::Plain if by_macro => format!("{word}!({call})"),
                    Mode::Plain => format!("exec!({call})"),
                    Mode::Spawn => format!("exec!(spawn {call}).await"),
                    Mode::Block if by_macro && !is_async => format!("called!(block {call})"),
                    Mode::Block => format!("executor::exec!(block {call})"),
                }
            }
        }
    }

    fn task_type_of_call(&mut self, is_async: bool) -> &'static str {
        if !self.rng.once_in(5) {
            return "";
        }
        self.leaves_order_open = true;
        if is_async {
            self.rng.pick(&["<io> ", "<limited> "])
        } else {
            self.rng
                .pick(&["<io> ", "<cpu> ", "<limited> ", "<computing> "])
        }
    }

    fn receiver(&mut self, function: &Function, moves: bool) -> String {
        let number = self.noted();
        let local = self.locals.stores.last().cloned();
        let local = local.filter(|_| !moves && self.rng.once_in(2));
        match (function.shape, function.has_receiver()) {
            (_, false) => String::new(),
            (Shape::Borrowing | Shape::OfTrait, _) if local.is_some() => local.unwrap_or_default(),
            (Shape::Consuming, _) if local.is_some() => {
                format!("{}.clone()", local.unwrap_or_default())
            }
            (Shape::Shared, _) => format!("Arc::new(Store::new({number}))"),
            _ if self.rng.once_in(2) => format!("Store::new({number}).clone()"),
            _ => format!("Store::new({number})"),
        }
    }

    fn argument(&mut self, parameter: Parameter, moves: bool) -> String {
        let local = |locals: &[String]| locals.last().cloned().filter(|_| !moves);
        let (text, counter) = (local(&self.locals.texts), local(&self.locals.counters));
        match parameter {
            Parameter::Number => self.number(2),
            Parameter::Text => self.text(1),
            Parameter::BorrowedText => match (text, self.rng.below(3)) {
                (Some(text), 0 | 1) => format!("&{text}"),
                (_, 0) => "\"constant\"".to_owned(),
                _ => format!("&{}", self.text(1)),
            },
            Parameter::BorrowedNumber => match self.rng.below(2) {
                0 => format!("&{}", self.noted()),
                _ => format!("&({}.wrapping_mul(3))", self.number(1)),
            },
            Parameter::MutableNumber => match (counter, self.rng.below(2)) {
                (Some(counter), 0) => {
                    // Lent until the call is done.
                    self.locals.counters.retain(|other| *other != counter);
                    format!("&mut {counter}")
                }
                _ => format!("&mut {}", self.noted()),
            },
            Parameter::List => format!("vec![{}, {}]", self.number(1), self.noted()),
            Parameter::Function => {
                format!("move |number| number.wrapping_add({})", self.rng.below(9))
            }
            Parameter::Noisy => format!("Noisy::new({})", self.next_note()),
            Parameter::BorrowedNoisy => format!("&Noisy::new({})", self.next_note()),
            Parameter::Shown => {
                let (first, last) = (self.number(1), self.text(1));
                let between = match (text, self.rng.below(2)) {
                    (Some(text), 0) => format!("&{text}"),
                    _ => "&'c'".to_owned(),
                };
                format!("&[&{{ {first} }}, {between}, &{last}]")
            }
            Parameter::OptionalText => match (text, self.rng.below(2)) {
                (Some(text), 0) => format!("Some(&{text})"),
                _ => "Some(\"constant\")".to_owned(),
            },
            Parameter::Pair => format!("({}, {})", self.number(1), self.text(1)),
            Parameter::BoxedFunction => {
                let added = self.simple_number();
                match moves {
                    true => format!("Box::new(|number| number + {})", self.rng.below(9)),
                    false => {
                        format!("{{ let added = {added}; Box::new(move |number| number ^ added) }}")
                    }
                }
            }
        }
    }
}

fn is_noisy(function: &Function) -> bool {
    function
        .parameters
        .iter()
        .any(|parameter| parameter.is_noisy())
}
