"""The reader in browsers: a server, which starts the app once for each session. It needs the extra `web`."""
