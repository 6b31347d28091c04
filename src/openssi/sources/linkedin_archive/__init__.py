"""LinkedIn's "Get a copy of your data" archive, every generation since 2018: from zip or folder to daily activity."""
