"""Store how many points each pillar's signals have, and which steps would raise the index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_PILLARS = ("brand", "people", "insights", "relationships")


def upgrade() -> None:
    """Migrate from the previous version; both are unknown until a member is scored again."""
    for pillar in _PILLARS:
        op.add_column("daily_score", sa.Column(f"{pillar}_covered", sa.Integer(), nullable=True))
    op.add_column("activity", sa.Column("steps", sa.Text(), server_default="{}", nullable=False))
