"""Talking to a team server: uploads from the command line."""
