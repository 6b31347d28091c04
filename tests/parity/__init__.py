"""Every engine against plain Python: the same integers, compared with ==."""
