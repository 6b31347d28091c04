"""The REST API, one module per subject, named as in `pages/`: parse a request, call a service, return a type."""

from openssi.web.rest import (
    account,
    alerts,
    annotations,
    benchmark,
    data,
    deliveries,
    digest,
    imports,
    linkedin_connection,
    linkedin_format,
    links,
    me,
    navigator,
    outcomes,
    team_members,
    team_report,
)

__all__ = ["ROUTERS"]

#: The routes of every resource, in the order of the OpenAPI document.
ROUTERS = (
    me.ROUTER,
    imports.ROUTER,
    linkedin_connection.ROUTER,
    annotations.ROUTER,
    account.ROUTER,
    alerts.ROUTER,
    deliveries.ROUTER,
    links.ROUTER,
    digest.ROUTER,
    data.ROUTER,
    team_members.ROUTER,
    benchmark.ROUTER,
    navigator.ROUTER,
    outcomes.ROUTER,
    team_report.ROUTER,
    linkedin_format.ROUTER,
)
