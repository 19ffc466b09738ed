"""Active content and foreign files never reach an output: each construct, wherever it is written, is a fault."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from report.render.document import Document
from report.render.pandoc import read
from report.rows.errors import RenderError
from tests.sampling import sampled

SECRET = "the-planted-secret"
FIELD = "<w:r><w:instrText>DDEAUTO c:/cmd</w:instrText></w:r>"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
#: Inline constructs, each on one line, that may be written wherever text is.
INLINE = {
    "script": "a <script>alert(1)</script> b",
    "image with handler": "a <img src=x.png onerror=alert(1)> b",
    "svg with handler": "a <svg onload=alert(1)></svg> b",
    "iframe": 'a <iframe src="secret.txt"></iframe> b',
    "embed": 'a <embed src="secret.txt"> b',
    "object": 'a <object data="secret.txt"></object> b',
    "attachment": 'a <link rel=attachment href="secret.txt"> b',
    "audio": 'a <audio src="secret.txt"></audio> b',
    "video": 'a <video poster="secret.txt"></video> b',
    "refresh": 'a <meta http-equiv=refresh content="0;url=http://x.invalid"> b',
    "style element": "a <style>@import url(http://x.invalid)</style> b",
    "base": 'a <base href="http://x.invalid/"> b',
    "form": 'a <form action="http://x.invalid"><input autofocus onfocus=alert(1)></form> b',
    "raw link": 'a <a href="javascript:alert(1)">x</a> b',
    "tag with handler": "a <b onclick=alert(1)>x</b> b",
    "native span with handler": 'a <span onclick="alert(1)">x</span> b',
    "native span with source": 'a <span data-src="secret.txt">x</span> b',
    "unclosed tag": "a <sup>x b",
    "raw HTML attribute": "a `<script>alert(1)</script>`{=html} b",
    "raw OpenXML": f"a `{FIELD}`{{=openxml}} b",
    "raw TeX": "a `\\input{/etc/passwd}`{=latex} b",
    "javascript link": "a [x](javascript:alert(1)) b",
    "javascript link in capitals": "a [x](JaVaScRiPt:alert(1)) b",
    "javascript link with a break": "a [x](java&#10;script:alert(1)) b",
    "javascript link behind a control": "a [x](<&#1;javascript:alert(1)>) b",
    "data link": "a [x](data:text/html;base64,PHNjcmlwdD4=) b",
    "vbscript link": "a [x](vbscript:msgbox) b",
    "file link": "a [x](file:///etc/passwd) b",
    "link to the machine": "a [x](/etc/passwd) b",
    "link outside": "a [x](../../outside.txt) b",
    "link to a share": "a [x](<\\\\\\\\host\\\\share>) b",
    "link without scheme": "a [x](//x.invalid/y) b",
    "autolink": "a <javascript:alert(1)> b",
    "picture of the machine": "a ![x](/etc/passwd) b",
    "picture by address": "a ![x](file:///etc/passwd) b",
    "picture from the network": "a ![x](http://x.invalid/x.png) b",
    "picture without scheme": "a ![x](//x.invalid/x.png) b",
    "picture outside": "a ![x](../outside.png) b",
    "escaped picture outside": "a ![x](%2e%2e/outside.png) b",
    "picture by symbolic link": "a ![x](linked.png) b",
    "picture in a linked folder": "a ![x](linked/outside.png) b",
    "text as picture": "a ![x](secret.txt) b",
    "text named as a picture": "a ![x](secret.png) b",
    "picture as data": "a ![x](data:image/svg+xml;base64,PHN2Zz4=) b",
    "raw picture": 'a <img src="/etc/passwd"> b',
    "handler": "a [x]{onclick=alert(1)} b",
    "handler of a link": "a [x](#y){onmouseover=alert(1)} b",
    "handler of code": "a `x`{onclick=alert(1)} b",
    "style that loads": 'a [x]{style="background:url(http://x.invalid)"} b',
    "style with escapes": 'a [x]{style="color:\\\\75rl(x)"} b',
    "style that covers": 'a [x]{style="position:fixed"} b',
    "source": "a [x]{src=secret.txt} b",
    "data source": "a [x]{data-src=secret.txt} b",
    "background": "a [x]{data-background-image=secret.txt} b",
    "inner document": 'a [x]{srcdoc="y"} b',
    "refresh attribute": "a [x]{http-equiv=refresh} b",
}
#: Where text is written; each place has the construct on one line of its own.
TEXT = """\
---
title: |
  Title {0}
