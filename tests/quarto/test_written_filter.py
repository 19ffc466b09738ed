"""The filter of hand-written documents under Quarto, which is imitated by the function that the filter calls."""

from __future__ import annotations

from pathlib import Path

import pypandoc
import pytest

from report.render.html.page import ASSETS

EXTENSION = Path(__file__).parents[2] / "_extensions" / "tracepaper"
#: Quarto has replaced the authors by their names, and stored their records apart.
LETTER = """---
title: Letter
author: [Ann Example, Bob Other]
by-author:
  - name: {literal: Ann Example}
    affiliations: [{name: University of Nowhere}]
  - name: {literal: Bob Other}
---

Dear reviewers
"""


@pytest.fixture
def filtered(tmp_path: Path) -> Path:
    """A filter that runs `written.lua` as Quarto does."""
    path = tmp_path / "quarto.lua"
    path.write_text(
        f"quarto = {{ utils = {{ resolve_path = function(name) return '{EXTENSION}/' .. name end }} }}\n"
        f"dofile('{EXTENSION}/written.lua')\nreturn {{ {{ Pandoc = Pandoc }} }}\n",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize("document", ["", "document: letter\n"])
def test_the_title_block_has_authors_and_affiliations(filtered: Path, document: str) -> None:
    """The page template prints the line that the filter composes; woven documents have it already."""
    text = LETTER.replace("title:", f"{document}title:", 1)
    arguments = [
        "--standalone",
        "--wrap=none",
        f"--template={ASSETS / 'page.html'}",
        f"--lua-filter={filtered}",
    ]
    page = pypandoc.convert_text(text, "html", "markdown", extra_args=arguments)
    line = '<span class="author-name">Ann Example'
    assert [words in page for words in (line, "University of Nowhere")] == [not document] * 2


def test_slides_keep_their_own_title(filtered: Path) -> None:
    """Their template knows authors, but no such line."""
    arguments = ["--standalone", f"--lua-filter={filtered}"]
    slides = pypandoc.convert_text(LETTER, "revealjs", "markdown", extra_args=arguments)
    assert "Ann Example" in slides
    assert "University of Nowhere" not in slides
