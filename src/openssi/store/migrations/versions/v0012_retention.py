"""Store after how long data are erased by rule."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Migrate from the previous version."""
    # Not as batches: SQLite would recreate the tables, and dropping the old ones would delete all rows that refer to
    # them.
    op.add_column("team", sa.Column("data_days", sa.Integer(), nullable=True))
    op.add_column("team", sa.Column("leaver_days", sa.Integer(), nullable=True))
    op.add_column("team", sa.Column("rules_from", sa.BigInteger(), nullable=True))
    op.add_column("account", sa.Column("erase_at", sa.BigInteger(), nullable=True))
    op.add_column("account", sa.Column("data_erased_at", sa.BigInteger(), nullable=True))
