"""Store how sure each day's index is, so that a report can say whether two members differ beyond chance."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Migrate from the previous version."""
    op.add_column("daily_score", sa.Column("interval", sa.Integer(), nullable=True))
