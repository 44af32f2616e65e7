//! NUMBERS: dtypes, ops, packed products, the thread pool, machine probes.
