"""The server's store on SQLite and on PostgreSQL."""
