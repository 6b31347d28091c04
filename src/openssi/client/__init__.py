"""Upload to a team server, watch a folder for new files, and read LinkedIn's API."""
