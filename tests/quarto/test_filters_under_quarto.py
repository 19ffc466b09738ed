"""The filters that run under Quarto, which is imitated by the function that they call."""

from __future__ import annotations

import re
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


WOVEN = """---
document: index
---

See @tbl-a and @fig-b: [7.5]{#o1 .stat data-stat="hours.mean"}, [enough]{#o2 .claim data-claim="claim.enough"}.

::: {#tbl-a .stat-table}
| A |
|---|
| 1 |

Hours of sleep
:::

::: {#fig-b .stat-figure data-figure="b"}
![](b.svg)

A bar
:::
"""
QUARTO = f"quarto = {{ utils = {{ resolve_path = function(name) return '{EXTENSION}/' .. name end }} }}\n"


def filtering(folder: Path, code: str) -> str:
    """The option for a filter that runs the extension's files as Quarto does."""
    path = folder / "quarto.lua"
    path.write_text(QUARTO + code, encoding="utf-8")
    return f"--lua-filter={path}"


@pytest.fixture
def filtered(tmp_path: Path) -> str:
    """The filter of hand-written documents."""
    return filtering(tmp_path, f"dofile('{EXTENSION}/written.lua')\nreturn {{ {{ Pandoc = Pandoc }} }}\n")


def test_labels_and_rows_are_in_jats(tmp_path: Path) -> None:
    """Although Quarto removes all divs: each reference has its target, and each number names its row."""
    code = f"""
    dofile('{EXTENSION}/woven.lua')
    dofile('{EXTENSION}/restored.lua')
    local without_divs = {{ Div = function(div) return div.content end }}
    local last = {{ Div = Div, Table = Table, Figure = Figure, Link = Link, Span = Span }}
    return {{ {{ Pandoc = Pandoc }}, without_divs, last }}
    """
    options = ["--wrap=none", filtering(tmp_path, code)]
    jats = pypandoc.convert_text(WOVEN, "jats", "markdown-implicit_figures", extra_args=options)
    targets = re.findall(r'\brid="([^"]*)"', jats)
    assert sorted(targets) == ["fig-b", "tbl-a"]
    assert sorted(re.findall(r'\bid="([^"]*-[^"]*)"', jats)) == sorted(targets)
    rows = re.findall(r'<named-content id="o\d" [^>]*vocab="ledger" vocab-term-identifier="([^"]*)"', jats)
    assert rows == ["hours.mean", "claim.enough"]
    assert "data-label" not in jats


@pytest.mark.parametrize("document", ["", "document: letter\n"])
def test_the_title_block_has_authors_and_affiliations(filtered: str, document: str) -> None:
    """The page template prints the line that the filter composes; woven documents have it already."""
    text = LETTER.replace("title:", f"{document}title:", 1)
    arguments = [
        "--standalone",
        "--wrap=none",
        f"--template={ASSETS / 'page.html'}",
        filtered,
    ]
    page = pypandoc.convert_text(text, "html", "markdown", extra_args=arguments)
    line = '<span class="author-name">Ann Example'
    assert [words in page for words in (line, "University of Nowhere")] == [not document] * 2


def test_slides_keep_their_own_title(filtered: str) -> None:
    """Their template knows authors, but no such line."""
    arguments = ["--standalone", filtered]
    slides = pypandoc.convert_text(LETTER, "revealjs", "markdown", extra_args=arguments)
    assert "Ann Example" in slides
    assert "University of Nowhere" not in slides
