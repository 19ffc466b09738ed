"""The key of a build depends on every file that can change a document."""

from __future__ import annotations

import sys
from dataclasses import replace

from report.manuscript.inputs import Inputs
from report.study.project import Project
from tests.conftest import usual_path


def key(root):
    return Inputs(Project.find(root)).pages_key()


def test_an_edit_of_the_settings_of_quarto_changes_the_key(mini, monkeypatch):
    """`_quarto.yml` holds metadata of documents, their reference document, and the list of documents."""
    monkeypatch.setattr(sys, "path", [str(mini.root), *usual_path(mini.root.parents[1])])
    without = key(mini.root)
    settings = mini.root / "_quarto.yml"
    settings.write_text("project: {render: [index.qmd]}\n", encoding="utf-8")
    english = key(mini.root)
    assert without
    assert english != without
    assert key(mini.root) == english
    settings.write_text("project: {render: [index.qmd]}\nlang: de\n", encoding="utf-8")
    assert key(mini.root) != english


def test_results_are_not_reused_in_another_language(mini, monkeypatch):
    """German and French have the same decimal mark, and different number words."""
    monkeypatch.setattr(sys, "path", [str(mini.root), *usual_path(mini.root.parents[1])])
    found = set()
    for language in ("de", "fr"):
        each = Inputs(Project(mini.root))
        vars(each)["build"] = replace(each.build, style="apa-comma", language=language)
        found.add(each.basis)
    assert len(found) == 2
