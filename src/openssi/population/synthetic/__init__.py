"""The invented network: its members, their connections and what they do each day, as data and SQL in whole numbers."""
