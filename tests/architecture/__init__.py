"""Which module may import which, and the form of a module."""
