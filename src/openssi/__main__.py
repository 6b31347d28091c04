"""`python -m openssi` is the command `ssi`."""

from openssi.cli import main

if __name__ == "__main__":
    main()
