//! Which beginnings of texts are in the cache: a tree of pages, found by the tokens they hold.
//!
//! A node is a page of 64 tokens behind those of its parent; the last page of a finished text may hold fewer and has no
//! children. Tokens are compared, not hashed, so what is found is right. Pages are kept until room is needed; then the one
//! that was used the longest time ago goes first, never one that a sequence still holds and never one before its children.

use std::cmp::Ordering;
use std::sync::Arc;

use nanollama_kernel::rows::PAGE;
use nanollama_model::{Page, Sequence};

/// What pages are computed with. Only under an equal key is a page of use.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PrefixKey {
    /// [`nanollama_model::Model::version`].
    pub(crate) weights: u64,
    pub(crate) adapters: Arc<[AdapterKey]>,
}

/// An adapter that pages are computed with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct AdapterKey {
    /// [`nanollama_model::Adapters::find`].
    pub(crate) version: u64,
    pub(crate) scale: f32,
}

/// A total order that brings texts of equal adapters together, whatever their scales.
pub(crate) fn compare_adapters(a: &[AdapterKey], b: &[AdapterKey]) -> Ordering {
    let versions = || a.iter().map(|adapter| adapter.version).cmp(b.iter().map(|adapter| adapter.version));
    let scales = || a.iter().zip(b).map(|(a, b)| a.scale.total_cmp(&b.scale)).find(|order| order.is_ne());
    versions().then_with(|| scales().unwrap_or(Ordering::Equal))
}

/// A place in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The beginning of all texts of a key.
    Root(usize),
    Node(usize),
}

struct Node {
    parent: Place,
    children: Vec<usize>,
    /// At most 64.
    tokens: Vec<u32>,
    page: Page,
    /// When a text last began with it or it was published.
    used: u64,
}

struct Root {
    key: PrefixKey,
    children: Vec<usize>,
}

/// The tree, one root a key.
#[derive(Default)]
pub(crate) struct Prefixes {
    roots: Vec<Root>,
    /// Indices stay; what was removed leaves a gap to be filled.
    nodes: Vec<Option<Node>>,
    clock: u64,
}

impl Prefixes {
    /// The longest beginning of `tokens`, at most `most` of them, that is in the cache. Of its last page perhaps only the
    /// first tokens are shared.
    pub(crate) fn find(&self, key: &PrefixKey, tokens: &[u32], most: usize) -> Sequence {
        let (path, length) = self.path(key, tokens, most);
        let pages = path.into_iter().map(|index| self.node(index).page.clone()).collect();
        Sequence::from_pages(pages, length).expect("every page but the last is full")
    }

    /// Notes that what [`Prefixes::find`] finds is used now.
    pub(crate) fn touch(&mut self, key: &PrefixKey, tokens: &[u32], most: usize) {
        self.clock += 1;
        for index in self.path(key, tokens, most).0 {
            let clock = self.clock;
            self.node_mut(index).used = clock;
        }
    }

    /// The nodes that hold the longest beginning of `tokens`, and its length.
    fn path(&self, key: &PrefixKey, tokens: &[u32], most: usize) -> (Vec<usize>, usize) {
        let (mut path, mut length) = (Vec::new(), 0);
        let mut place = self.roots.iter().position(|root| root.key == *key).map(Place::Root);
        while let Some(at) = place.take() {
            let rest = &tokens[length..most.min(tokens.len())];
            let shared = |&child: &usize| common(&self.node(child).tokens, rest);
            // Of equals the first: which one is found must not depend on chance.
            let best = self.children(at).iter().rev().copied().max_by_key(shared);
            let Some((child, count)) = best.map(|child| (child, shared(&child))).filter(|(_, count)| *count > 0) else {
                break;
            };
            path.push(child);
            length += count;
            place = (count == PAGE).then_some(Place::Node(child));
        }
        (path, length)
    }

