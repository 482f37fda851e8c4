//! `tracing`: the caller's span follows through every hop, and lost failures arrive as events.

mod common;

use std::fmt::Write;
use std::sync::{LazyLock, Mutex};

use common::{task_type, timed, until};
use executor::{Executor, TaskType, spawn_task};
use tracing::field::{Field, Visit};
use tracing::{Event, Instrument, Level, Span, Subscriber, info_span};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

/// The events of this crate: level, span, message.
static EVENTS: Mutex<Vec<(Level, Option<&'static str>, String)>> = Mutex::new(Vec::new());

static LISTENS: LazyLock<()> = LazyLock::new(|| {
    let subscriber = tracing_subscriber::registry().with(Listener);
    tracing::subscriber::set_global_default(subscriber).expect("the first one");
});

struct Listener;

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Listener {
    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        if event.metadata().target() == "executor" {
            let mut text = Text(String::new());
            event.record(&mut text);
            let span = context.event_span(event).map(|span| span.name());
            EVENTS
                .lock()
                .expect("no panic")
                .push((*event.metadata().level(), span, text.0));
        }
    }
}

struct Text(String);

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        let _ = write!(self.0, "[{field}: {value:?}]");
    }
}

task_type!(limited: Io, limit: 2);

#[test]
fn the_span_follows() {
    LazyLock::force(&LISTENS);
    timed(|| {
        let executor = Executor::builder().build();
        let span = info_span!("the caller");
        let id = span.id();
        assert!(id.is_some());
        let work = async move {
            assert_eq!(executor::invoke(|| Span::current().id()).await, id);
            assert_eq!(limited.invoke(|| Span::current().id()).await, id);
            assert_eq!(limited.invoke(async { Span::current().id() }).await, id);
            assert_eq!(spawn_task(|| Span::current().id()).await, id);
            assert_eq!(limited.spawn_task(|| Span::current().id()).await, id);
            let spawned = spawn_task(async {
                tokio::task::yield_now().await;
                let waits = || executor::await_async(async { Span::current().id() });
                (Span::current().id(), executor::invoke(waits).await)
            });
            assert_eq!(spawned.await, (id.clone(), id));
        };
        executor.await_async(work.instrument(span));
        assert_eq!(Span::current().id(), None);
    });
}

#[test]
fn a_lost_failure_is_an_event_in_the_span_of_its_task() {
    LazyLock::force(&LISTENS);
    timed(|| {
        let executor = Executor::builder().build();
        let events = || -> Vec<_> {
            let events = EVENTS.lock().expect("no panic");
            events
                .iter()
                .filter(|(_, _, text)| text.contains("lost here"))
                .cloned()
                .collect()
        };
        executor.await_async(
            async {
                drop(spawn_task(|| panic!("lost here")));
                until(|| !events().is_empty()).await;
            }
            .instrument(info_span!("the caller")),
        );
        let events = events();
        assert_eq!(events.len(), 1, "{events:?}");
        let (level, span, text) = &events[0];
        assert_eq!((*level, *span), (Level::ERROR, Some("the caller")));
        assert!(
            text.contains("tracing.rs:") && text.contains("`io`"),
            "{text}"
        );
        for field in [
            "[task: \"tracing::a_lost_failure",
            "[task_type: \"io\"]",
            "[kind: \"panicked\"]",
            "[location: executor/tests/tracing.rs:",
        ] {
            assert!(text.contains(field), "{text}");
        }
    });
}
