"""The REST API, one module per subject, named as in `pages/`: each parses a request, calls a service and returns a typed result."""

from openssi.web.rest import (
    account,
    alerts,
    annotations,
    connection,
    data,
    imports,
    linkedin,
    me,
    navigator,
    people,
    team,
)

__all__ = ["ROUTERS"]

#: The routes of every resource, in the order of the OpenAPI document.
ROUTERS = tuple(
    module.ROUTER
    for module in (me, imports, connection, annotations, account, alerts, data, people, navigator, team, linkedin)
)
