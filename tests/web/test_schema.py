"""Every operation of the API with whatever the document allows: no fault of ours, no answer that the document does not tell of."""

# Its types are only partly known.
# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false, reportUnknownArgumentType=false
from __future__ import annotations

from collections.abc import Generator
from typing import Any, cast

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from openssi.store import accounts
from openssi.web.server import cookie_name
from tests.web.site import SAME, Site

_EXAMPLES = 8
_CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
#: Operations of which no drawn request can succeed: what they name is not there, a day or a scope is hardly drawn, a password
#: never, and the sample has no workbook.
_ONLY_REFUSED = (
    "/team/members/", "/invitations/", "/teams/", "/imports/{", "/notes", "/official/{", "/tokens", "/sessions/{", "/password",
    "/content", "/data/",
)  # fmt: skip


class World:
    """A server with an admin who has the sample's data; what was answered, by operation."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.person = site.person(site.team(), "root", "admin", shares=True)
        site.browser(self.person).post("/sample")
        site.server.worker.work_off()
        self.schema = schemathesis.openapi.from_dict(site.app.openapi())
        self.schema.app = site.app
        self.answered: dict[str, set[int]] = {}

    def headers(self) -> dict[str, str]:
        """A browser of its own for each request: some end the session that asks."""
        with self.site.server.database.write() as connection:
            secret = accounts.add_session(connection, self.person.id, "schema", self.site.now, 86_400)
        return {**SAME, "Host": "localhost", "Cookie": f"{cookie_name(self.site.server.settings)}={secret}"}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Generator[World]:
    with Site(tmp_path_factory.mktemp("site")) as site:
        yield World(site)


def test_whatever_is_asked_the_answer_is_one_that_is_documented(world: World) -> None:
    for found in world.schema.get_all_operations():
        operation: Any = cast("Any", found).ok()
        name = f"{operation.method.upper()} {operation.path}"
        _try_out(world, name, operation.as_strategy())
    never = {name for name, statuses in world.answered.items() if not any(status < 300 for status in statuses)}
    assert {name for name in never if not any(part in name for part in _ONLY_REFUSED)} == set()


def _try_out(world: World, name: str, cases: SearchStrategy[Any]) -> None:
    @settings(
        max_examples=_EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=[
            HealthCheck.too_slow,
            HealthCheck.filter_too_much,
            HealthCheck.data_too_large,
            HealthCheck.large_base_example,
        ],
    )
    @given(cases)
    def ask(case: Any) -> None:
        answer = case.call(headers={**(case.headers or {}), **world.headers()})
        world.answered.setdefault(name, set()).add(answer.status_code)
        case.validate_response(answer, checks=_CHECKS)

    ask()
