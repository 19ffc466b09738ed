"""The causes of changed rows in the code of a project."""

from __future__ import annotations

from dataclasses import replace

import pytest

from report.merge.causes import explained
from report.merge.project_code import Code
from report.rows.build_record import Build
from report.rows.ledger import Ledger
from report.rows.stat import Source, Stat

CODE = (
    "from study.models import PATHS, SEED\n\nLIMIT = 3\n\n\n"
    "@stats\ndef means():\n    yield helper(PATHS, SEED, LIMIT)\n\n\n"
    "def helper(*given):\n    return given\n\n\ndef other():\n    return 1\n"
)
MODELS = 'PATHS = """\n    y ~ x\n"""\nSEED = 1\n'
FILES = {"study/rows.py": CODE, "study/models.py": MODELS}


def causes(old, new, data=("a", "a"), software=("1", "1")):
    """The causes of the change of one row."""
    ledgers = [
        Ledger.of(
            [
                Stat("mean", value, "fixed1", "mean").stamped(
                    Source("means", "study/rows.py", 7, data=(("data/a.csv", hash),))
                )
            ],
            Build("Study", software=(("numpy", number),)),
        )
        for value, hash, number in zip((1.0, 2.0), data, software, strict=True)
    ]
    (found,) = explained(*ledgers, (Code(lambda: old), Code(lambda: new)), (lambda _: "", lambda _: ""))
    return [str(cause) for cause in found.causes]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("return given", "return given[0]", "code: helper in study/rows.py"),
        ("LIMIT = 3", "LIMIT = 4", "constant: LIMIT in study/rows.py"),
        ("y ~ x", "y ~ x + z", "model: PATHS in study/models.py"),
        ("SEED = 1", "SEED = 2", "seed: SEED in study/models.py"),
        ("return 1", "return 2", "unknown: nothing recorded differs"),
        ("yield helper", "yield  helper", "unknown: nothing recorded differs"),
    ],
)
def test_whatever_the_function_of_a_row_refers_to_can_be_the_cause(before, after, said):
    """A helper, a constant, a model or a seed in any file of the project; other functions are no cause."""
    assert causes(FILES, {file: text.replace(before, after) for file, text in FILES.items()}) == [said]


def test_a_function_that_is_gone_is_a_cause():
    """What the old build needed and the new one lacks."""
    new = {
        **FILES,
        "study/rows.py": CODE.replace("helper(PATHS", "(PATHS").replace("def helper", "def unused"),
    }
    assert causes(FILES, new) == [
        "code: means in study/rows.py",
        "code: helper in study/rows.py, which no longer has it",
    ]


def test_libraries_are_a_cause_if_nothing_else_is():
    """Versions differ between most builds."""
    assert causes(FILES, FILES, software=("1", "2")) == ["libraries: numpy 1 → 2"]
    assert causes(FILES, FILES, data=("a", "b"), software=("1", "2")) == ["data: data/a.csv: differs"]


def test_code_that_git_does_not_have_is_no_mystery():
    """A build of uncommitted changes is said to be one."""
    (said,) = causes({}, FILES)
    assert said.startswith("unknown: the code of the older build is not in Git")


def test_a_changed_seed_in_a_file_of_constants_is_a_seed():
    """By the key of the entry; other entries are constants where the row is one of them."""
    for key, kind in (("seed", "seed"), ("alpha", "constant")):
        row = Stat(
            "constant",
            1,
            "count",
            "a constant",
            source=Source(key, "protocol.yaml", 1, data=(("protocol.yaml", "a"),)),
        )
        later = replace(row, value=2, source=replace(row.source, data=(("protocol.yaml", "b"),)))
        ledgers = [Ledger.of([each], Build("Study")) for each in (row, later)]
        (found,) = explained(
            *ledgers, (Code(dict), Code(dict)), (lambda _, k=key: f"{k}: 1\n", lambda _, k=key: f"{k}: 2\n")
        )
        assert [str(cause) for cause in found.causes] == [f"{kind}: protocol.yaml: {key}"]
