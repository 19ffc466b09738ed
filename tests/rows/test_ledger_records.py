"""Rows, builds and remarks as records of JSON, and read from them."""

import json
from dataclasses import asdict

import pytest

from report.rows.build_record import Build, Remark
from report.rows.ledger_records import (
    MALFORMED,
    build_of_record,
    remarks_of_records,
    row_record,
    rows_of_records,
)
from report.rows.levels import USUAL, Levels
from report.rows.stat import Claim, Source, Stat

SOURCE = Source("mean", "data.py", 7, ("trial",), (("a.csv", "abc"),))
STAT = Stat("a.mean", 1.5, "fixed2", "mean", "*M*", 9, about={"group": "g"}, source=SOURCE, warnings=("w",))
CLAIM = Claim("claim.a", True, "a holds", ("a.mean",))


def through_json(row, levels=USUAL):
    return json.loads(json.dumps(row_record(row, levels)))


@pytest.mark.parametrize("row", [STAT, CLAIM], ids=["a statistic", "a claim"])
def test_a_row_is_read_as_it_was_written(row):
    """JSON has no tuples, and yet the rows are equal."""
    assert rows_of_records([through_json(row)], Build()) == {row.id: row}


def test_a_record_has_the_printed_form_for_other_readers():
    """It is computed again when the row is read."""
    assert through_json(STAT)["printed"] == "1.50"
    assert "levels" not in through_json(STAT)


def test_levels_of_a_row_are_written_where_they_are_not_those_of_the_build():
    """A row of a study with other levels is read with its own."""
    own = Levels((0.01,))
    stat = Stat("a.p", 0.02, "p", "p", levels=own)
    assert through_json(stat, USUAL)["levels"]["significance"] == [0.01]
    assert "levels" not in through_json(stat, own)
    assert rows_of_records([through_json(stat, USUAL)], Build())["a.p"].levels == own


@pytest.mark.parametrize(
    "change",
    [
        {"id": 3},
        {"n": "9"},
        {"label": None},
        {"warnings": "w"},
        {"about": {"group": 1}},
        {"format": 3},
        {"source": {}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_record_with_another_structure_raises(change):
    """Nothing of another type becomes a row."""
    with pytest.raises(MALFORMED):
        rows_of_records([{**through_json(STAT), **change}], Build())


def test_an_id_occurs_once():
    """Of two rows with one id, none would be the right one."""
    with pytest.raises(ValueError, match="twice"):
        rows_of_records([through_json(STAT), through_json(STAT)], Build())


def test_an_older_build_has_the_usual_levels_style_and_language():
    """Ledgers of older versions did not name them."""
    record = json.loads(json.dumps(asdict(Build("study"))))
    record |= {"data": {"a.csv": "abc"}, "software": {}}
    for name in ("levels", "style", "language"):
        del record[name]
    assert build_of_record(record) == Build("study", data=(("a.csv", "abc"),))


def test_remarks_name_the_products_that_they_concern():
    """Also as read from JSON."""
    record = {"text": "odd", "product": "trial", "reaches": ["mean"]}
    assert remarks_of_records([record]) == (Remark("odd", "trial", ("mean",)),)
    with pytest.raises(TypeError):
        remarks_of_records([{**record, "reaches": "mean"}])
