//! Counts as people type them: `64k`, `1.5M`.

/// `128`, `64k`, `1.5M`, `2B`: a count with an optional suffix.
pub(super) fn parse_count(text: &str) -> Result<u64, String> {
    let (digits, factor) = match text.trim().char_indices().next_back() {
        Some((at, 'k' | 'K')) => (&text[..at], 1e3),
        Some((at, 'm' | 'M')) => (&text[..at], 1e6),
        Some((at, 'b' | 'B' | 'g' | 'G')) => (&text[..at], 1e9),
        _ => (text, 1.0),
    };
    if factor == 1.0 {
        return digits.trim().parse().map_err(|_| format!("{text:?} is not a whole number"));
    }
    let number: f64 = digits.trim().parse().map_err(|_| format!("{text:?} is not a number with K, M or B"))?;
    let count = number * factor;
    if !(0.0..=1e18).contains(&count) {
        return Err(format!("{text:?} is out of range"));
    }
    Ok(count as u64)
}

/// [`parse_count`] of something there must be at least one of.
pub(super) fn parse_positive_count(text: &str) -> Result<u64, String> {
    match parse_count(text)? {
        0 => Err("it must be at least 1".into()),
        count => Ok(count),
    }
}

/// Minutes, at least one and at most a month's.
pub(super) fn parse_minutes(text: &str) -> Result<f64, String> {
    let minutes: f64 = text.trim().parse().map_err(|_| format!("{text:?} is not a number of minutes"))?;
    match (1.0..=43_200.0).contains(&minutes) {
        true => Ok(minutes),
        false => Err(format!("{text:?} is out of range: from 1 to 43200 minutes")),
    }
}

/// Money for an hour.
pub(super) fn parse_price(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(price) if price.is_finite() && price >= 0.0 => Ok(price),
        _ => Err("must be a number, 0 or more".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_take_suffixes() {
        assert_eq!(parse_count("2048"), Ok(2048));
        assert_eq!(parse_count("1.5M"), Ok(1_500_000));
        assert_eq!(parse_count("64k"), Ok(64_000));
        assert_eq!(parse_minutes("2.5"), Ok(2.5));
        assert!(["0", "0.5", "-1", "nan", "inf", "x", "1e9"].iter().all(|text| parse_minutes(text).is_err()));
        assert!(parse_count("many").is_err());
        assert!(parse_count("-3").is_err());
        assert!(parse_count("-3k").is_err());
    }
}
