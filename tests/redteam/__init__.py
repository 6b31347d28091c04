"""The red-team suite: its archives are real, its strategies do something, and its bars hold."""
