//! Statements: bindings, branches, loops, `?`, `break` with a value, `tokio::join!`.

use crate::writer::{Code, Output, Writer};

impl Writer {
    /// A statement; `depth` more levels may be inside.
    pub(crate) fn statement(&mut self, depth: usize) -> String {
        match self.rng.below(16) {
            0..=2 => self.bound_call(),
            3 => {
                let (name, value) = (self.name("number"), self.number(2));
                self.locals.numbers.push(name.clone());
                format!("let {name} = {value};\n")
            }
            4 => {
                let (name, value) = (self.name("text"), self.text(2));
                self.locals.texts.push(name.clone());
                format!("let {name} = {value};\n")
            }
            5 => {
                let (name, value) = (self.name("counter"), self.noted());
                self.locals.counters.push(name.clone());
                format!("let mut {name} = {value};\n")
            }
            6 if depth > 0 => {
                let condition = self.condition();
                let (then, other) = (self.block(depth), self.block(depth));
                format!("if {condition} {{\n{then}}} else {{\n{other}}}\n")
            }
            7 if depth > 0 => {
                let name = self.name("index");
                let body = self.scope(|this| {
                    this.locals.numbers.push(name.clone());
                    this.statement(depth - 1)
                });
                format!("for {name} in 0..2u64 {{\n{body}}}\n")
            }
            8 if depth > 0 => self.broken_loop(depth),
            9 => self.joined(),
            10 => self.asserted(),
            11 => {
                let (name, number) = (self.name("store"), self.number(1));
                self.locals.stores.push(name.clone());
                format!("let {name} = Store::new({number});\n")
            }
            12 => self.shadowed(),
            13 if depth > 0 => self.left_early(depth),
            14 if depth > 0 => self.chained(depth),
            _ => self.early_return(),
        }
    }

    /// A variable that hides another one of its name.
    fn shadowed(&mut self) -> String {
        let numbers = self.locals.numbers.iter();
        let names: Vec<_> = numbers
            .filter(|name| !name.contains('.'))
            .cloned()
            .collect();
        if names.is_empty() {
            return String::new();
        }
        let (name, value) = (self.rng.pick(&names), self.number(2));
        format!("let {name} = {value} ^ {name};\n")
    }

    /// A loop that is gone on with, or left, from inside a call's arguments.
    fn left_early(&mut self, depth: usize) -> String {
        let (round, number) = (self.name("round"), self.name("number"));
        let (first, second) = (self.condition(), self.condition());
        let body = self.scope(|this| {
            let before = this.block(depth);
            let word = this.rng.pick(&["break", "continue"]);
            let value = this.number(1);
            this.locals.numbers.push(number.clone());
            format!(
                "{before}let {number} = twice!(if {first} {{ {word} }} else {{ {value} }});\n{}",
                this.block(depth)
            )
        });
        format!(
            "let mut {round} = 0;\nwhile {round} < 2u64 {{\n{round} += 1;\n\
             if {second} {{\ncontinue;\n}}\n{body}}}\n"
        )
    }

    /// `if let … && …`, and `let … else`.
    fn chained(&mut self, depth: usize) -> String {
        let Some(call) = self.call(Output::Fallible, false) else {
            return String::new();
        };
        let name = self.name("chained");
        let (then, other) = (
            self.scope(|this| {
                this.locals.numbers.push(name.clone());
                let condition = this.number(1);
                let then = this.block(depth);
                format!("&& {condition} % 3 < 2 {{\n{then}}}")
            }),
            self.block(depth),
        );
        if self.rng.once_in(2) || !self.may_return {
            return format!("if let Ok({name}) = {call} {then} else {{\n{other}}}\n");
        }
        let result = self.scope(Self::result);
        self.locals.numbers.push(name.clone());
        format!("let Ok({name}) = {call} else {{\n{other}return {result};\n}};\n")
    }

    fn block(&mut self, depth: usize) -> String {
        self.scope(|this| this.statement(depth - 1))
    }

    fn bound_call(&mut self) -> String {
        let output = self
            .rng
            .pick(&[Output::Number, Output::Text, Output::Fallible]);
        let Some(call) = self.call(output, false) else {
            return String::new();
        };
        let name = self.name("called");
        match output {
            Output::Number => self.locals.numbers.push(name.clone()),
            Output::Text => self.locals.texts.push(name.clone()),
            Output::Fallible => {
                self.locals.numbers.push(name.clone());
                let fails = self.output == Output::Fallible && self.may_return;
                let value = match fails {
                    true => format!("{call}?"),
                    false => format!(
                        "match {call} {{ Ok(number) => number, Err(text) => text.len() as u64 }}"
                    ),
                };
                return format!("let {name} = {value};\n");
            }
        }
        format!("let {name} = {call};\n")
    }

    /// A loop that gives a value, left from inside a call's arguments perhaps.
    fn broken_loop(&mut self, depth: usize) -> String {
        let (name, label) = (self.name("number"), self.name("'label"));
        let inner = self.block(depth);
        let (condition, early) = (self.condition(), self.number(1));
        let (value, kept) = (self.name("value"), self.name("kept"));
        let last = self.scope(|this| {
            this.locals.numbers.push(kept.clone());
            this.number(2)
        });
        self.locals.numbers.push(name.clone());
        format!(
            "let {name} = {label}: loop {{\n{inner}\
             let {kept} = if {condition} {{ break {label} {early} }} else {{ 3u64 }};\n\
             let {value} = {last};\nbreak {value};\n}};\n"
        )
    }

    fn joined(&mut self) -> String {
        if self.code != Code::Async {
            return String::new();
        }
        let (Some(first), Some(second)) = (self.call_in_place(), self.call_in_place()) else {
            return String::new();
        };
        let name = self.name("joined");
        format!(
            "let {name} = tokio::join!(async {{ {first} }}, async {{ {second} }});\nlog(format!(\"{{{name}:?}}\"));\n"
        )
    }

    fn asserted(&mut self) -> String {
        let (number, text) = (self.number(1), self.text(1));
        format!("assert!({number} < u64::MAX, \"{{}}\", {text});\n")
    }

    fn early_return(&mut self) -> String {
        if !self.may_return {
            return String::new();
        }
        let condition = self.condition();
        let result = self.scope(Self::result);
        format!("if {condition} && {condition} {{\nreturn {result};\n}}\n")
    }

    /// What the function gives.
    pub(crate) fn result(&mut self) -> String {
        match self.output {
            Output::Number => format!("({})\n", self.number(2)),
            Output::Text => format!("({})\n", self.text(2)),
            Output::Fallible => {
                let (condition, number, text) = (self.condition(), self.number(1), self.text(1));
                format!("(if {condition} {{ Ok({number}) }} else {{ Err({text}) }})\n")
            }
        }
    }
}