abstract: |
  Abstract {0}
keywords:
  - |
    Keyword {0}
---

# Heading {0}

Text {0}[^n]

> Quotation {0}

- Item {0}

[^n]: Note {0}

::: {{#tbl-a .stat-table}}
| One | Two |
|:----|----:|
| x | cell {0} |

Caption {0}
:::
"""
PLACES = 10


@pytest.fixture
def project(tmp_path):
    root = tmp_path / "project"
    (root / "templates").mkdir(parents=True)
    (root / "figures").mkdir()
    (tmp_path / "outside.png").write_bytes(PIXEL + SECRET.encode())
    (tmp_path / "outside.txt").write_text(SECRET)
    (root / "linked.png").symlink_to(tmp_path / "outside.png")
    (root / "linked").symlink_to(tmp_path)
    (root / "secret.txt").write_text(SECRET)
    (root / "secret.png").write_text(SECRET)
    return root


def faults_of(markdown: str, root: Path):
    (root / "templates" / "page.qmd.j2").write_text(markdown, encoding="utf-8")
    with pytest.raises(RenderError) as caught:
        read(Document("page", markdown, root, root / "figures"), 0)
    return caught.value.faults


def test_each_kind_of_active_content_is_a_fault_with_its_line(project: Path) -> None:
    """All in one document, each in a paragraph of its own."""
    text = "".join(f"{construct}\n\n" for construct in INLINE.values())
    lines = text.split("\n")
    found = {fault.where for fault in faults_of(text, project)}
    missed = [n for n, line in enumerate(lines, 1) if line and f"templates/page.qmd.j2:{n}" not in found]
    assert [lines[n - 1] for n in missed] == []


@pytest.mark.parametrize("name", sampled(INLINE, 9))
def test_active_content_is_a_fault_at_each_of_its_lines(name: str, project: Path) -> None:
    """The document is not rendered, and every place is reported."""
    construct = INLINE[name]
    text = TEXT.format(construct)
    expected = {
        f"templates/page.qmd.j2:{n}" for n, line in enumerate(text.split("\n"), 1) if construct in line
    }
    assert len(expected) == PLACES
    faults = faults_of(text, project)
    assert expected <= {fault.where for fault in faults}
    assert SECRET not in str(faults)


BLOCKS = {
    "script": "<script>\nalert(1)\n</script>",
    "raw OpenXML": f"```{{=openxml}}\n<w:p>{FIELD}</w:p>\n```",
    "included picture": '```{=openxml}\n<w:p><w:fldSimple w:instr="INCLUDEPICTURE http://x.invalid"/></w:p>\n```',
    "raw HTML": "```{=html}\n<iframe src=/etc/passwd></iframe>\n```",
    "raw table": "<table><tr><td>1</td></tr></table>",
    "handler of a division": "::: {onclick=alert(1)}\nx\n:::",
    "style of a division": '::: {style="background:url(/etc/passwd)"}\nx\n:::',
    "native division": '<div onclick="alert(1)">\nx\n</div>',
    "handler of a heading": "# Head {onclick=alert(1)}",
    "handler of code": "```{.python onclick=alert(1)}\nx\n```",
    "conditional comment behind text": "x\n\n<!--[if IE]><script>1</script><![endif]--><script>1</script>",
    "reference picture": "![x][y]\n\n[y]: /etc/passwd",
    "reference link": "[x][y]\n\n[y]: javascript:alert(1)",
}


@pytest.mark.parametrize("construct", BLOCKS.values(), ids=BLOCKS)
def test_an_active_block_is_a_fault_with_its_line(construct: str, project: Path) -> None:
    """A block is named by a line between its first and its last."""
    faults = faults_of(f"Text.\n\n{construct}\n", project)
    lines = [int(re.search(r":(\d+)$", fault.where)[1]) for fault in faults]
    assert lines
    assert all(3 <= line <= 3 + construct.count("\n") for line in lines)


@pytest.mark.parametrize(
    "metadata",
    [
        "bibliography: /etc/passwd.bib",
        "bibliography: ../outside.bib",
        "bibliography: http://x.invalid/x.bib",
        "bibliography: [linked/outside.txt]",
        "csl: https://x.invalid/apa.csl",
        "csl: /etc/passwd",
        "csl: linked/outside.txt",
        "citation-abbreviations: linked/outside.txt",
        "lang: 'en\" onload=\"alert(1)'",
        "title: '[x](javascript:alert(1))'",
        "header-includes: '<script>alert(1)</script>'",
        "banner: '`<script>`{=html}'",
    ],
)
def test_metadata_name_nothing_outside_and_hold_nothing_active(metadata: str, project: Path) -> None:
    """Bibliographies and styles are files of the project, and every other field is text."""
    faults = faults_of(f"---\nsubtitle: x\n{metadata}\n---\n\nText.\n", project)
    assert "templates/page.qmd.j2:3" in {fault.where for fault in faults}


@pytest.mark.parametrize(
    "field",
    [
        "title = {A \\href{javascript:alert(1)}{x}}",
        "title = {A \\url{javascript:alert(1)}}",
        "url = {javascript:alert(1)}",
        "url = {file:///etc/passwd}",
        "url = {data:text/html,x}",
        "note = {\\href{file:///etc/passwd}{x}}",
        "doi = {javascript:alert(1)}",
    ],
)
def test_a_bibliography_field_leads_nowhere_active(field: str, project: Path) -> None:
    """A link of an entry is a fault in the bibliography's own line, or leads to a web address."""
    (project / "x.bib").write_text(f"@misc{{a,\n  author = {{B, C}}, year = 2000,\n  {field}\n}}\n")
    text = "---\nbibliography: x.bib\n---\n\nText [@a].\n"
    (project / "templates" / "page.qmd.j2").write_text(text)
    tree, faults = "", ()
    try:
        tree = read(Document("page", text, project, project / "figures"), 0).tree
    except RenderError as error:
        faults = error.faults
    assert {fault.where for fault in faults} <= {"x.bib:3"}
    links = re.findall(r'\["([^"]*)",""\]', tree)
    assert faults or all(link.startswith(("http:", "https:", "#")) for link in links)


@pytest.mark.parametrize(
    ("written", "element"),
    [
        ("a<br>b", "LineBreak"),
        ("a<br/>b", "LineBreak"),
        ("a<sup>2</sup>", "Superscript"),
        ("a<sub>2</sub>", "Subscript"),
        ("<b>a</b>", "Strong"),
        ("<em>a <b>c</b></em>", "Emph"),
        ("<u>a</u>", "Underline"),
        ("a\n\n<hr>\n\nb", "HorizontalRule"),
        ('<img src="dot.png" alt="A dot">', "Image"),
    ],
)
def test_harmless_html_is_translated_for_every_format(written: str, element: str, project: Path) -> None:
    """HTML that only sets text means the same in Word and on paper; comments vanish."""
    (project / "dot.png").write_bytes(PIXEL)
    markdown = f"{written}\n\n<!-- a\ncomment -->\n\nb <!-- comment --> c\n"
    tree = read(Document("page", markdown, project, project / "figures"), 0).tree
    assert f'"t":"{element}"' in tree
    assert "Raw" not in tree
    assert "comment" not in tree
