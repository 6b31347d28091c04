"""The pages, one module per subject, named as in `rest/`: each parses a request, calls a service and renders the result."""

from openssi.web.pages import (
    account,
    alerts,
    annotations,
    connection,
    data,
    imports,
    me,
    navigator,
    people,
    sign_in,
    sso,
    team,
)

__all__ = ["ROUTERS"]

#: The routes of every page.
ROUTERS = tuple(
    module.ROUTER
    for module in (me, sign_in, sso, imports, connection, annotations, account, people, navigator, team, alerts, data)
)
