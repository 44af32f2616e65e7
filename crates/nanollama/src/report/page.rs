//! A page under way: pieces are appended in order. All text is escaped.

use std::fmt::{Display, Write};

use super::chart::Chart;
use super::escape::escaped;

const STYLE: &str = "\
body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
h1,h2{line-height:1.2}h2{margin-top:2.2rem}
table{border-collapse:collapse;margin:1rem 0;width:100%}
td,th{text-align:left;padding:.25rem .8rem .25rem 0;border-bottom:1px solid #ddd;vertical-align:top}
td.n,th.n{text-align:right}
blockquote{margin:.6rem 0;padding:.4rem .9rem;border-left:3px solid #8aa;background:#f6f8f8;white-space:pre-line}
mark{background:#cfe8cf;color:inherit}svg{width:100%;height:auto}.note{color:#666}
@media(prefers-color-scheme:dark){body{color:#ddd;background:#16181a}td,th{border-color:#3a3d40}blockquote{background:#202426}mark{background:#2c4a30}
.note{color:#999}}";

/// A page.
pub(crate) struct Page {
    title: String,
    body: String,
}

impl Page {
    /// An empty page with its title as the heading.
    pub(crate) fn new(title: &str) -> Page {
        Page { title: title.to_owned(), body: format!("<h1>{}</h1>\n", escaped(title)) }
    }

    pub(crate) fn heading(&mut self, text: impl Display) {
        self.put("h2", "", text);
    }

    pub(crate) fn paragraph(&mut self, text: impl Display) {
        self.put("p", "", text);
    }

    /// A remark in grey.
    pub(crate) fn note(&mut self, text: impl Display) {
        self.put("p", " class=\"note\"", text);
    }

    /// What the model wrote; line ends stay.
    pub(crate) fn quote(&mut self, text: impl Display) {
        self.put("blockquote", "", text);
    }

    /// A text of which some stretches are marked.
    pub(crate) fn marked<'a>(&mut self, stretches: impl Iterator<Item = (bool, &'a str)>) {
        self.body.push_str("<blockquote>");
        for (marked, text) in stretches {
            let text = escaped(text);
            self.body.push_str(&if marked { format!("<mark>{text}</mark>") } else { text });
        }
        self.body.push_str("</blockquote>\n");
    }

    /// A table; columns from the second on are set to the right where `numbers` says so.
    pub(crate) fn table(&mut self, head: &[&str], rows: &[Vec<String>], numbers: bool) {
        let row = |tag: &str, cells: &mut dyn Iterator<Item = &str>| {
            let cells = cells.enumerate().map(|(at, cell)| {
                let class = if numbers && at > 0 { " class=\"n\"" } else { "" };
                format!("<{tag}{class}>{}</{tag}>", escaped(cell))
            });
            format!("<tr>{}</tr>\n", cells.collect::<String>())
        };
        self.body.push_str("<table>\n");
        self.body.push_str(&row("th", &mut head.iter().copied()));
        for cells in rows {
            self.body.push_str(&row("td", &mut cells.iter().map(String::as_str)));
        }
        self.body.push_str("</table>\n");
    }

    pub(crate) fn chart(&mut self, chart: &Chart<'_>) {
        self.body.push_str(&chart.svg());
        self.body.push('\n');
    }

    /// The whole file.
    pub(crate) fn html(&self) -> String {
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">\n<meta name=\"viewport\" \
             content=\"width=device-width,initial-scale=1\">\n<title>{}</title>\n<style>{STYLE}</style></head>\n<body>\n{}</body>\n</html>\n",
            escaped(&self.title),
            self.body
        )
    }

    fn put(&mut self, tag: &str, attributes: &str, text: impl Display) {
        let text = escaped(&text.to_string());
        let _infallible = writeln!(self.body, "<{tag}{attributes}>{text}</{tag}>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_model_writes_is_text() {
        let mut page = Page::new("a <b>");
        page.heading("samples");
        page.quote("</blockquote><script>alert(\"&\")</script>");
        page.table(&["area", "share"], &[vec!["<td>".into(), "5%".into()]], true);
        let html = page.html();
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains("&lt;script&gt;alert(&quot;&amp;&quot;)"), "{html}");
        assert!(html.contains("<td>&lt;td&gt;</td><td class=\"n\">5%</td>"), "{html}");
        assert_eq!(html.matches("<blockquote>").count(), 1);
    }
}
