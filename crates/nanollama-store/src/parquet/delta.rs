//! The lengths of delta-encoded texts, read before the decoder allocates by them: what they add up to must be bounded by
//! the page. Encodings: <https://github.com/apache/parquet-format/blob/master/Encodings.md>.

/// The texts of a DELTA_BYTE_ARRAY page may add up to this many times its bytes, and [`SLACK`] more: each shares a beginning
/// with the one before it, which costs no bytes.
const RATIO: u64 = 1024;
const SLACK: u64 = 4 << 20;

/// Refuses a page of texts without their shared beginnings that does not hold what its lengths say.
pub(super) fn check_lengths(data: &[u8], most: u64) -> Result<(), String> {
    let (lengths, behind) = numbers(data, most)?;
    sum(&lengths).filter(|sum| *sum <= behind.len() as u64).map(|_| ()).ok_or_else(too_long)
}

/// Refuses a page of texts with shared beginnings whose texts are longer than it can hold, or share more than there is.
pub(super) fn check_prefixes(data: &[u8], most: u64) -> Result<(), String> {
    let (shared, behind) = numbers(data, most)?;
    let (own, behind) = numbers(behind, most)?;
    if shared.len() != own.len() {
        return Err(format!("a delta page of {} beginnings for {} texts", shared.len(), own.len()));
    }
    sum(&own).filter(|sum| *sum <= behind.len() as u64).ok_or_else(too_long)?;
    let (mut before, mut all) = (0u64, 0u64);
    for (shared, own) in shared.iter().zip(&own) {
        let shared = u64::try_from(*shared).ok().filter(|shared| *shared <= before).ok_or_else(too_long)?;
        before = shared + own.unsigned_abs();
        all = all.saturating_add(before);
    }
    if all > (data.len() as u64).saturating_mul(RATIO).saturating_add(SLACK) {
        return Err(format!("a delta page of {} bytes whose texts have {all}", data.len()));
    }
    Ok(())
}

fn too_long() -> String {
    "a delta page whose texts are longer than it".into()
}

/// The sum of lengths; None when one is below zero.
fn sum(lengths: &[i64]) -> Option<u64> {
    lengths.iter().try_fold(0u64, |sum, length| Some(sum.saturating_add(u64::try_from(*length).ok()?)))
}

/// Numbers in DELTA_BINARY_PACKED, at best `most` of them, and what follows them.
pub(super) fn numbers(mut data: &[u8], most: u64) -> Result<(Vec<i64>, &[u8]), String> {
    let cut = || "a delta page that is cut off".to_owned();
    let header = "a delta page without a header";
    let (block, miniblocks) = (varint(&mut data).ok_or(header)?, varint(&mut data).ok_or(header)?);
    let (count, first) = (varint(&mut data).ok_or(header)?, varint(&mut data).ok_or(header)?);
    if count > most || block > 1 << 16 || miniblocks == 0 || miniblocks > 1 << 9 || block % miniblocks != 0 {
        return Err(format!("a delta page of {count} lengths in blocks of {block} by {miniblocks} for {most} values"));
    }
    let each = (block / miniblocks) as usize;
    let mut numbers: Vec<i64> = (count > 0).then(|| zigzag(first)).into_iter().collect();
    while (numbers.len() as u64) < count {
        if each == 0 {
            return Err("a delta page with empty blocks".into());
        }
        let least = zigzag(varint(&mut data).ok_or_else(cut)?);
        let (widths, rest) = data.split_at_checked(miniblocks as usize).ok_or_else(cut)?;
        data = rest;
        for &width in widths {
            let left = (count - numbers.len() as u64) as usize;
            if left == 0 {
                break;
            }
            if width > 64 {
                return Err(format!("a delta page of numbers of {width} bits"));
            }
            let bytes = (each * usize::from(width)).div_ceil(8);
            let (packed, rest) = data.split_at_checked(bytes).ok_or_else(cut)?;
            data = rest;
            for at in 0..each.min(left) {
                let before = numbers.last().copied().unwrap_or(0);
                let delta = least.wrapping_add(bits(packed, at * usize::from(width), width) as i64);
                numbers.push(before.wrapping_add(delta));
            }
        }
    }
    Ok((numbers, data))
}

/// `width` bits from bit `from` on, the lowest first.
fn bits(packed: &[u8], from: usize, width: u8) -> u64 {
    let bit = |at: usize| u64::from(packed[at / 8] >> (at % 8) & 1);
    (0..usize::from(width)).fold(0, |value, at| value | bit(from + at) << at)
}

fn varint(data: &mut &[u8]) -> Option<u64> {
    let mut value = 0u64;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = data.split_first()?;
        *data = rest;
        value |= u64::from(byte & 127) << shift;
        if byte < 128 {
            return Some(value);
        }
    }
    None
}

fn zigzag(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_formats_example() {
        // 1, 2, 3, 4, 5: all deltas are 1. Then 7, 5, 3, 1, 2, 3, 4, 5.
        assert_eq!(numbers(&[128, 1, 4, 5, 2, 2, 0, 0, 0, 0, 9], 5).unwrap(), (vec![1, 2, 3, 4, 5], &[9u8][..]));
        let mixed = [&[128, 1, 4, 8, 14, 3, 2, 0, 0, 0, 0xc0, 0x3f, 0, 0, 0, 0, 0, 0][..], &[7]].concat();
        assert_eq!(numbers(&mixed, 8).unwrap(), (vec![7, 5, 3, 1, 2, 3, 4, 5], &[7u8][..]));
    }

    #[test]
    fn headers_and_sums_are_bounded() {
        assert!(numbers(&[128, 1, 4, 4, 0], 3).unwrap_err().contains("4 lengths"));
        assert!(numbers(&[128, 1, 4, 255, 255, 255, 255, 127, 0], 3).is_err());
        assert!(numbers(&[255, 255, 255, 127, 4, 3, 0], 3).unwrap_err().contains("blocks"));
        assert!(numbers(&[128, 1, 4], 3).unwrap_err().contains("without a header"));
        assert!(numbers(&[128, 1, 4, 3, 2], 3).unwrap_err().contains("cut off"));
        // One length of 3 with two bytes behind it.
        assert!(check_lengths(&[128, 1, 4, 1, 6, b'a', b'b'], 1).unwrap_err().contains("longer"));
        assert!(check_lengths(&[128, 1, 4, 1, 4, b'a', b'b'], 1).is_ok());
        // The first text cannot share a beginning.
        let one = |number: u8| [128, 1, 4, 1, number];
        assert!(check_prefixes(&[&one(2)[..], &one(2), b"a"].concat(), 1).unwrap_err().contains("longer"));
        assert!(check_prefixes(&[&one(0)[..], &one(2), b"a"].concat(), 1).is_ok());
    }
}
