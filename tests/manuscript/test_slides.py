"""Slides are recognised by the formats that their metadata name."""

from __future__ import annotations

import pytest

from report.manuscript.slides import is_slides, without_slides
from report.template import Woven


@pytest.mark.parametrize(
    ("format", "slides"),
    [
        ("format: revealjs", True),
        ("format: 'revealjs' # a talk", True),
        ("format:\n  revealjs:\n    theme: dark\n    slide-level: 2", True),
        ("format:\n  revealjs: default", True),
        ("format: {revealjs: {theme: dark}}", True),
        ("format:\n  revealjs: default\n  html: default", False),
        ("format:\n  html: default\n  revealjs: default", False),
        ("format: {revealjs: default, docx: default}", False),
        ("format: html", False),
        ("other:\n  format: revealjs", False),
        ("title: revealjs", False),
    ],
)
@pytest.mark.parametrize("after", ["", "\ntitle: A talk"])
def test_slides_ask_for_no_other_format(format: str, slides: bool, after: str) -> None:
    """Documents that are pages or Word files, too, are rendered as such."""
    text = f"---\n{format}{after}\n---\n\nText.\n"
    assert is_slides(text) is slides
    assert list(without_slides({"talk": Woven("talk", text, ())})) == ([] if slides else ["talk"])


def test_without_metadata_there_are_no_slides() -> None:
    """The text may contain such a line."""
    assert not is_slides("format: revealjs\n")
