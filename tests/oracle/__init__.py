"""The reader of archives against the generator of archives, which knows the truth."""
