"""The bands of each measured set begin where as many members of the invented network are below as below the whole band."""

from __future__ import annotations

from openssi.model import PUBLISHED
from tools.band_edges import band_edges


def test_the_edges_of_2026_2_are_those_of_the_invented_network() -> None:
    model = PUBLISHED["2026.2"]
    assert band_edges(model) == {one.id: {band.id: band.start for band in one.bands[1:]} for one in model.sets}
