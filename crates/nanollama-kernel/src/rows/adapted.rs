//! Which rows of a launch are computed with adapters, and how much each counts.
//!
//! A segment names a list of adapters. Scales are data of the rows, so one prepared plan serves every mixture. What an
//! adapter changes is `adapter`'s business.

/// One adapter of a segment's list.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(C)]
pub struct Adapted {
    /// The segment's first row.
    pub first_row: u32,
    /// Its rows.
    pub rows: u32,
    /// Index of the adapter in the list that an execution is given.
    pub adapter: u32,
    /// Factor on what it adds; 1 is as it was trained.
    pub scale: f32,
}

impl Adapted {
    /// One past its last row.
    pub(crate) fn end(&self) -> u32 {
        self.first_row + self.rows
    }
}

/// What is wrong with lists for segments of these (first row, rows), if something is: every list is a segment's, in the order
/// of the rows, and every scale a finite number other than 0.
pub(super) fn fault(lists: &[Adapted], mut segments: impl Iterator<Item = (u32, u32)>) -> Option<String> {
    let mut current = None;
    for (index, adapted) in lists.iter().enumerate() {
        let place = (adapted.first_row, adapted.rows);
        if current != Some(place) && !segments.any(|segment| segment == place) {
            let (first, rows) = place;
            return Some(format!("adapter {index} is named by rows {first}..{first}+{rows}, which are no segment"));
        }
        current = Some(place);
        if !adapted.scale.is_finite() || adapted.scale == 0.0 {
            return Some(format!("adapter {index} has the scale {}", adapted.scale));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::rows::Rows;

    #[test]
    fn lists_are_those_of_segments() {
        let mut rows = Rows::default();
        rows.push(&[1, 2, 3], 0, []);
        rows.adapt(&[(1, 0.5), (7, 0.0), (0, -2.0)]);
        rows.push(&[4], 0, []);
        rows.push(&[5, 6], 0, []);
        rows.adapt(&[(0, 1.0)]);
        let lists: Vec<_> = rows.adapted.iter().map(|a| (a.first_row, a.rows, a.adapter, a.scale)).collect();
        assert_eq!(lists, [(0, 3, 1, 0.5), (0, 3, 0, -2.0), (4, 2, 0, 1.0)]);
        rows.validate(8, 8, 0).unwrap();
        let mut moved = rows.clone();
        moved.adapted[2].first_row = 3;
        assert!(moved.validate(8, 8, 0).unwrap_err().to_string().contains("no segment"));
        moved = rows.clone();
        moved.adapted.swap(0, 2);
        assert!(moved.validate(8, 8, 0).is_err());
        rows.adapted[0].scale = f32::NAN;
        assert!(rows.validate(8, 8, 0).unwrap_err().to_string().contains("NaN"));
    }
}
