"""Files: written whole or not at all, digested, and read as TOML records or CSV."""
