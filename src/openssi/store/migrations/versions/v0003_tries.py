"""How often reading an upload or scoring a member has begun: what stops the server is not tried at every start."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Bring the tables of the version before to this one."""
    op.add_column("activity", sa.Column("tries", sa.Integer(), server_default="0", nullable=False))
    op.add_column("import", sa.Column("tries", sa.Integer(), server_default="0", nullable=False))