    /// Makes the pages of `sequence`, which hold `tokens`, findable: the full ones, and with `last` the partly filled one,
    /// too. Where a page of the same tokens is there already, the sequence takes that one for its own.
    pub(crate) fn publish(&mut self, key: &PrefixKey, tokens: &[u32], sequence: &mut Sequence, last: bool) {
        self.clock += 1;
        let tokens = &tokens[..sequence.len()];
        let mut place = self.root(key);
        for (index, chunk) in tokens.chunks(PAGE).enumerate() {
            let full = chunk.len() == PAGE;
            if !full && !last {
                break;
            }
            let holds = |&child: &usize| self.node(child).tokens.starts_with(chunk);
            let child = match self.children(place).iter().copied().find(holds) {
                Some(child) => {
                    if full {
                        sequence.replace_page(index, self.node(child).page.clone());
                    }
                    child
                }
                None => self.insert(place, chunk, sequence.pages()[index].clone()),
            };
            let clock = self.clock;
            self.node_mut(child).used = clock;
            place = Place::Node(child);
        }
    }

    /// Drops the page that was used the longest time ago, of those that nobody else holds. False when there is none.
    pub(crate) fn evict(&mut self) -> bool {
        let leaf = |(index, node): (usize, &Option<Node>)| {
            let node = node.as_ref().filter(|node| node.children.is_empty() && !node.page.is_shared())?;
            Some((node.used, index))
        };
        // Pages of one text were used at one time: its end, which has the greatest index, goes first.
        let oldest =
            self.nodes.iter().enumerate().filter_map(leaf).min_by_key(|&(used, index)| (used, usize::MAX - index));
        oldest.is_some_and(|(_, index)| self.remove(index))
    }

    /// Drops a page although a sequence holds it, so that this sequence alone has it. False when it is not here or others
    /// lie behind it.
    pub(crate) fn forget(&mut self, page: &Page) -> bool {
        let is_it = |node: &Option<Node>| node.as_ref().is_some_and(|n| n.page == *page && n.children.is_empty());
        self.nodes.iter().position(is_it).is_some_and(|index| self.remove(index))
    }

    /// Pages that nobody else holds: what eviction can free in all.
    pub(crate) fn evictable(&self) -> usize {
        self.nodes.iter().flatten().filter(|node| !node.page.is_shared()).count()
    }

    /// Drops all.
    pub(crate) fn clear(&mut self) {
        self.roots.clear();
        self.nodes.clear();
    }

    fn insert(&mut self, parent: Place, tokens: &[u32], page: Page) -> usize {
        // A partly filled page whose tokens begin this one is of no further use.
        let begins = |&&child: &&usize| tokens.starts_with(&self.node(child).tokens);
        let shorter: Vec<usize> = self.children(parent).iter().filter(begins).copied().collect();
        for child in shorter {
            self.remove(child);
        }
        let node = Node { parent, children: Vec::new(), tokens: tokens.to_vec(), page, used: self.clock };
        let index = match self.nodes.iter().position(Option::is_none) {
            Some(gap) => {
                self.nodes[gap] = Some(node);
                gap
            }
            None => {
                self.nodes.push(Some(node));
                self.nodes.len() - 1
            }
        };
        self.children_mut(parent).push(index);
        index
    }

    fn remove(&mut self, index: usize) -> bool {
        let Some(node) = self.nodes[index].take() else { return false };
        self.children_mut(node.parent).retain(|&child| child != index);
        true
    }

    /// The root of a key. Roots of other weights go once nothing hangs on them.
    fn root(&mut self, key: &PrefixKey) -> Place {
        if let Some(index) = self.roots.iter().position(|root| root.key == *key) {
            return Place::Root(index);
        }
        let root = Root { key: key.clone(), children: Vec::new() };
        match self.roots.iter().position(|root| root.children.is_empty()) {
            Some(index) => {
                self.roots[index] = root;
                Place::Root(index)
            }
            None => {
                self.roots.push(root);
                Place::Root(self.roots.len() - 1)
            }
        }
    }

    fn children(&self, of: Place) -> &[usize] {
        match of {
            Place::Root(index) => &self.roots[index].children,
            Place::Node(index) => &self.node(index).children,
        }
    }

    fn children_mut(&mut self, of: Place) -> &mut Vec<usize> {
        match of {
            Place::Root(index) => &mut self.roots[index].children,
            Place::Node(index) => &mut self.node_mut(index).children,
        }
    }

    fn node(&self, index: usize) -> &Node {
        self.nodes[index].as_ref().expect("a child is removed from its parent's list before its place is empty")
    }

    fn node_mut(&mut self, index: usize) -> &mut Node {
        self.nodes[index].as_mut().expect("a child is removed from its parent's list before its place is empty")
    }
}

/// Tokens that both begin with.
pub(crate) fn common(a: &[u32], b: &[u32]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}
