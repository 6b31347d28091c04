"""The team server's database: accounts, imports, scores, backups and migrations.

Only this package imports SQLAlchemy.
"""
