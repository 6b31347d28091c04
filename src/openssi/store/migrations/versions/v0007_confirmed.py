"""Store that a member said an archive under another name is theirs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Migrate from the previous version."""
    op.add_column("import", sa.Column("confirmed", sa.Boolean(), server_default=sa.false(), nullable=False))
