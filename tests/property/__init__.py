"""Laws that hold for any activity and any archive, tried on invented ones."""
