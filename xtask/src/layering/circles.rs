//! Circles among the files of a crate: a file that needs another which, by some way, needs it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};

use super::arrows::Arrows;

/// Files that all need each other, in order of name.
pub(crate) type Circle = Vec<PathBuf>;

/// Every largest set of files that need each other; none is empty or of one file.
pub(crate) fn find(arrows: &Arrows) -> Vec<Circle> {
    let reach: BTreeMap<&PathBuf, BTreeSet<&PathBuf>> =
        arrows.keys().map(|file| (file, reachable(arrows, file))).collect();
    let mut seen = BTreeSet::new();
    let mut circles = Vec::new();
    for (file, reached) in &reach {
        if seen.contains(file) || !reached.contains(file) {
            continue;
        }
        let circle: Circle = reached
            .iter()
            .filter(|other| reach.get(*other).is_some_and(|r| r.contains(file)))
            .map(|p| (*p).clone())
            .collect();
        seen.extend(circle.iter().filter_map(|p| reach.get_key_value(p).map(|(k, _)| *k)));
        circles.push(circle);
    }
    circles
}

fn reachable<'a>(arrows: &'a Arrows, from: &PathBuf) -> BTreeSet<&'a PathBuf> {
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<&PathBuf> = arrows.get(from).into_iter().flat_map(BTreeMap::keys).collect();
    while let Some(file) = waiting.pop() {
        if reached.insert(file) {
            waiting.extend(arrows.get(file).into_iter().flat_map(BTreeMap::keys));
        }
    }
    reached
}

/// The circle in words: its files, and the arrows of a shortest way round.
pub(crate) fn describe(arrows: &Arrows, circle: &Circle, root: &Path) -> String {
    let short = |path: &PathBuf| path.strip_prefix(root).unwrap_or(path).display().to_string();
    let files: Vec<String> = circle.iter().map(short).collect();
    let mut text = format!("these files import each other: {}", files.join(", "));
    for (from, to) in shortest(arrows, circle) {
        let reason = &arrows[&from][&to];
        text.push_str(&format!("\n    {}:{} needs {} for `{}`", short(&from), reason.line, short(&to), reason.path));
    }
    text
}

/// The arrows of a shortest way round within the circle.
fn shortest(arrows: &Arrows, circle: &Circle) -> Vec<(PathBuf, PathBuf)> {
    let mut best: Vec<(PathBuf, PathBuf)> = Vec::new();
    for start in circle {
        let mut came_from: BTreeMap<&PathBuf, &PathBuf> = BTreeMap::new();
        let mut waiting = VecDeque::from([start]);
        while let Some(file) = waiting.pop_front() {
            for next in arrows.get(file).into_iter().flat_map(BTreeMap::keys).filter(|next| circle.contains(next)) {
                if !came_from.contains_key(next) {
                    came_from.insert(next, file);
                    waiting.push_back(next);
                }
            }
        }
        let mut way = Vec::new();
        let mut at = start;
        while let Some(before) = came_from.get(at) {
            way.push(((*before).clone(), at.clone()));
            at = before;
            if at == start {
                break;
            }
        }
        way.reverse();
        if best.is_empty() || way.len() < best.len() {
            best = way;
        }
    }
    best
}
