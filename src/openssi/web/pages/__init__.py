"""The pages, one module per subject, with the names of `rest/`: parse a request, call a service, render."""

from openssi.web.pages import (
    account,
    alerts,
    annotations,
    benchmark,
    data,
    deliveries,
    digest,
    imports,
    linkedin_connection,
    links,
    me,
    navigator,
    outcomes,
    second_factor,
    sign_in,
    sso,
    team_members,
    team_report,
)

__all__ = ["ROUTERS"]

#: The routes of every page.
ROUTERS = (
    me.ROUTER,
    sign_in.ROUTER,
    second_factor.ROUTER,
    sso.ROUTER,
    imports.ROUTER,
    linkedin_connection.ROUTER,
    annotations.ROUTER,
    account.ROUTER,
    team_members.ROUTER,
    benchmark.ROUTER,
    navigator.ROUTER,
    outcomes.ROUTER,
    team_report.ROUTER,
    alerts.ROUTER,
    deliveries.ROUTER,
    links.ROUTER,
    digest.ROUTER,
    data.ROUTER,
)
