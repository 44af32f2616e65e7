//! Addresses: `http` or `https`, host, port, and what is asked of it.

use crate::error::{Error, Result};

/// Where a request goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    pub(crate) secure: bool,
    pub(crate) host: String,
    pub(crate) port: u16,
    /// Path and query, from the first slash.
    pub(crate) target: String,
}

impl Address {
    pub(crate) fn parse(url: &str) -> Result<Address> {
        let refuse = |what| Error::Address { url: without_query(url).to_owned(), what };
        let (secure, rest) = match (url.strip_prefix("https://"), url.strip_prefix("http://")) {
            (Some(rest), _) => (true, rest),
            (_, Some(rest)) => (false, rest),
            _ => return Err(refuse("it begins with neither https:// nor http://")),
        };
        let at = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, target) = rest.split_at(at);
        let target = target.split('#').next().unwrap_or_default();
        let target = if target.starts_with('/') { target.to_owned() } else { format!("/{target}") };
        if authority.contains('@') {
            return Err(refuse("it holds a name or a password"));
        }
        let (host, port) = match authority.rsplit_once(':').filter(|(_, port)| !port.ends_with(']')) {
            Some((host, port)) => (host, port.parse().map_err(|_| refuse("its port is no number"))?),
            None => (authority, if secure { 443 } else { 80 }),
        };
        let host = host.trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase();
        let plain = |c: char| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c);
        if host.is_empty() || !host.chars().all(plain) || !target.chars().all(plain) {
            return Err(refuse("it has no host, or a character that no address has"));
        }
        Ok(Address { secure, host, port, target })
    }

    /// Where a `Location` leads to, as it stands or from here.
    pub(crate) fn join(&self, location: &str) -> Result<Address> {
        if location.contains("://") {
            return Address::parse(location);
        }
        if let Some(rest) = location.strip_prefix("//") {
            return Address::parse(&format!("{}://{rest}", if self.secure { "https" } else { "http" }));
        }
        if location.starts_with('/') {
            return Address::parse(&format!("{}{location}", self.origin()));
        }
        let folder = without_query(&self.target).rsplit_once('/').map_or("", |(folder, _)| folder);
        Address::parse(&format!("{}{folder}/{location}", self.origin()))
    }

    /// Scheme, host and port: who is asked.
    pub(crate) fn origin(&self) -> String {
        let scheme = if self.secure { "https" } else { "http" };
        format!("{scheme}://{}", self.authority())
    }

    /// Host and port, as a head names them.
    pub(crate) fn authority(&self) -> String {
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        let usual = if self.secure { 443 } else { 80 };
        if self.port == usual { host } else { format!("{host}:{}", self.port) }
    }

    /// What may be shown: signatures of the query are left out.
    pub(crate) fn shown(&self) -> String {
        format!("{}{}", self.origin(), without_query(&self.target))
    }
}

fn without_query(url: &str) -> &str {
    url.split('?').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_joined() {
        let hub = Address::parse("https://huggingface.co/a/b?c=d#e").unwrap();
        assert_eq!((hub.secure, hub.port, hub.target.as_str()), (true, 443, "/a/b?c=d"));
        assert_eq!(hub.shown(), "https://huggingface.co/a/b");
        for (location, whole) in [
            ("/x", "https://huggingface.co/x"),
            ("x?y", "https://huggingface.co/a/x"),
            ("//cdn.hf.co:8443/x", "https://cdn.hf.co:8443/x"),
            ("http://[::1]:80/x", "http://[::1]/x"),
        ] {
            assert_eq!(hub.join(location).unwrap().shown(), whole);
        }
        for bad in [
            "ftp://x/",
            "huggingface.co",
            "https:///x",
            "https://a:b@c/",
            "https://a:99999/",
            "http://a/b c",
            "http://a/\r\nX:",
        ] {
            assert!(Address::parse(bad).is_err(), "{bad}");
        }
    }
}
