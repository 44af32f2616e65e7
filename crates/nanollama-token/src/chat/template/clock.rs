//! Today's date for chat templates that ask for it (`strftime_now`), in UTC.

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [&str; 7] = ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"];

/// A moment, in seconds since 1970, by a `strftime` pattern.
///
/// # Errors
/// A letter of `strftime` that is not known here.
pub(super) fn format(pattern: &str, seconds: u64) -> Result<String, String> {
    let days = seconds / 86_400;
    let (year, month, day) = civil(days);
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    let (month_name, weekday) = (MONTHS[month as usize - 1], DAYS[(days % 7) as usize]);
    let mut out = String::new();
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            out.push(letter);
            continue;
        }
        let text = match letters.next() {
            Some('Y') => year.to_string(),
            Some('y') => format!("{:02}", year % 100),
            Some('m') => format!("{month:02}"),
            Some('d') => format!("{day:02}"),
            Some('b') => month_name[..3].to_owned(),
            Some('B') => month_name.to_owned(),
            Some('a') => weekday[..3].to_owned(),
            Some('A') => weekday.to_owned(),
            Some('H') => format!("{hour:02}"),
            Some('M') => format!("{minute:02}"),
            Some('S') => format!("{second:02}"),
            Some('F') => format!("{year}-{month:02}-{day:02}"),
            Some('T') => format!("{hour:02}:{minute:02}:{second:02}"),
            Some('e') => format!("{day:2}"),
            Some('I') => format!("{:02}", (hour + 11) % 12 + 1),
            Some('p') => if hour < 12 { "AM" } else { "PM" }.to_owned(),
            Some('j') => format!("{:03}", day_of_year(days, year)),
            // As the C library has it on Linux and macOS: no zeros in front.
            Some('-') => match letters.next() {
                Some('d' | 'e') => day.to_string(),
                Some('m') => month.to_string(),
                Some('H') => hour.to_string(),
                Some('I') => ((hour + 11) % 12 + 1).to_string(),
                Some('M') => minute.to_string(),
                Some('S') => second.to_string(),
                Some('y') => (year % 100).to_string(),
                Some('j') => day_of_year(days, year).to_string(),
                other => {
                    return Err(format!("strftime_now: %-{} is not known", other.map_or(String::new(), String::from)));
                }
            },
            Some('%') => "%".to_owned(),
            other => return Err(format!("strftime_now: %{} is not known", other.map_or(String::new(), String::from))),
        };
        out.push_str(&text);
    }
    Ok(out)
}

/// From 1.
fn day_of_year(days: u64, year: u64) -> u64 {
    let leaps = |before: u64| before / 4 - before / 100 + before / 400;
    days + 1 - ((year - 1970) * 365 + leaps(year - 1) - leaps(1969))
}

/// Year, month and day of a day since 1970 (Hinnant, "chrono-Compatible Low-Level Date Algorithms").
fn civil(days: u64) -> (u64, u64, u64) {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days() {
        let all = |seconds| format("%A %d %B %Y %b %y %m %H:%M:%S 100%%", seconds).unwrap();
        assert_eq!(all(0), "Thursday 01 January 1970 Jan 70 01 00:00:00 100%");
        assert_eq!(all(951_868_799), "Tuesday 29 February 2000 Feb 00 02 23:59:59 100%");
        assert_eq!(all(1_735_689_600), "Wednesday 01 January 2025 Jan 25 01 00:00:00 100%");
        assert!(format("%Q", 0).unwrap_err().contains("%Q"));
    }
}
