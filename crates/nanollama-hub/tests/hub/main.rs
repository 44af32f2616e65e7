//! The client against the mirror, which the official client has pulled from and pushed to (`oracle/hub_client.py`).

mod faults;
mod place;
mod pull;
mod push;
