//! Functions of every shape, and their parameters.

use crate::writer::{Code, Output, Version, Writer};

/// How a function is declared and called.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Free,
    /// With a type parameter and a where-clause.
    Generic,
    /// In a module of its own.
    InModule,
    /// Sync, and gives `impl Future`.
    ReturnsFuture,
    /// Calls itself.
    Recursive,
    /// `&self`.
    Borrowing,
    /// `self`.
    Consuming,
    /// `self: Arc<Self>`.
    Shared,
    /// `&self`, of a trait.
    OfTrait,
    /// Without a receiver.
    Associated,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Parameter {
    Number,
    Text,
    BorrowedText,
    BorrowedNumber,
    MutableNumber,
    List,
    Function,
    Noisy,
    BorrowedNoisy,
    /// References to values of several types.
    Shown,
    /// A reference in another value.
    OptionalText,
    Pair,
    BoxedFunction,
}

impl Parameter {
    fn ty(self) -> &'static str {
        match self {
            Self::Number => "u64",
            Self::Text => "String",
            Self::BorrowedText => "&str",
            Self::BorrowedNumber => "&u64",
            Self::MutableNumber => "&mut u64",
            Self::List => "Vec<u64>",
            Self::Function => "impl Fn(u64) -> u64 + Send + 'static",
            Self::Noisy => "Noisy",
            Self::BorrowedNoisy => "&Noisy",
            Self::Shown => "&[&(dyn std::fmt::Display + Sync)]",
            Self::OptionalText => "Option<&str>",
            Self::Pair => "(u64, String)",
            Self::BoxedFunction => "Box<dyn Fn(u64) -> u64 + Send>",
        }
    }

    /// What the function reads of it: a number.
    fn read(self, name: &str) -> String {
        match self {
            Self::Number => name.to_owned(),
            Self::Text | Self::BorrowedText => format!("({name}.len() as u64)"),
            Self::BorrowedNumber => format!("(*{name})"),
            Self::MutableNumber => format!("{{ *{name} += 1; *{name} }}"),
            Self::List => format!("{name}.iter().sum::<u64>()"),
            Self::Function => format!("{name}(3)"),
            Self::Noisy | Self::BorrowedNoisy => format!("({name}.0 as u64)"),
            Self::Shown => {
                format!("{name}.iter().map(|shown| shown.to_string().len() as u64).sum::<u64>()")
            }
            Self::OptionalText => format!("{name}.map_or(0, |text| text.len() as u64)"),
            Self::Pair => format!("({name}.0 ^ {name}.1.len() as u64)"),
            Self::BoxedFunction => format!("{name}(4)"),
        }
    }

    fn sample(self) -> &'static str {
        match self {
            Self::Number => "7",
            Self::Text => "\"seven\".to_owned()",
            Self::BorrowedText => "\"seven\"",
            Self::BorrowedNumber => "&7",
            Self::MutableNumber => "&mut 7",
            Self::List => "vec![1, 2, 3]",
            Self::Function => "|number| number + 1",
            Self::Noisy => "Noisy(7)",
            Self::BorrowedNoisy => "&Noisy(7)",
            Self::Shown => "&[&7, &\"seven\"]",
            Self::OptionalText => "Some(\"seven\")",
            Self::Pair => "(7, \"seven\".to_owned())",
            Self::BoxedFunction => "Box::new(|number| number + 1)",
        }
    }

    pub(crate) fn is_noisy(self) -> bool {
        matches!(self, Self::Noisy | Self::BorrowedNoisy)
    }
}

#[derive(Clone)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) shape: Shape,
    pub(crate) is_async: bool,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) output: Output,
    /// Whether it hops to another thread or waits for a permit somewhere inside: beside another future in `join!`, the order in
    /// which things happen is then left open, and blocking in one branch for the other's permit would hang.
    pub(crate) leaves_order_open: bool,
}

impl Function {
    pub(crate) fn has_receiver(&self) -> bool {
        matches!(
            self.shape,
            Shape::Borrowing | Shape::Consuming | Shape::Shared | Shape::OfTrait
        )
    }

    pub(crate) fn sample_receiver(&self) -> String {
        match self.shape {
            Shape::Shared => "Arc::new(Store::new(5))".to_owned(),
            _ => "Store::new(5)".to_owned(),
        }
    }

    /// Arguments that need no code of their own.
    pub(crate) fn sample_arguments(&self) -> String {
        let generic = (self.shape == Shape::Generic).then_some("7");
        let parameters = self.parameters.iter().map(|parameter| parameter.sample());
        generic
            .into_iter()
            .chain(parameters)
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// The plain call.
    pub(crate) fn written(&self, receiver: &str, arguments: &str) -> String {
        let name = &self.name;
        match self.shape {
            Shape::InModule => format!("{name}::{name}({arguments})"),
            Shape::Generic => format!("{name}::<u64>({arguments})"),
            Shape::Associated => format!("Store::{name}({arguments})"),
            Shape::Recursive if self.is_async => format!("Box::pin({name}({arguments}))"),
            _ if self.has_receiver() => format!("{receiver}.{name}({arguments})"),
            _ => format!("{name}({arguments})"),
        }
    }
}

const SHAPES: [Shape; 10] = [
    Shape::Free,
    Shape::Generic,
    Shape::InModule,
    Shape::ReturnsFuture,
    Shape::Recursive,
    Shape::Borrowing,
    Shape::Consuming,
    Shape::Shared,
    Shape::OfTrait,
    Shape::Associated,
];

const PARAMETERS: [Parameter; 13] = [
    Parameter::Number,
    Parameter::Text,
    Parameter::BorrowedText,
    Parameter::BorrowedNumber,
    Parameter::MutableNumber,
    Parameter::List,
    Parameter::Function,
    Parameter::Noisy,
    Parameter::BorrowedNoisy,
    Parameter::Shown,
    Parameter::OptionalText,
    Parameter::Pair,
    Parameter::BoxedFunction,
];

impl Writer {
    /// A new function, which later ones may call.
    pub(crate) fn function(&mut self) -> String {
        let shape = self.rng.pick(&SHAPES);
        let is_async = shape == Shape::ReturnsFuture || self.rng.once_in(2);
        let mut parameters: Vec<_> = (0..self.rng.below(4))
            .map(|_| self.rng.pick(&PARAMETERS))
            .collect();
        if shape == Shape::Recursive {
            parameters = vec![Parameter::Number];
        }
        if shape == Shape::ReturnsFuture {
            parameters.retain(|parameter| matches!(parameter, Parameter::Number | Parameter::Text));
        }
        let function = Function {
            name: self.name("function"),
            shape,
            is_async,
            parameters,
            output: self
                .rng
                .pick(&[Output::Number, Output::Text, Output::Fallible]),
            leaves_order_open: false,
        };
        let body = self.body(&function);
        let declared = self.declared(&function, &body);
        let leaves_order_open = self.leaves_order_open;
        self.functions.push(Function {
            leaves_order_open,
            ..function
        });
        declared
    }

