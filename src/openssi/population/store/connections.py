"""Settle the connections of a population by bucket, as ordinals, and read those of a bucket."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from openssi.population.arrays.groups import BucketConnections
from openssi.population.arrays.parquet import Ints, read_blocks, read_ints
from openssi.population.store.faults import Faults, count_faults, merge_faults
from openssi.population.store.input_tables import read_errors_reported
from openssi.population.store.manifest import StoreAbout
from openssi.population.store.members import Ordinals
from openssi.population.store.units import Outcome, Unit, write_bucketed

__all__ = ["read_network", "settle_connections"]

#: Bits of a connection's number that contain the other member's ordinal; the member's are above.
_OTHER_BITS = 32
_ROWS_AT_ONCE = 500_000


def settle_connections(unit: Unit, ordinals: Ordinals, bucket: int, folder: Path) -> Outcome:
    """Write the connections of a unit; nothing if any are invalid."""
    keys, faults = _read_keys(unit, ordinals)
    if not (keys[1:] > keys[:-1]).all():
        keys.sort()
        duplicate = np.flatnonzero(keys[1:] == keys[:-1])
        if len(duplicate):
            member = ordinals.ids(keys[duplicate] >> _OTHER_BITS)
            faults["duplicate connections"] = len(duplicate), int(member.min())
    if faults or not len(keys):
        return Outcome(unit, (), faults)

    def rows(part: slice) -> dict[str, Ints]:
        member = (keys[part] >> _OTHER_BITS) % bucket
        return {"member": member.astype(np.int32), "other": keys[part].astype(np.int32)}

    name = f"connections-{unit.name}.parquet"
    return Outcome(unit, (write_bucketed(folder, name, 0, keys, bucket << _OTHER_BITS, rows),), {})


def _read_keys(unit: Unit, ordinals: Ordinals) -> tuple[NDArray[np.int64], Faults]:
    """Return both ordinals of each valid connection in one number, and the faults of the others."""
    keys = np.empty(unit.rows, np.int64)
    count = 0
    faults: Faults = {}
    for file in unit.files:
        with read_errors_reported(unit.table):
            for ids, others in read_blocks(file.path, ("member_id", "other_id"), _ROWS_AT_ONCE):
                member, other = ordinals.of(ids), ordinals.of(others)
                invalid = (member < 0) | (other < 0) | (member == other)
                faults_of_block = count_faults({"connections of unknown members or with oneself": invalid}, ids)
                faults = merge_faults([faults, faults_of_block])
                block = ((member << _OTHER_BITS) | other)[~invalid]
                keys[count : count + len(block)] = block
                count += len(block)
    return keys[:count], faults


def read_network(store: Path, about: StoreAbout, bucket: int) -> BucketConnections:
    """Read the connections of a bucket's members."""
    parts = [
        read_ints(store / file.name, ("member", "other"), bucket - file.first_bucket)
        for file in about.connections.files
        if file.first_bucket <= bucket < file.first_bucket + file.buckets
    ]
    empty = [np.zeros(0, np.int32), np.zeros(0, np.int32)]
    member, other = _joined([empty, *parts])
    if (member[1:] < member[:-1]).any():
        order = np.argsort(member, kind="stable")
        member, other = member[order], other[order]
    return BucketConnections(member, other, about.size(bucket))


def _joined(parts: Iterable[list[Ints]]) -> tuple[Ints, Ints]:
    member, other = (np.concatenate(column) for column in zip(*parts, strict=True))
    return member, other
