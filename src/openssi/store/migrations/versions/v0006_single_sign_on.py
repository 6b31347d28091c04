"""Store who a member is to the identity provider, as a hash."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Migrate from the previous version."""
    op.add_column("account", sa.Column("subject", sa.String(length=64), nullable=True))
    op.create_index("ix_account_subject", "account", ["subject"], unique=True)