    fn body(&mut self, function: &Function) -> String {
        self.code = if function.is_async {
            Code::Async
        } else {
            Code::Sync
        };
        self.locals = Default::default();
        (self.output, self.may_return, self.leaves_order_open) = (function.output, true, false);
        self.calls_left = 7;
        let mut body = format!("log(\"enter {}\");\n", function.name);
        for (index, parameter) in function.parameters.iter().enumerate() {
            let number = self.name("number");
            let read = parameter.read(&format!("parameter{index}"));
            body += &format!("let {number} = {read};\n");
            self.locals.numbers.push(number);
        }
        if function.shape == Shape::Generic {
            body += "log(format!(\"{generic:?}\"));\n";
        }
        if function.has_receiver() {
            self.locals.numbers.push("self.number".to_owned());
        }
        if function.is_async && self.rng.once_in(2) {
            body += "Once(false).await;\n";
        }
        if function.shape == Shape::Recursive {
            body += &self.recursion(function);
        }
        for _ in 0..1 + self.rng.below(4) {
            body += &self.statement(2);
        }
        body + &self.result()
    }

    fn recursion(&mut self, function: &Function) -> String {
        let call = self.call_of(function, "", "(parameter0 % 3) - 1");
        format!("if parameter0 % 3 > 0 {{ let _ = {call}; }}\n")
    }

    fn declared(&mut self, function: &Function, body: &str) -> String {
        let Function { name, shape, .. } = function;
        let parameters = function.parameters.iter().enumerate();
        let parameters: Vec<_> = parameters
            .map(|(index, parameter)| format!("mut parameter{index}: {}", parameter.ty()))
            .collect();
        let parameters = parameters.join(", ");
        let output = function.output.text();
        let word = if function.is_async { "async " } else { "" };
        let typed = self.task_type(function);
        let (task, task_typed) = (self.annotated(""), self.annotated(typed));
        match shape {
            Shape::Free | Shape::Recursive => {
                format!("{task_typed}pub {word}fn {name}({parameters}) -> {output} {{\n{body}}}\n")
            }
            Shape::Generic => {
                let generic = format!("generic: G, {parameters}");
                let parameters = generic.trim_end_matches(", ");
                format!(
                    "{task_typed}pub {word}fn {name}<G>({parameters}) -> {output} where G: std::fmt::Debug + Send {{\n{body}}}\n"
                )
            }
            Shape::InModule => format!(
                "pub mod {name} {{\nuse super::*;\n{task_typed}pub {word}fn {name}({parameters}) -> {output} {{\n{body}}}\n}}\n"
            ),
            Shape::ReturnsFuture => format!(
                "{task_typed}pub fn {name}({parameters}) -> impl Future<Output = {output}> + Send {{\nasync move {{\n{body}}}\n}}\n"
            ),
            Shape::Borrowing | Shape::Consuming | Shape::Shared => {
                let receiver = match shape {
                    Shape::Borrowing => "&self",
                    Shape::Consuming => "self",
                    _ => "self: Arc<Self>",
                };
                format!(
                    "impl Store {{\n{task_typed}pub {word}fn {name}({receiver}, {parameters}) -> {output} {{\n{body}}}\n}}\n"
                )
            }
            Shape::Associated => {
                let of_impl = if self.version == Version::WithExec {
                    &task_typed
                } else {
                    ""
                };
                format!(
                    "{of_impl}impl Store {{\npub {word}fn {name}({parameters}) -> {output} {{\n{body}}}\n}}\n"
                )
            }
            Shape::OfTrait => {
                let signature = format!("{word}fn {name}(&self, {parameters}) -> {output}");
                let declared = signature.replace("mut parameter", "parameter");
                format!(
                    "trait Of{name} {{\n{task_typed}{declared};\n}}\n\
                     impl Of{name} for Store {{\n{task}{signature} {{\n{body}}}\n}}\n"
                )
            }
        }
    }

    fn task_type(&mut self, function: &Function) -> &'static str {
        const SYNC: [&str; 6] = [
            "",
            "",
            "(type = \"io\")",
            "(type = \"cpu\")",
            "(type = \"limited\")",
            "(type = \"computing\")",
        ];
        const ASYNC: [&str; 4] = ["", "", "(type = \"io\")", "(type = \"limited\")"];
        let options = if function.is_async {
            self.rng.pick(&ASYNC)
        } else {
            self.rng.pick(&SYNC)
        };
        self.leaves_order_open |= options.contains("limited") || options.contains("computing");
        options
    }
}
