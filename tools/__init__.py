"""Commands for developers: documents, locks, builds."""
