"""The style in which the numbers of a project print, in the words of its language."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from report.manuscript.printed_style import number_language, printed_style, project_language
from report.rows.styles import STYLES


def project(root, front="", *, documents=("index",), written=(), **chosen):
    settings = {"style": "apa", "decimal_mark": "", "confidence_interval": ""} | chosen
    return SimpleNamespace(
        root=root,
        manuscript=SimpleNamespace(**settings),
        study=SimpleNamespace(documents=documents),
        written=written,
        templates=lambda: {"index.qmd.j2": f"---\ntitle: T\n{front}\n---\n", "supplement.qmd.j2": ""},
    )


def quarto(root, lang):
    (root / "_quarto.yml").write_text(f"lang: {lang}\n", encoding="utf-8")


def test_the_first_document_has_the_language_of_the_project(tmp_path):
    """Before `_quarto.yml`, before English."""
    assert project_language(project(tmp_path)) == "en"
    quarto(tmp_path, "fr")
    assert project_language(project(tmp_path)) == "fr"
    assert project_language(project(tmp_path, "lang: de-CH")) == "de-CH"


def test_a_project_without_templates_has_the_language_of_its_first_hand_written_document(tmp_path):
    """A missing file has none."""
    Path(tmp_path / "letter.qmd").write_text("---\nlang: es\n---\n", encoding="utf-8")
    assert project_language(project(tmp_path, documents=(), written=("letter.qmd",))) == "es"
    assert project_language(project(tmp_path, documents=(), written=("gone.qmd",))) == "en"
    assert project_language(project(tmp_path, documents=())) == "en"


@pytest.mark.parametrize(("lang", "code"), [("de-CH", "de"), ("pt_BR", "pt"), ("EN", "en")])
def test_number_words_have_the_language_without_its_region(tmp_path, lang, code):
    """In small letters."""
    assert number_language(project(tmp_path, f"lang: {lang}")) == code


def test_the_decimal_mark_is_that_of_the_language_unless_it_is_chosen(tmp_path):
    """A German paper may print points."""
    german = project(tmp_path, "lang: de")
    assert STYLES[printed_style(german)].decimal_mark == ","
    point = project(tmp_path, "lang: de", decimal_mark="point")
    assert STYLES[printed_style(point)].decimal_mark == "."
    assert STYLES[printed_style(project(tmp_path))].decimal_mark == "."
