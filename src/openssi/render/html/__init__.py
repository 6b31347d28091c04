"""Results as self-contained HTML pages and notebook fragments."""
