"""Word files of Quarto's render have the same base of a merge as those of the embedded engine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from report.manuscript.computation import compute
from report.manuscript.inputs import Inputs
from report.merge.embedded_base import base_in
from report.quarto.postrender import postrender
from report.quarto.prerender import prerender
from report.quarto.settings import FORMATS
from report.study.project import Project
from tests.merge.conftest import with_edits
from tests.quarto.conftest import copied
from tests.quarto.imitated import imitated

WORDS = "sleep was "


@pytest.fixture(scope="module")
def root(cached_mini: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project whose Word files were rendered by an imitated Quarto and completed by the step after it."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv(FORMATS, "docx")
        root = copied(cached_mini, tmp_path_factory.mktemp("merge"), monkeypatch)
        path = root / "templates" / "index.qmd.j2"
        path.write_text(path.read_text("utf-8").replace("---\n", "---\nline-numbers: true\n", 1), "utf-8")
        inputs = Inputs(Project(root))
        prerender(inputs)
        postrender(inputs, imitated(root, "index", "supplement", formats=("docx",)))
        yield root


@pytest.fixture
def merged(root: Path, tmp_path: Path, run_report: Callable[..., Any]) -> Callable[..., dict[str, Any]]:
    """The answer of `report merge` to a copy with edits."""

    def run(*edits: tuple[str, str], name: str = "index") -> dict[str, Any]:
        copy = tmp_path / "copy.docx"
        copy.write_bytes(with_edits((root / "_output" / f"{name}.docx").read_bytes(), *edits))
        found: dict[str, Any] = json.loads(run_report(root, "merge", copy, "--json", "-").stdout)
        return found

    return run


def test_both_engines_embed_the_same_base(root: Path, tmp_path: Path) -> None:
    """Units, their places in the templates, templates, data and build."""
    from report.pipeline.build import build

    inputs = Inputs(Project(root))
    build(inputs, tmp_path / "embedded", ["docx"])
    for name in inputs.project.study.documents:
        one, other = (
            base_in((folder / f"{name}.docx").read_bytes(), name)
            for folder in (tmp_path / "embedded", root / "_output")
        )
        assert one is not None
        assert other is not None
        assert one.units == other.units
        assert not other.unmapped
        facts = [(base.document, base.build, base.commit, base.data, base.templates) for base in (one, other)]
        assert facts[0] == facts[1]


@pytest.mark.parametrize("name", ["index", "supplement"])
def test_an_unedited_copy_changes_nothing(merged: Callable[..., dict[str, Any]], name: str) -> None:
    """And the file names the document that it was rendered from."""
    found = merged(name=name)
    assert found["document"] == name
    assert found["hunks"] == []


def test_an_edited_sentence_goes_to_its_line(root: Path, merged: Callable[..., dict[str, Any]]) -> None:
    """Into the template, not into the document that the step before the render wrote for Quarto."""
    (hunk,) = merged((WORDS, "the time asleep was "))["hunks"]
    lines = (root / "templates" / "index.qmd.j2").read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if WORDS in text)
    assert (hunk["state"], hunk["where"]) == ("applied", f"templates/index.qmd.j2:{line}")


def test_an_edited_number_is_a_conflict(root: Path, merged: Callable[..., dict[str, Any]]) -> None:
    """With the row whose number was changed."""
    mean = compute(Inputs(Project(root))).results.ledger["hours.mean"].printed
    (hunk,) = merged((f">{mean}<", ">9.9<"))["hunks"]
    assert hunk["state"] == "conflict"
    assert "hours.mean" in json.dumps(hunk)


def test_an_edited_copy_is_checked(root: Path, tmp_path: Path, run_report: Callable[..., Any]) -> None:
    """`report check` names the row of a changed number, and finds nothing in the file as it was rendered."""
    mean = compute(Inputs(Project(root))).results.ledger["hours.mean"].printed
    data = (root / "_output" / "index.docx").read_bytes()
    copy = tmp_path / "copy.docx"
    copy.write_bytes(data)
    assert run_report(root, "check", copy).returncode == 0
    copy.write_bytes(with_edits(data, (f">{mean}<", ">9.9<")))
    done = run_report(root, "check", copy)
    assert done.returncode == 1
    assert "hours.mean: found 9.9" in done.stdout


def test_settings_of_the_metadata_apply_to_the_word_file(root: Path) -> None:
    """Such as the numbers of lines, for which Quarto has no setting."""
    from report.render.word.namespaces import DOCUMENT
    from report.render.word.package import Package

    for name, numbered in (("index", True), ("supplement", False)):
        document = Package.read((root / "_output" / f"{name}.docx").read_bytes()).parts[DOCUMENT]
        assert (b"w:lnNumType" in document) is numbered
