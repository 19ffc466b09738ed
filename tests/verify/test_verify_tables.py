"""Values whose labels were exchanged are found in every format: heads of rows, columns and groups."""

import pytest
from editable import Html, W, Word
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


def regrouped(copy):
    """A copy in which the first row of insight is in the second group."""
    cells = [element for kind, element, _ in copy.found if kind in ("cell", "head")]
    first, second = [each for each in cells if "".join(each.itertext()).strip() == "Insight"][:2]
    row, after = (next(each.iterancestors("tr", W + "tr")) for each in (first, second))
    after.addnext(row)
    return copy._packed(copy.trees)


@pytest.mark.parametrize("name", ["index.html", "index.docx", "index.pdf"])
def test_a_row_that_was_moved_to_another_group_is_found(sample, tmp_path, name):
    """Its values are right and in their columns, but under the name of another group."""
    data = regrouped(
        Word(sample.bytes("index.docx")) if name.endswith("docx") else Html(sample.bytes("index.html"))
    )
    if name.endswith("pdf"):
        data = Press(tmp_path).printed(data)
    found = sample.check(name, data).findings
    moved = {f"describe.warm.insight.{part}" for part in ("mean", "sd", "min", "max")}
    assert {each.stat for each in found} == moved
    assert {each.kind for each in found} == {"moved"}
