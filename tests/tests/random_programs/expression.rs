//! Numbers and texts, with calls at any place in them.

use crate::writer::{Code, Locals, Output, Version, Writer};

impl Writer {
    /// A number that is noted when it is evaluated.
    pub(crate) fn noted(&mut self) -> String {
        format!("note({}, {}u64)", self.next_note(), self.rng.below(100))
    }

    /// A number; `depth` more levels may be inside.
    pub(crate) fn number(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self.simple_number();
        }
        match self.rng.below(14) {
            12 => self.unwrapped_call(),
            0..=2 => match self.call(Output::Number, true) {
                Some(call) => call,
                None => self.simple_number(),
            },
            3 => format!(
                "({}).wrapping_add({})",
                self.number(depth - 1),
                self.number(depth - 1)
            ),
            4 => {
                let condition = self.condition();
                format!(
                    "(if {condition} {{ {} }} else {{ {} }})",
                    self.number(depth - 1),
                    self.number(depth - 1)
                )
            }
            5 => {
                let matched = self.simple_number();
                format!(
                    "(match {matched} % 3 {{ 0 => {}, 1 => {}, other => other }})",
                    self.number(depth - 1),
                    self.number(depth - 1)
                )
            }
            6 => format!(
                "vec![{}, {}].iter().sum::<u64>()",
                self.number(depth - 1),
                self.number(depth - 1)
            ),
            7 => format!("({}.len() as u64)", self.text(depth - 1)),
            8 => {
                let name = self.name("inner");
                let value = self.number(depth - 1);
                format!("({{ let {name} = {value}; {name} % 50 }})")
            }
            9 => self.closure_called(depth - 1),
            10 => format!("twice!({})", self.number(depth - 1)),
            11 => self.waited_block(depth - 1),
            _ => self.closure_waited(depth - 1),
        }
    }

    /// What a call gives that may fail: with a `?`, where that may leave the function.
    fn unwrapped_call(&mut self) -> String {
        let leaves = self.output == Output::Fallible && self.may_return;
        match self.call(Output::Fallible, true) {
            Some(call) if leaves => format!("({call}?)"),
            Some(call) => format!("{call}.unwrap_or(9)"),
            None => self.simple_number(),
        }
    }

    pub(crate) fn simple_number(&mut self) -> String {
        if !self.locals.numbers.is_empty() && self.rng.once_in(2) {
            let numbers = self.locals.numbers.clone();
            return self.rng.pick(&numbers);
        }
        self.noted()
    }

    pub(crate) fn condition(&mut self) -> String {
        format!("{} % 2 == 0", self.simple_number())
    }

    /// A text; `depth` more levels may be inside.
    pub(crate) fn text(&mut self, depth: usize) -> String {
        match self.rng.below(4) {
            0 if depth > 0 => match self.call(Output::Text, true) {
                Some(call) => call,
                None => "String::new()".to_owned(),
            },
            1 if depth > 0 => format!(
                "format!(\"{{}}-{{}}\", {}, {})",
                self.number(depth - 1),
                self.number(depth - 1)
            ),
            2 if !self.locals.texts.is_empty() => format!("{}.clone()", self.locals.texts[0]),
            _ => format!("format!(\"{{}}\", {})", self.simple_number()),
        }
    }

    /// A sync closure, called where it stands.
    fn closure_called(&mut self, depth: usize) -> String {
        let code = self.code_of_closure();
        let parameter = self.name("number");
        let argument = self.simple_number();
        let body = self.within(code, |this| {
            this.locals.numbers.push(parameter.clone());
            this.number(depth)
        });
        format!("(|{parameter}: u64| {body})({argument})")
    }

    fn code_of_closure(&self) -> Code {
        match self.code {
            Code::Sync => Code::Sync,
            Code::Async | Code::Closure => Code::Closure,
        }
    }

    /// An `async` block, waited for where it stands.
    fn waited_block(&mut self, depth: usize) -> String {
        let body = self.within(Code::Async, |this| this.number(depth));
        let block = format!("async {{ {body} }}");
        match (self.version, self.code) {
            (Version::Plain, Code::Async) => format!("{block}.await"),
            (Version::Plain, _) => format!("now({block})"),
            (Version::WithExec, Code::Closure) => format!("exec!(block {block})"),
            (Version::WithExec, _) => format!("exec!({block})"),
        }
    }

    /// A sync closure, given to `exec!`.
    fn closure_waited(&mut self, depth: usize) -> String {
        let captured = self.name("captured");
        let value = self.simple_number();
        self.leaves_order_open |= self.code == Code::Async;
        let body = self.within(self.code_of_closure(), |this| {
            this.locals = Locals {
                numbers: vec![captured.clone()],
                ..Locals::default()
            };
            this.number(depth)
        });
        let closure = format!("move || {body}");
        let waited = match (self.version, self.code) {
            (Version::Plain, _) => format!("({closure})()"),
            (Version::WithExec, Code::Closure) => format!("exec!(block {closure})"),
            (Version::WithExec, _) => format!("exec!({closure})"),
        };
        format!("({{ let {captured} = {value}; {waited} }})")
    }
}
