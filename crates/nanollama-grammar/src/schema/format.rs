//! Formats of strings, as patterns. A day is one that its month has, the 29th of February one of a leap year.

use std::sync::LazyLock;

/// For people.
pub(super) const NAMES: &str = "date, time, date-time and uuid";

const UUID: &str = "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$";
const DATE: &str = "(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|\
                    02-(?:0[1-9]|1\\d|2[0-8]))|\
                    (?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)";
const TIME: &str = "(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?(?:Z|[+\\-](?:[01]\\d|2[0-3]):[0-5]\\d)";

/// The pattern of a format.
pub(super) fn pattern(name: &str) -> Option<&'static str> {
    static MADE: LazyLock<[String; 3]> =
        LazyLock::new(|| [format!("^{DATE}$"), format!("^{TIME}$"), format!("^{DATE}T{TIME}$")]);
    match name {
        "date" => Some(&MADE[0]),
        "time" => Some(&MADE[1]),
        "date-time" => Some(&MADE[2]),
        "uuid" => Some(UUID),
        _ => None,
    }
}
