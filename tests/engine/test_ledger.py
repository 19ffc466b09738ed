"""The ledger keeps rows, in order, once."""

import json

import pytest

from report.rows.build_record import Build
from report.rows.errors import LedgerError
from report.rows.ledger import Ledger
from report.rows.ledger_diff import Weight, diff
from report.rows.stat import Claim, Source, Stat


def stat(id="model.path.beta", value=-0.5, format="fixed2", **more):
    return Stat(id, value, format, "a label", **more)


def test_an_id_is_taken_once():
    """Two rows of one id are a fault that names both places."""
    with pytest.raises(LedgerError, match="yielded twice"):
        Ledger.of([stat(), stat()])


@pytest.mark.parametrize("id", ["Model.beta", "model..beta", "model.1", "", "model-beta", "model.beta\n"])
def test_a_malformed_id_is_refused(id):
    """Ids are words joined by dots, so that templates can name them."""
    with pytest.raises(LedgerError):
        stat(id)


def test_an_unknown_format_is_refused():
    """A row prints in a known way or not at all."""
    with pytest.raises(LedgerError, match="unknown format"):
        stat(format="pretty")
    with pytest.raises(LedgerError, match=r"did you mean fixed2"):
        stat(format="fixd2")


def test_nan_is_nothing():
    """A statistic that could not be computed prints as a dash."""
    assert stat(value=float("nan")).value is None


def test_json_gives_the_same_ledger_back():
    """Saving and loading changes nothing."""
    source = Source("f", "analysis/a.py", 7, ("trial",), (("data/trial.csv", "ab"),))
    rows = [
        stat(n=29, about={"group": "a"}).stamped(source, ("small sample",)),
        Claim("c.x", True, "holds", ("model.path.beta",)),
    ]
    ledger = Ledger.of(
        rows, Build("s", True, (("data/trial.csv", "ab"),), "c0ffee", "", (("python", "3.11"),))
    )
    assert Ledger.from_json(ledger.to_json()) == ledger
    assert json.loads(ledger.to_json())["build"]["synthetic"] is True


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"schema": "other/1"}'])
def test_another_file_is_no_ledger(text):
    """A file that is not a ledger is a fault."""
    with pytest.raises(LedgerError):
        Ledger.from_json(text)


def test_an_unknown_id_is_answered_with_the_nearest():
    """The remedy names the row that was probably meant, with its value."""
    ledger = Ledger.of([stat("primary.ebi.indirect.beta", -0.22)])
    with pytest.raises(LedgerError, match=r"did you mean primary\.ebi\.indirect\.beta \(−0\.22, a label\)\?"):
        ledger.stat("primary.ebi.indirct.beta")


def test_flips_come_first():
    """A claim that flips weighs more than significance, that more than sign, that more than a digit."""
    old = Ledger.of(
        [
            stat("m.a.beta", 0.11),
            stat("m.b.beta", 0.2),
            stat("m.c.p", 0.06, "p"),
            Claim("m.d", True, "d"),
            stat("m.e.beta", 0.3),
        ]
    )
    new = Ledger.of(
        [
            stat("m.a.beta", 0.12),
            stat("m.b.beta", -0.2),
            stat("m.c.p", 0.04, "p"),
            Claim("m.d", False, "d"),
            stat("m.e.beta", 0.3000001),
        ]
    )
    assert [change.weight for change in diff(old, new)] == [
        Weight.CLAIM,
        Weight.SIGNIFICANCE,
        Weight.SIGN,
        Weight.PRINTED,
        Weight.SILENT,
    ]
    assert diff(old, old) == []


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"build": 5, "rows": []},
        {"build": {}, "rows": []},
        {"rows": [5]},
        {"rows": [{"kind": "stat", "id": "a.b"}]},
        {"rows": 5},
    ],
)
def test_what_is_no_ledger_inside_is_a_fault(content):
    """A file that names our schema and holds something else is answered like any other file."""
    good = json.loads(Ledger.of([]).to_json())
    text = json.dumps(
        {"schema": good["schema"], **({"build": good["build"]} if "rows" in content else {}), **content}
    )
    with pytest.raises(LedgerError, match="is not a ledger"):
        Ledger.from_json(text, "old.json")
