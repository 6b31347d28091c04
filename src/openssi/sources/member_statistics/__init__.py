"""LinkedIn's member statistics API: what a member's posts received and who followed, day by day."""
