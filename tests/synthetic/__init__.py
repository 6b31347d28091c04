"""The invented network: its laws, its figures beside the published ones, and what happens when it is refused or cut off."""
