"""Store what a member said they have never done, and which files are missing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Migrate from the previous version."""
    op.add_column("account", sa.Column("answers", sa.String(length=2000), nullable=True))
