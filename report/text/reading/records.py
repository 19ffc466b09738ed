"""Converts a copy to plain data and back, to pass it between processes."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from report.text.blocks import Anchor, Block, Copy


def as_record(copy: Copy) -> dict[str, Any]:
    """A copy as JSON-serialisable data."""
    readings = {name: list(map(_plain, blocks)) for name, blocks in copy.readings.items()}
    return {**_shallow(copy), "readings": readings, "descriptions": list(map(_plain, copy.descriptions))}


def _shallow(instance: Copy | Block | Anchor) -> dict[str, Any]:
    """The fields of a dataclass, without copies of their contents."""
    return {each.name: getattr(instance, each.name) for each in fields(instance)}


def _plain(block: Block) -> dict[str, Any]:
    """A block as data, with each anchor as the list of its fields."""
    anchors = [(each.start, each.end, each.kind, each.id, each.number) for each in block.anchors]
    return {**_shallow(block), "anchors": anchors}


def copy_of(record: dict[str, Any]) -> Copy:
    """The copy that a record represents."""
    readings = {name: tuple(map(_block, blocks)) for name, blocks in record["readings"].items()}
    descriptions = tuple(map(_block, record["descriptions"]))
    lists = {name: tuple(record[name]) for name in ("unchecked", "styles", "running_texts")}
    rasters = tuple((vector, raster) for vector, raster in record["rasters"])
    whole = {**record, "readings": readings, "descriptions": descriptions, "rasters": rasters, **lists}
    return Copy(**whole)


def _block(record: dict[str, Any]) -> Block:
    anchors = tuple(Anchor(*anchor) for anchor in record["anchors"])
    cell = tuple(record["cell"]) if record["cell"] else None
    return Block(**{**record, "anchors": anchors, "cell": cell})
