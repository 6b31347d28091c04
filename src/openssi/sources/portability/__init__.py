"""LinkedIn's Member Data Portability API: its rows and events, as the files of an archive have them."""
