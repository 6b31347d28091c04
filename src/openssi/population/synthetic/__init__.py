"""The invented network: who there is, whom they know and what they do each day, as data and as SQL text in whole numbers."""
