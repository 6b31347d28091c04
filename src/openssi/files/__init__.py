"""How bytes reach a disk: atomic files and directories, locks, user folders."""
