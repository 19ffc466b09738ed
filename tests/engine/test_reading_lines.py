"""Products that read undeclared files are reused when another part of their module is edited, and hints stay right."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from report.files.reading_lines import place_of, reader_at
from tests.engine.conftest import Edited

REASONS = """
import json, sys
from report.manuscript.computation import compute
from report.manuscript.inputs import Inputs
from report.study.project import Project
inputs = Inputs(Project.find())
done = compute(inputs, fresh=sys.argv[1] == "fresh")
print(json.dumps({"hints": done.hints, "reasons": inputs.reasons, "digest": done.digest}))
"""


def run(study: Edited, way: str = "cached") -> Any:
    return json.loads(study.run(REASONS, way))


def above(text: str) -> str:
    return text.replace(
        "@stats\ndef undeclared", "LIMIT = 9  # a further constant\n\n\n@stats\ndef undeclared", 1
    )


def below(text: str) -> str:
    return text + "\n\ndef unused():\n    return 0\n"


def beside(text: str) -> str:
    return text.replace("def undeclared():\n", "def undeclared():\n    # a comment\n", 1)


@pytest.mark.parametrize(("edit", "reused"), [(above, True), (below, True), (beside, False)])
def test_an_edit_beside_a_reading_product_keeps_it(
    study: Edited, edit: Callable[[str], str], reused: bool
) -> None:
    """The line that reads the file is found again, or the product runs: hints are those of a fresh run."""
    path = study.root / "lab" / "reading.py"
    before = path.read_text(encoding="utf-8")
    assert edit(before) != before
    path.write_text(edit(before), encoding="utf-8")
    cached = run(study)
    assert (not cached["reasons"]["undeclared"]) is reused
    fresh = run(study, "fresh")
    assert cached["hints"] == fresh["hints"]
    assert cached["digest"] == fresh["digest"]


def test_a_line_of_two_equal_statements_is_not_guessed(tmp_path: Path) -> None:
    """A statement that was doubled or deleted has no place any more; a moved one has."""
    module = tmp_path / "module.py"
    module.write_text("import os\n\n@cache\ndef read():\n    return open('a')\n")
    place = place_of(f"{module}:5")
    assert place is not None
    module.write_text("import os\nimport sys\n\n@cache\ndef read():\n    return open('a')\n")
    assert reader_at(str(module), place) == f"{module}:6"
    module.write_text("@cache\ndef read():\n    return open('a')\n" * 2)
    assert reader_at(str(module), place) is None
    module.write_text("def read(:\n")
    assert reader_at(str(module), place) is None
    assert place_of(f"{module}:1") is None
