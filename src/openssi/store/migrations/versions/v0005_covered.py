"""Store how many points each day's signals have, so that two days can be compared when some are lower bounds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Migrate from the previous version, in which nothing was a lower bound."""
    op.add_column("daily_score", sa.Column("covered", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE daily_score SET covered = 100 - (upper_micro - index_micro) / 1000000 "
        "WHERE index_micro IS NOT NULL AND upper_micro IS NOT NULL"
    )
