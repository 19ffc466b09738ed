"""Values whose labels were exchanged are found in every format: heads of rows, columns and groups."""

import pytest
from editable import Html, Word
from printing import Press

GROUPS, ROWS, COLUMNS = ("Warm hands", "Cold hands"), ("Rapport", "Insight"), ("M", "SD")
EXCHANGES = {"groups": GROUPS, "rows": ROWS, "columns": COLUMNS}


def exchanged(copy, one, other):
    """A copy in which the first two cells with these texts have each other's."""
    kinds = ("cell", "head")
    places = [
        next(i for i, (kind, text) in enumerate(copy.blocks) if kind in kinds and text == each)
        for each in (one, other)
    ]
    return copy.edited((places[0], other), (places[1], one))


@pytest.mark.parametrize("kind", EXCHANGES)
@pytest.mark.parametrize("name", ["index.html", "index.docx", "index.pdf"])
def test_exchanged_labels_are_found(sample, tmp_path, name, kind):
    """Each value under a label of another is exchanged, and no other."""
    read = Word if name.endswith("docx") else Html
    data = exchanged(read(sample.bytes("index.docx" if read is Word else "index.html")), *EXCHANGES[kind])
    if name.endswith("pdf"):
        data = Press(tmp_path).printed(data)
    found = {(each.kind, each.stat) for each in sample.check(name, data).findings}
    assert {each for each, _ in found} == {"swapped"}
    parts = {stat.split(".")[1:] and tuple(stat.split(".")[1:]) for _, stat in found}
    if kind == "rows":
        assert {(part[0], part[1]) for part in parts} == {("warm", "rapport"), ("warm", "insight")}
    elif kind == "groups":
        assert {part[0] for part in parts} == {"warm", "cold"}
    else:
        assert {part[-1] for part in parts} == {"mean", "sd"} | ({part[-1] for part in parts} & {"n", "pct"})
