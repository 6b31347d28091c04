"""The key under which people are hashed: without the right one, a server doesn't start."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import insert

from openssi.errors import StoreError
from openssi.store import server_record
from openssi.store.tables import suppressed
from tests.web.site import Site


def test_a_new_server_makes_a_key_and_finds_it_again(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        site.person(site.team(), "ada")
        first = site.server.key
    with Site(tmp_path) as again:
        assert again.server.key == first
    (tmp_path / "key").unlink()
    with Site(tmp_path) as new:
        assert new.server.key != first, "nothing was stored under the first"


@pytest.mark.parametrize(
    ("key", "fault"), [(None, "key is missing"), ("00" * 32, "isn't the key of this database"), ("zz", "not a valid")]
)
def test_a_server_that_lost_its_key_refuses_to_start(tmp_path: Path, key: str | None, fault: str) -> None:
    with Site(tmp_path) as site:
        ada = site.person(site.team(), "ada")
        with site.server.database.write() as connection:
            connection.execute(insert(suppressed).values(account_id=ada.id, person="p" * 64))
        right = (tmp_path / "key").read_bytes()
    (tmp_path / "key").unlink()
    if key is not None:
        (tmp_path / "key").write_text(key)
    with pytest.raises(StoreError, match=fault):
        Site(tmp_path)
    assert (tmp_path / "key").exists() is (key is not None)
    (tmp_path / "key").write_bytes(right)
    with Site(tmp_path) as site, site.server.database.read() as connection:
        assert server_record.needs_key(connection)
