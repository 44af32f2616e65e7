//! A connection to a host: straight or through a proxy, plain or by TLS. How it waits is `socket`'s business.

use std::io::{self, ErrorKind, Read, Write};

use crate::address::Address;
use crate::base64;
use crate::environment::Settings;
use crate::socket::{Socket, dial};
use crate::tls::Tls;
use crate::watch::Watch;

/// A proxy's answer is short.
const MOST_PROXY_HEAD: usize = 16 << 10;

/// Read and written.
pub(crate) trait Wire: Read + Write {}

impl<T: Read + Write> Wire for T {}

/// A connection, and what a head must say on it.
pub(crate) struct Connected<'a> {
    pub(crate) wire: Box<dyn Wire + 'a>,
    /// A proxy that wants whole addresses, and its `Proxy-Authorization`.
    pub(crate) proxy: Option<Option<String>>,
}

/// Connects to whom an address names.
pub(crate) fn connect<'a>(
    address: &Address,
    settings: &Settings,
    tls: &dyn Fn() -> io::Result<&'a Tls>,
    watch: &'a dyn Watch,
) -> io::Result<Connected<'a>> {
    let Some(proxy) = settings.proxy(&address.host, address.secure) else {
        let socket = dial(&address.host, address.port, watch)?;
        return Ok(Connected { wire: secured(address, tls, socket)?, proxy: None });
    };
    let (proxy, login) = login(proxy)?;
    let mut socket = dial(&proxy.host, proxy.port, watch)?;
    if !address.secure {
        return Ok(Connected { wire: Box::new(socket), proxy: Some(login) });
    }
    tunnel(&mut socket, address, login.as_deref())?;
    Ok(Connected { wire: secured(address, tls, socket)?, proxy: None })
}

fn secured<'a>(
    address: &Address,
    tls: &dyn Fn() -> io::Result<&'a Tls>,
    socket: Socket<'a>,
) -> io::Result<Box<dyn Wire + 'a>> {
    if address.secure { Ok(Box::new(tls()?.over(&address.host, socket)?)) } else { Ok(Box::new(socket)) }
}

/// A proxy's address, and what its name and password become in a head.
fn login(proxy: &str) -> io::Result<(Address, Option<String>)> {
    let bare = if proxy.contains("://") { proxy.to_owned() } else { format!("http://{proxy}") };
    let Some(rest) = bare.strip_prefix("http://") else {
        let what = "the proxy of the environment is no http:// proxy; others are not spoken to";
        return Err(io::Error::new(ErrorKind::InvalidInput, what));
    };
    let (login, rest) = match rest.rsplit_once('@') {
        Some((login, rest)) => (Some(format!("Basic {}", base64::encode(decoded(login).as_bytes()))), rest),
        None => (None, rest),
    };
    let address = Address::parse(&format!("http://{rest}")).map_err(io::Error::other)?;
    Ok((address, login))
}

/// `%40` and its like in a name or a password.
fn decoded(text: &str) -> String {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        match part.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend_from_slice(&part.as_bytes()[2..]);
            }
            None => bytes.extend_from_slice(format!("%{part}").as_bytes()),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Asks a proxy for a way through to the host.
fn tunnel(socket: &mut Socket<'_>, address: &Address, login: Option<&str>) -> io::Result<()> {
    let host = format!("{}:{}", address.host, address.port);
    let login = login.map(|login| format!("Proxy-Authorization: {login}\r\n")).unwrap_or_default();
    socket.write_all(format!("CONNECT {host} HTTP/1.1\r\nHost: {host}\r\n{login}\r\n").as_bytes())?;
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if head.len() > MOST_PROXY_HEAD || socket.read(&mut byte)? == 0 {
            return Err(io::Error::other("the proxy of the environment gave no answer that can be read"));
        }
        head.push(byte[0]);
    }
    let line = String::from_utf8_lossy(head.split(|byte| *byte == b'\r').next().unwrap_or_default()).into_owned();
    match line.split_whitespace().nth(1) {
        Some("200") => Ok(()),
        _ => {
            let what = format!("the proxy of the environment refuses: {line}");
            Err(io::Error::new(ErrorKind::InvalidInput, what))
        }
    }
}
