"""Store the industry that a member chose to compare with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Migrate from the previous version."""
    op.add_column("account", sa.Column("industry", sa.String(length=200), nullable=True))
