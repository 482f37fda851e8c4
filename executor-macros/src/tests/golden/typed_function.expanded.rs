/// Reads a file.
#[cfg(unix)]
pub fn read(path: &Path) -> Text {
    Text::new(path)
}
#[cfg(unix)]
const _: () = ::executor::macro_support::is_task_type::<::executor::types::Io>();
#[cfg(unix)]
#[doc(hidden)]
#[allow(unused_macros)]
#[macro_export]
macro_rules! __executor_card_read_N {
    (@ executor_card $($krate:tt)*) => {
        $($krate)* ::macro_support::Blocking < $($krate)* ::types::Io >
    };
}
#[cfg(unix)]
#[doc(hidden)]
#[allow(unused_imports, unreachable_pub)]
mod __executor_cards_read_N {
    pub use __executor_card_read_N as read;
}
#[cfg(unix)]
#[doc(hidden)]
#[allow(unused_imports, unreachable_pub)]
pub use __executor_cards_read_N::*;
