//! Who may ask: whoever has the key, and where there is none, whoever reaches this machine by its own name. A page of another
//! site that a browser shows reaches it, too; its `Origin` or a foreign `Host` gives it away.

use axum::http::{HeaderMap, header};

use crate::failure::Failure;

/// Names by which a machine calls itself.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Who may ask.
#[derive(Clone, Default)]
pub struct Access {
    /// What every request has to show, if anything.
    pub key: Option<String>,
    /// The hosts that a request may name beside this machine's own names, where no key is required. `None`: any.
    pub hosts: Option<Vec<String>>,
}

impl Access {
    /// Whether a request with these headers may be looked at. `open`: it needs no key (a page that asks for one, a look at
    /// the server's health).
    pub(crate) fn check(&self, headers: &HeaderMap, open: bool) -> Result<(), Failure> {
        match &self.key {
            Some(_) if open => Ok(()),
            Some(key) => check_key(headers, key),
            None => self.check_host(headers),
        }
    }

    fn check_host(&self, headers: &HeaderMap) -> Result<(), Failure> {
        let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default());
        let host = text(header::HOST).unwrap_or_default();
        // Whoever may come by any name may come from any page: behind a proxy neither is what a browser sees.
        let Some(hosts) = &self.hosts else { return Ok(()) };
        let name = without_port(host);
        if !LOOPBACK.contains(&name) && !hosts.iter().any(|known| *known == name) {
            return Err(Failure::forbidden(format!("this server does not answer to the host {name:?}")));
        }
        match text(header::ORIGIN).map(|origin| origin.split_once("://").map_or(origin, |(_, rest)| rest)) {
            Some(origin) if origin != host => {
                Err(Failure::forbidden(format!("pages of {origin:?} may not use this server")))
            }
            _ => Ok(()),
        }
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        // The colons of a bare IPv6 address are no port's.
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !name.ends_with(':') => name,
        _ => host,
    }
}

fn check_key(headers: &HeaderMap, key: &str) -> Result<(), Failure> {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let bearer = bearer.and_then(|value| value.split_once(' '));
    let given = match bearer {
        Some((scheme, given)) if scheme.eq_ignore_ascii_case("bearer") => Some(given.trim()),
        _ => headers.get("x-api-key").and_then(|value| value.to_str().ok()),
    };
    match given {
        Some(given) if equal(given.as_bytes(), key.as_bytes()) => Ok(()),
        Some(_) => Err(Failure::unauthorised("the API key is wrong")),
        None => Err(Failure::unauthorised("this server needs an API key: `Authorization: Bearer KEY`")),
    }
}

/// In a time that depends on the length of what was given alone.
fn equal(given: &[u8], key: &[u8]) -> bool {
    let mut differ = given.len() ^ key.len();
    for (place, byte) in given.iter().enumerate() {
        let expected = key.get(place % key.len().max(1)).copied().unwrap_or(0);
        differ |= usize::from(std::hint::black_box(byte ^ expected));
    }
    differ == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn keys_are_equal_or_not() {
        assert!(equal(b"abc", b"abc") && equal(b"", b""));
        for wrong in [&b"ab"[..], b"abd", b"abcabc", b"", b"Abc"] {
            assert!(!equal(wrong, b"abc"));
        }
        assert!(!equal(b"a", b""));
    }

    #[test]
    fn a_key_comes_as_a_bearer_or_by_its_own_header() {
        let access = Access { key: Some("secret".into()), hosts: Some(Vec::new()) };
        let check = |pairs: &[(&'static str, &str)]| access.check(&headers(pairs), false).is_ok();
        assert!(check(&[("authorization", "Bearer secret")]) && check(&[("authorization", "bearer secret")]));
        assert!(
            check(&[("x-api-key", "secret")]) && check(&[("authorization", "Bearer secret"), ("host", "evil.com")])
        );
        assert!(!check(&[]) && !check(&[("authorization", "Bearer secre")]) && !check(&[("authorization", "secret")]));
        assert!(access.check(&HeaderMap::new(), true).is_ok());
    }

    #[test]
    fn without_a_key_the_host_must_be_this_machine() {
        let access = Access { key: None, hosts: Some(vec!["box.local".into()]) };
        let check = |pairs: &[(&'static str, &str)]| access.check(&headers(pairs), false).is_ok();
        for good in ["localhost", "localhost:8080", "127.0.0.1:80", "[::1]", "[::1]:8080", "box.local:1"] {
            assert!(check(&[("host", good)]), "{good}");
            assert!(check(&[("host", good), ("origin", &format!("http://{good}"))]), "{good}");
            assert!(!check(&[("host", good), ("origin", "http://evil.com")]), "{good}");
            assert!(!check(&[("host", good), ("origin", "null")]), "{good}");
        }
        for bad in ["", "evil.com", "localhost.evil.com", "127.0.0.1.evil.com:80", "::1"] {
            assert!(!check(&[("host", bad)]), "{bad}");
        }
        assert!(!check(&[]));
        let any = Access { key: None, hosts: None };
        assert!(any.check(&headers(&[("host", "evil.com")]), false).is_ok());
    }
}
