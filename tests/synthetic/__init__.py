"""The invented network: its laws, its figures next to published ones, and interrupted runs."""
