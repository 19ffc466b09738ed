"""Files and processes: atomic publishing, the cache, hashes of the engine, worker processes. May import `rows`."""
