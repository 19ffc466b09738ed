"""Settings in `_quarto.yml`: its text and its top level."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.study.quarto_file import quarto_settings, quarto_text


def test_settings_are_the_top_level(tmp_path: Path) -> None:
    """Also after a byte order mark; keys are texts."""
    (tmp_path / "_quarto.yml").write_bytes("\ufefflang: de\n1: x\n".encode())
    assert quarto_settings(tmp_path) == {"lang": "de", "1": "x"}
    assert quarto_text(tmp_path).startswith("lang")


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "a: [\n", "just a text"])
def test_a_file_that_quarto_refuses_has_no_settings(tmp_path: Path, text: str) -> None:
    """Quarto reports the fault itself."""
    (tmp_path / "_quarto.yml").write_text(text, encoding="utf-8")
    assert quarto_settings(tmp_path) == {}


def test_without_a_file(tmp_path: Path) -> None:
    """And without a project."""
    assert quarto_text(tmp_path) == quarto_text(None) == ""
    assert quarto_settings(None) == {}
