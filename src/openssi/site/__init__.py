"""The website that `ssi site build` writes: the index in the browser, with nothing to install and nothing uploaded."""
