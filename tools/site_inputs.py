"""Renew the packages that the site is made of: `python -m tools.site_inputs` takes the newest releases.

`python -m tools.site_inputs NAME=VERSION …` takes these versions instead. Pyodide decides which Python the wheels are
for, so a new Pyodide may need other tags in `openssi/site/inputs.py`. Review what changed, build the site, and run its
tests before committing.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from openssi.site.inputs import Input, download, locked_inputs

_LOCK = Path(__file__).resolve().parent.parent / "src" / "openssi" / "site" / "inputs.json"


def main() -> None:
    """Fetch the packages and write their versions, file names and hashes."""
    wanted = dict(argument.split("=", 1) for argument in sys.argv[1:])
    rows = [_renewed(one, wanted.get(one.name) or _newest(one)) for one in locked_inputs()]
    _LOCK.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


def _newest(one: Input) -> str:
    """Return the newest version that can be fetched; pip chooses it itself."""
    if one.source == "pip":
        return ""
    done = subprocess.run(["npm", "view", one.name, "version"], capture_output=True, check=True, encoding="utf-8")
    return done.stdout.strip()


def _renewed(one: Input, version: str) -> dict[str, str]:
    """Fetch one package; return its row."""
    with tempfile.TemporaryDirectory() as room:
        download([one._replace(version=version)], Path(room))
        (path,) = Path(room).iterdir()
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    parts = path.name.removesuffix(".tgz").split("-")
    version = version or parts[1]
    print(f"{one.name} {one.version} -> {version}")
    return {"name": one.name, "version": version, "from": one.source, "file": path.name, "sha256": digest}


if __name__ == "__main__":
    main()
