"""Count attempts to read an upload or score a member, so that work that crashes the server isn't retried forever."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Migrate from the previous version."""
    op.add_column("activity", sa.Column("tries", sa.Integer(), server_default="0", nullable=False))
    op.add_column("import", sa.Column("tries", sa.Integer(), server_default="0", nullable=False))
