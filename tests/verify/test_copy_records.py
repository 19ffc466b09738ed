"""A copy passes from the reading process to the one that asked for it without loss."""

import json

from report.text.blocks import Anchor, Block, Copy
from report.text.reading.records import as_record, copy_of


def test_every_field_of_a_copy_survives_the_way_between_processes():
    """Each field holds something, so that one that is left out of the restoring is found."""
    cell = Block(
        "cell", "0.5", (Anchor(0, 3, "stat", "a.b", "o1"),), "Results", 2, "tbl-a", (0, 1, 2), "Mean", "Value"
    )
    copy = Copy(
        "docx",
        {"accepted": (cell,), "rejected": (Block("p", "x"),)},
        {"a.b": "0.5"},
        3,
        ("1 chart",),
        (Block("description", "A bar of 0.5.", home="fig-a"),),
        {"a.b": {"value": 0.5}},
        ("x",),
        (("vector", "raster"),),
        ("Page 1",),
    )
    fields = {name: getattr(copy, name) for name in copy.__dataclass_fields__}
    assert all(fields.values())
    assert copy_of(json.loads(json.dumps(as_record(copy)))) == copy
