"""What holds for all tests: nothing depends on the speed of the machine, and one process has all Spark tests, so one session."""

from __future__ import annotations

import signal
import threading
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from openssi.sources.linkedin_workbook import read as read_workbooks
from openssi.sources.post_analytics import read as read_posts
from openssi.sources.spreadsheet.read import read_sheets

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN and threading.current_thread() is threading.main_thread():
    # Started in the background of a script: the processes that tests interrupt would inherit that Ctrl-C is ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)

# By default, Hypothesis fails an example that takes 200 ms, and examples that are invented slowly.
settings.register_profile("any speed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any speed")


#: Tests that share what takes long to start: a Spark session, Chromium with a server, a server full of hostile texts.
_TOGETHER = (
    ("spark", ("spark", "test_hadoop")),
    ("pages", ("e2e/test_browser_pages.py", "e2e/test_hostile_web.py")),
    ("tasks", ("e2e/test_browser_tasks.py",)),
    ("site", ("e2e/test_site.py",)),
    ("hostile", ("web/test_security_hostile.py",)),
    ("schema", ("web/test_schema.py",)),
)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """In place of `xdist_group`, which pytest-xdist 3.8 loses with pytest 9.2: it writes an id that is no longer read."""
    from xdist.scheduler import LoadScopeScheduling  # pyright: ignore[reportMissingTypeStubs]

    class Together(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return next((group for group, parts in _TOGETHER if any(part in nodeid for part in parts)), nodeid)

    return Together(config, log)


@pytest.fixture
def reads_workbooks_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read workbooks in the test's own process: for tests that read hundreds and are not about the sandbox."""
    for reader in (read_workbooks, read_posts):
        monkeypatch.setattr(reader, "read_sheets_sandboxed", read_sheets)
