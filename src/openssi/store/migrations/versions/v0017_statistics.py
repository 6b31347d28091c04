"""A member can connect to several of LinkedIn's APIs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Migrate from the previous version."""
    with op.batch_alter_table("connection") as table:
        table.add_column(sa.Column("product", sa.String(length=20), nullable=False, server_default="portability"))
    with op.batch_alter_table("connection") as table:
        table.drop_constraint("pk_connection", type_="primary")
        table.create_primary_key("pk_connection", ["account_id", "product"])
        table.alter_column("product", server_default=None)
