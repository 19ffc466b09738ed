"""Files and processes: publishing, the cache, fingerprints, worker processes. May import `rows`."""
