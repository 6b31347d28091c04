"""Write to disk safely: atomic files and directories, locks, and the user's data folder."""
