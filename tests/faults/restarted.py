"""Run a server on a folder, for tests that kill it: `python -m tests.faults.restarted FOLDER [NAME…]`.

It prints a line when it begins to read an upload, and then waits forever if the upload has one of the names. Once the queue is
empty it prints the state of each upload and whether the server still responds, and exits.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from openssi.store import accounts, imports
from openssi.web.app import create_app
from openssi.web.jobs.sandboxes import Sandboxes
from openssi.web.settings import Settings, default_address


def main(folder: Path, names: list[str]) -> None:
    real = Sandboxes.read

    def read(self: Sandboxes, upload: imports.Import, *values: Any, **named: Any) -> Any:
        print(f"reading {upload.name}", flush=True)  # noqa: T201
        if upload.name in names:
            time.sleep(600)
        return real(self, upload, *values, **named)

    Sandboxes.read = read
    app = create_app(Settings(folder, default_address(folder)))
    database = app.state.server.database
    with TestClient(app, "http://localhost") as client:
        while True:
            with database.read() as tx:
                if not imports.open_import_ids(tx):
                    break
            time.sleep(0.02)
        status = client.get("/sign-in").status_code
        with database.read() as tx:
            people = [one for team in accounts.all_teams(tx) for one in accounts.accounts_of(tx, team.id)]
            found = {up.name: [up.state, up.error] for who in people for up in imports.imports_of(tx, who.id)}
    print(json.dumps({"status": status, "imports": found}), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
