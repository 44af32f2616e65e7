//! Curves over steps as an SVG.

use std::fmt::Write;

use super::escape::escaped;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 280.0;
/// Room for the numbers at the axes.
const LEFT: f64 = 48.0;
const BOTTOM: f64 = 34.0;
const TOP: f64 = 24.0;
/// Names of curves in a line, and how far lines of them are apart.
const NAMES: usize = 3;
const NAMES_APART: f64 = 16.0;
/// Lines across.
const RULES: usize = 4;
const COLOURS: [&str; 6] = ["#2a7f8e", "#c0562f", "#7a6ab0", "#5a8a2f", "#b08a1a", "#a04070"];
/// Points of one curve that are drawn; of more, groups are drawn by their mean.
const POINTS: usize = 400;

/// A named curve: x ascending.
pub(crate) struct Curve<'a> {
    pub(crate) name: &'a str,
    pub(crate) points: Vec<(f64, f64)>,
}

/// Curves over a common x.
pub(crate) struct Chart<'a> {
    /// What x counts.
    pub(crate) x: &'a str,
    pub(crate) curves: Vec<Curve<'a>>,
}

impl Chart<'_> {
    /// The drawing. Points that are no finite numbers are left out; without two others there is none, and a line says so.
    pub(super) fn svg(&self) -> String {
        let curves: Vec<(&str, Vec<(f64, f64)>)> =
            self.curves.iter().map(|curve| (curve.name, thinned(curve))).collect();
        let all = || curves.iter().flat_map(|(_, points)| points.iter().copied());
        if all().count() < 2 {
            return "<p class=\"note\">There is nothing to draw.</p>".into();
        }
        let range = |of: fn((f64, f64)) -> f64| {
            let (low, high) = all().map(of).fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(v), h.max(v)));
            (low, if high > low { high } else { low + 1.0 })
        };
        let ((left, right), (low, high)) = (range(|p| p.0), range(|p| p.1));
        let x = |value: f64| LEFT + (value - left) / (right - left) * (WIDTH - LEFT - 8.0);
        let top = TOP + NAMES_APART * (curves.len().div_ceil(NAMES) - 1) as f64;
        let y = |value: f64| HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - BOTTOM - top);
        let mut svg =
            format!("<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" font-size=\"12\" fill=\"currentColor\">\n");
        for rule in 0..=RULES {
            let value = low + (high - low) * rule as f64 / RULES as f64;
            let at = y(value);
            let _infallible = writeln!(
                svg,
                "<line x1=\"{LEFT}\" x2=\"{WIDTH}\" y1=\"{at:.1}\" y2=\"{at:.1}\" stroke=\"currentColor\" opacity=\".15\"/>\
                 <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
                LEFT - 6.0,
                at + 4.0,
                label(value, high - low)
            );
        }
        let _infallible = writeln!(
            svg,
            "<text x=\"{LEFT}\" y=\"{:.1}\">{left:.0}</text><text x=\"{WIDTH}\" y=\"{:.1}\" text-anchor=\"end\">{} {right:.0}</text>",
            HEIGHT - 12.0,
            HEIGHT - 12.0,
            escaped(self.x)
        );
        for (number, (name, points)) in curves.iter().enumerate() {
            let colour = COLOURS[number % COLOURS.len()];
            let path: Vec<String> = points.iter().map(|p| format!("{:.1},{:.1}", x(p.0), y(p.1))).collect();
            let _infallible = writeln!(
                svg,
                "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>\
                 <text x=\"{:.1}\" y=\"{}\" fill=\"{colour}\">{}</text>",
                path.join(" "),
                LEFT + 190.0 * (number % NAMES) as f64,
                14.0 + NAMES_APART * (number / NAMES) as f64,
                escaped(name)
            );
        }
        svg + "</svg>"
    }
}

/// A number at the axis: as many digits as tell the rules apart.
fn label(value: f64, span: f64) -> String {
    match span {
        span if span >= 20_000.0 => format!("{:.0}K", value / 1e3),
        span if span >= 100.0 => format!("{value:.0}"),
        span if span >= 0.1 => format!("{value:.2}"),
        span if span >= 0.001 => format!("{value:.4}"),
        _ => format!("{value:.1e}"),
    }
}

/// The finite points, at most [`POINTS`] of them: means of neighbours.
fn thinned(curve: &Curve<'_>) -> Vec<(f64, f64)> {
    let finite: Vec<(f64, f64)> = curve.points.iter().copied().filter(|p| p.0.is_finite() && p.1.is_finite()).collect();
    let group = finite.len().div_ceil(POINTS).max(1);
    let mean = |points: &[(f64, f64)]| {
        let count = points.len() as f64;
        (points.iter().map(|p| p.0).sum::<f64>() / count, points.iter().map(|p| p.1).sum::<f64>() / count)
    };
    finite.chunks(group).map(mean).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_lie_within_the_drawing() {
        let points = (0..5000).map(|step| (f64::from(step), 8.0 - f64::from(step).sqrt() / 20.0)).collect();
        let odd = vec![(0.0, f64::NAN), (10.0, 4.0), (4999.0, 2.0)];
        let curves = vec![Curve { name: "loss", points }, Curve { name: "a<b", points: odd }];
        let svg = Chart { x: "step", curves }.svg();
        assert!(!svg.contains("NaN") && svg.contains("a&lt;b"));
        let lines: Vec<&str> = svg.split("points=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert_eq!(lines.len(), 2);
        let count = |line: &str| line.split(' ').count();
        assert!(count(lines[0]) <= POINTS && count(lines[0]) > POINTS / 2);
        assert_eq!(count(lines[1]), 2);
        for point in lines.iter().flat_map(|line| line.split(' ')) {
            let (x, y) = point.split_once(',').unwrap();
            let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
            assert!((LEFT..=WIDTH).contains(&x) && (0.0..=HEIGHT).contains(&y), "{point}");
        }
    }

    #[test]
    fn numbers_at_the_axis_tell_its_rules_apart() {
        assert_eq!([label(5.25, 3.0), label(0.0125, 0.05), label(1234.5, 900.0)], ["5.25", "0.0125", "1234"]);
        assert_eq!([label(26_000.0, 30_000.0), label(3e-5, 9e-5)], ["26K", "3.0e-5"]);
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        let chart = Chart { x: "step", curves: vec![Curve { name: "loss", points: vec![(1.0, f64::NAN)] }] };
        assert!(chart.svg().contains("nothing to draw"));
    }
}
