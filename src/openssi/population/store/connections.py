"""Settle the connections of a population by bucket, as ordinals, and read those of a bucket."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from openssi.population.arrays.groups import Network
from openssi.population.arrays.parquet import Ints, read_ints
from openssi.population.store.about import StoreAbout
from openssi.population.store.faults import count_faults, merge_faults
from openssi.population.store.members import Ordinals
from openssi.population.store.sources import reading
from openssi.population.store.units import SettledUnit, Unit, write_bucketed

__all__ = ["read_network", "settle_connections"]


def settle_connections(unit: Unit, ordinals: Ordinals, bucket: int, folder: Path) -> SettledUnit:
    """Write the connections of a unit; nothing if any are invalid."""
    with reading(unit.source):
        columns = [read_ints(file, ("member_id", "other_id")) for file in unit.files]
    ids, others = (np.concatenate(column) for column in zip(*columns, strict=True))
    member, other = ordinals.of(ids), ordinals.of(others)
    invalid = (member < 0) | (other < 0) | (member == other)
    if not _rises(member, other):
        order = np.lexsort((other, member))
        ids, member, other = ids[order], member[order], other[order]
        invalid = invalid[order]
    same = np.zeros(len(member), np.bool_)
    same[1:] = (member[1:] == member[:-1]) & (other[1:] == other[:-1])
    faults = merge_faults(
        [
            count_faults({"connections of unknown members or with oneself": invalid}, ids),
            count_faults({"duplicate connections": same & ~invalid}, ids),
        ]
    )
    if faults or not len(member):
        return SettledUnit(unit.source, (), faults)

    def rows(part: slice) -> dict[str, Ints]:
        return {"member": (member[part] % bucket).astype(np.int32), "other": other[part].astype(np.int32)}

    file = write_bucketed(folder, f"connections-{unit.name}.parquet", 0, member, bucket, rows)
    return SettledUnit(unit.source, (file,), {})


def _rises(member: NDArray[np.int64], other: NDArray[np.int64]) -> bool:
    before, here = member[:-1], member[1:]
    return bool(((here > before) | ((here == before) & (other[1:] >= other[:-1]))).all())


def read_network(store: Path, about: StoreAbout, bucket: int) -> Network:
    """Read the connections of a bucket's members."""
    found = [
        read_ints(store / file.name, ("member", "other"), bucket - file.first_bucket)
        for file in about.connections.files
        if file.first_bucket <= bucket < file.first_bucket + file.buckets
    ]
    empty = [np.zeros(0, np.int32), np.zeros(0, np.int32)]
    member, other = _joined([empty, *found])
    if (member[1:] < member[:-1]).any():
        order = np.argsort(member, kind="stable")
        member, other = member[order], other[order]
    return Network(member, other, about.size(bucket))


def _joined(found: Iterable[list[Ints]]) -> tuple[Ints, Ints]:
    member, other = (np.concatenate(column) for column in zip(*found, strict=True))
    return member, other
