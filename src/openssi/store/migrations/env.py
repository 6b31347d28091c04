"""Run migrations on the connection that `openssi.store.database` hands over."""

from __future__ import annotations

from alembic import context

from openssi.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=False,
    render_as_batch=True,
)
context.run_migrations()
