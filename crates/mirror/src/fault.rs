//! What can go wrong on the way, as the field has seen it: each once for a request.

/// A fault of one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The connection is closed before a word is said.
    Silence,
    /// The connection is closed inside the head.
    HalfHead,
    /// What is said is no HTTP.
    Noise,
    /// The body ends in its middle.
    Truncated,
    /// The body comes in chunks and ends in its middle.
    TruncatedChunks,
    /// The body comes in chunks, whole.
    Chunks,
    /// A bit in the middle is another.
    Flipped,
    /// The last byte is another.
    FlippedEnd,
    /// The body is shorter, and its head says so.
    Short,
    /// The body is longer, and its head says so.
    Long,
    /// There is no body.
    Empty,
    /// A page of a network that wants a login, with status 200.
    LoginPage,
    /// 429, come again at once.
    TooMany,
    /// 429 without a word when.
    TooManyUnsaid,
    /// 408.
    Timeout,
    /// 500.
    Broken,
    /// 502.
    BadGateway,
    /// 503, come again at once.
    Unavailable,
    /// 504.
    GatewayTimeout,
    /// The body comes in drops.
    Slow,
    /// The body stops in its middle, and the connection stays open for a second.
    Stalled,
    /// A range is asked for, and everything is sent with status 200.
    RangeIgnored,
    /// A range is asked for, and another comes.
    OtherRange,
    /// A range is asked for, and refused with 416.
    RangeRefused,
    /// The body is compressed, though nobody asked.
    Compressed,
    /// 403, as a signed address that is too old.
    Expired,
}

impl Fault {
    /// All kinds.
    pub const ALL: [Fault; 26] = [
        Fault::Silence,
        Fault::HalfHead,
        Fault::Noise,
        Fault::Truncated,
        Fault::TruncatedChunks,
        Fault::Chunks,
        Fault::Flipped,
        Fault::FlippedEnd,
        Fault::Short,
        Fault::Long,
        Fault::Empty,
        Fault::LoginPage,
        Fault::TooMany,
        Fault::TooManyUnsaid,
        Fault::Timeout,
        Fault::Broken,
        Fault::BadGateway,
        Fault::Unavailable,
        Fault::GatewayTimeout,
        Fault::Slow,
        Fault::Stalled,
        Fault::RangeIgnored,
        Fault::OtherRange,
        Fault::RangeRefused,
        Fault::Compressed,
        Fault::Expired,
    ];

    /// Its status, where it is one.
    pub(crate) fn status(self) -> Option<u16> {
        Some(match self {
            Fault::TooMany | Fault::TooManyUnsaid => 429,
            Fault::Timeout => 408,
            Fault::Broken => 500,
            Fault::BadGateway => 502,
            Fault::Unavailable => 503,
            Fault::GatewayTimeout => 504,
            Fault::RangeRefused => 416,
            Fault::Expired => 403,
            _ => return None,
        })
    }
}

/// Which requests faults are meant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// All.
    Anything,
    /// The bodies of files: from the storage, or from the Hub itself.
    Files,
    /// What is not the body of a file: the interface, redirects.
    Interface,
    /// What is sent to the storage.
    Uploads,
}
