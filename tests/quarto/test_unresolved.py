"""What Quarto only warns about is found in its outputs."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from report.quarto.unresolved import unresolved
from report.render.word.namespaces import DOCUMENT, W
from report.render.word.package import Package


def found(folder: Path, body: str) -> list[tuple[str, str]]:
    """The locations and faults of a page."""
    page = folder / "index.html"
    page.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    return [(fault.where, fault.what) for fault in unresolved(page, folder / "index.qmd")]


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("<p>see ?@fig-x here</p>", "@fig-x refers to nothing"),
        ("<p>a note[^n1]</p>", "no note is called n1"),
        ("<p>{{< stat a.b >}}</p>", "no shortcode named stat"),
        ("<p>?meta:title</p>", "meta:title has no value"),
        ("<p>[@davis2021]</p>", "no reference with the key davis2021"),
        (
            '<p><span class="citation"><strong>davis2021?</strong></span></p>',
            "no reference with the key davis2021",
        ),
        ('<p><img src="one.png"></p>', "the picture one.png is missing"),
    ],
)
def test_each_kind_is_a_fault(tmp_path: Path, body: str, what: str) -> None:
    """References, notes, shortcodes, values, keys and pictures."""
    assert [fault for _, fault in found(tmp_path, body)] == [what]


@pytest.mark.parametrize(
    "body",
    [
        *("<p>Is it? Yes.</p>", "<code>?@fig-x</code>", "<p><strong>Really?</strong></p>"),
        *('<p><img src="data:image/png;base64,x"></p>', '<p><img src="https://x.y/z.png"></p>'),
    ],
)
def test_ordinary_text_is_not(tmp_path: Path, body: str) -> None:
    """Questions, code, and pictures that are in the page or on the web."""
    assert found(tmp_path, body) == []


def test_a_fault_has_the_section_of_its_page(tmp_path: Path) -> None:
    """The last heading before it; each fault once."""
    body = "<p>?@fig-a</p><h2>Second <em>part</em></h2><p>?@fig-b and ?@fig-b</p>"
    assert found(tmp_path, body) == [
        ("index.html, front matter", "@fig-a refers to nothing"),
        ("index.html, Second part", "@fig-b refers to nothing"),
    ]


def test_other_outputs_are_not_read(tmp_path: Path) -> None:
    """A PDF is printed from the page."""
    assert unresolved(tmp_path / "index.pdf", tmp_path / "index.qmd") == []


ESCAPED = 'Write {{{< stat  a.b format="eq" >}}} or `{{{< stat c.d >}}}`.\n'


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ("<p>Write {{&lt; stat a.b format=“eq” &gt;}}.</p>", []),
        ("<p>Write {{&lt; stat e.f &gt;}}.</p>", ["no shortcode named stat"]),
        ("<p>Write <code>{{&lt; stat c.d &gt;}}</code>.</p>", []),
    ],
)
def test_an_escaped_shortcode_is_printed(tmp_path: Path, body: str, faults: list[str]) -> None:
    """In text and in code; a shortcode that the source does not escape is a fault."""
    (tmp_path / "index.qmd").write_text(ESCAPED, encoding="utf-8")
    assert [fault for _, fault in found(tmp_path, body)] == faults


@pytest.mark.parametrize(
    ("text", "style", "faults"),
    [
        ("{{< stat a.b format=“eq” >}}", "", []),
        ("{{< stat e.f >}}", "", ["no shortcode named stat"]),
        ("{{< stat e.f >}}, ?@fig-a", "VerbatimChar", []),
        ("{{< stat e.f >}}", "NormalTok", []),
    ],
)
def test_code_and_escaped_shortcodes_of_word_files_are_printed(
    tmp_path: Path, text: str, style: str, faults: list[str]
) -> None:
    """Code has a style of its own."""
    (tmp_path / "index.qmd").write_text(ESCAPED, encoding="utf-8")
    path = tmp_path / "index.docx"
    shown = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    run = f"<w:r>{shown}<w:t>{escape(text)}</w:t></w:r>"
    body = f'<w:document xmlns:w="{W}"><w:body><w:p>{run}</w:p></w:body></w:document>'
    path.write_bytes(Package({DOCUMENT: body.encode()}).written(0))
    assert [fault.what for fault in unresolved(path, tmp_path / "index.qmd")] == faults
