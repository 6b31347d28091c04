"""Upload to a team server, watch a folder for new files, and read the APIs of LinkedIn and of CRMs."""
