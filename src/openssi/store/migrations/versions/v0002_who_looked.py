"""Record viewers by account with the period they viewed, who invited, and the day from which a target counts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

#: The only other account of the team with the viewer's name; NULL if there is none or more than one.
_VIEWERS = """
UPDATE look SET viewer_id = (
    SELECT CASE WHEN count(*) = 1 THEN min(other.id) END
    FROM account AS own JOIN account AS other ON other.team_id = own.team_id AND other.id <> own.id
    WHERE own.id = look.account_id AND other.name = look.viewer
)
"""


def upgrade() -> None:
    """Migrate from the previous version."""
    # Not as a batch: SQLite would recreate the table, and dropping the old one would delete all rows that refer to it.
    op.add_column("account", sa.Column("target_from", sa.Integer(), nullable=True))

    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("invited_by", sa.String(length=32), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_invitation_invited_by"), "account", ["invited_by"], ["id"], ondelete="CASCADE"
        )

    with op.batch_alter_table("look", schema=None) as batch_op:
        batch_op.add_column(sa.Column("viewer_id", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("first_day", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("last_day", sa.Integer(), nullable=True))
    op.execute(_VIEWERS)
    with op.batch_alter_table("look", schema=None) as batch_op:
        batch_op.drop_column("viewer")
        batch_op.create_foreign_key(
            batch_op.f("fk_look_viewer_id"), "account", ["viewer_id"], ["id"], ondelete="SET NULL"
        )
        batch_op.create_index(batch_op.f("ix_look_viewer_id"), ["viewer_id"], unique=False)
