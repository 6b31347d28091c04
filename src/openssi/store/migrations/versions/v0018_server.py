"""The server records which key its people are hashed under, and when erasing rules last ran."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Migrate from the previous version."""
    op.create_table(
        "server",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=True),
        sa.Column("rules_run_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_server"),
    )
