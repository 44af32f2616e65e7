//! Numbers as people read them: counts with commas, bytes and times with a unit. One spelling for plans and for the program.

/// `1,234,567`.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1.5 GiB`.
#[must_use]
pub fn bytes(count: u64) -> String {
    const UNITS: [&str; 5] = ["bytes", "KiB", "MiB", "GiB", "TiB"];
    let mut size = count as f64;
    let mut unit = 0;
    while size >= 1024.0 && unit + 1 < UNITS.len() {
        size /= 1024.0;
        unit += 1;
    }
    if unit == 0 { format!("{count} bytes") } else { format!("{size:.1} {}", UNITS[unit]) }
}

/// `3.2 s`, `4 min 05 s`, `2 h 03 min`, `5.1 days`.
#[must_use]
pub fn duration(seconds: f64) -> String {
    if !seconds.is_finite() {
        return "unknown".into();
    }
    match seconds {
        s if s < 60.0 => format!("{s:.1} s"),
        s if s < 3600.0 => format!("{} min {:02} s", s as u64 / 60, s as u64 % 60),
        s if s < 86_400.0 => format!("{} h {:02} min", s as u64 / 3600, s as u64 % 3600 / 60),
        s => format!("{:.1} days", s / 86_400.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(grouped(45_819_264), "45,819,264");
        assert_eq!(grouped(7), "7");
        assert_eq!(bytes(1536), "1.5 KiB");
        assert_eq!(bytes(1023), "1023 bytes");
        assert_eq!(duration(245.0), "4 min 05 s");
        assert_eq!(duration(7400.0), "2 h 03 min");
        assert_eq!(duration(f64::INFINITY), "unknown");
    }
}
