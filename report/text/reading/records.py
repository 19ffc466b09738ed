"""Converts a copy to plain data and back, to pass it between processes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from report.text.blocks import Anchor, Block, Copy


def as_record(copy: Copy) -> dict[str, Any]:
    """A copy as JSON-serialisable data."""
    return asdict(copy)


def copy_of(record: dict[str, Any]) -> Copy:
    """The copy that a record represents."""
    readings = {name: tuple(map(_block, blocks)) for name, blocks in record["readings"].items()}
    descriptions = tuple(map(_block, record["descriptions"]))
    lists = {name: tuple(record[name]) for name in ("unchecked", "styles")}
    return Copy(**{**record, "readings": readings, "descriptions": descriptions, **lists})


def _block(record: dict[str, Any]) -> Block:
    anchors = tuple(Anchor(**anchor) for anchor in record["anchors"])
    cell = tuple(record["cell"]) if record["cell"] else None
    return Block(**{**record, "anchors": anchors, "cell": cell})
