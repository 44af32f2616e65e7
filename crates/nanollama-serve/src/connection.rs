//! One connection: HTTP/1.1, with a limit on its headers and on how long anything may take.

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;
use tokio::sync::watch;

use crate::patience::Patient;
use crate::settings::Limits;

/// Answers the requests of one client until it goes, or until the server stops and its last answer is written.
pub(crate) async fn serve(stream: TcpStream, router: Router, limits: &Limits, mut stop: watch::Receiver<bool>) {
    // Pieces of a stream are small and wanted at once.
    let _ = stream.set_nodelay(true);
    let io = TokioIo::new(Patient::new(stream, limits.write_time));
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(limits.header_time).max_headers(limits.headers);
    let connection = builder.serve_connection(io, TowerToHyperService::new(router));
    tokio::pin!(connection);
    let stopped = stop.wait_for(|stop| *stop);
    tokio::select! {
        // Errors are the client's: it went, was too slow, or spoke no HTTP.
        _ = &mut connection => return,
        _ = stopped => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = connection.await;
}
