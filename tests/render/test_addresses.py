"""Links, attributes and styles that must not be published."""

from __future__ import annotations

import pytest

from report.render.guard.addresses import outside, refused_attribute, refused_link, scheme_of


@pytest.mark.parametrize(
    "target",
    [
        "https://x.y",
        "mailto:a@b.c",
        "doi:10.1/x",
        "#sec-a",
        "other.html#x",
        "data/trial.csv",
        "../a.html?q=1",
        "",
    ],
)
def test_usual_links_are_published(target: str) -> None:
    """The web, mail, and files of the project, seen from a document in a folder."""
    assert refused_link(target, "docs") == ""


@pytest.mark.parametrize(
    "target",
    [
        *(
            "javascript:go()",
            "JavaScript:go()",
            " java\tscript:go()",
            "java\u200bscript:go()",
            "javascript%3Ago()",
        ),
        *(
            "data:text/html,x",
            "file:///etc/passwd",
            "vbscript:x",
            "/etc/passwd",
            "\\\\server\\share",
            "../../secret",
        ),
    ],
)
def test_links_that_act_or_leave_the_project_are_refused(target: str) -> None:
    """Schemes are read as browsers read them: without spaces and invisible characters, encoded or not."""
    assert refused_link(target, "docs")


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("HTTP://x", "http"),
        ("h\nttps:x", "https"),
        ("\u200bjava script:x", "javascript"),
        ("a/b:c", ""),
        ("5:x", ""),
    ],
)
def test_the_scheme_is_what_a_browser_sees(address: str, scheme: str) -> None:
    """White space before and inside a scheme is ignored."""
    assert scheme_of(address) == scheme


@pytest.mark.parametrize(
    ("path", "folder", "leaves"),
    [
        ("a.html", "", False),
        ("../a", "", True),
        ("../a", "docs", False),
        ("../../a", "docs", True),
        ("x/../../a", "", True),
    ],
)
def test_a_path_may_leave_its_folder_but_not_the_project(path: str, folder: str, leaves: bool) -> None:
    """The folder of the document counts."""
    assert outside(path, folder) is leaves


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("class", "x"),
        ("style", "color: red; margin-left: 2em"),
        ("style", "width: calc(100% - 2em)"),
        ("lang", "de"),
        ("data-stat", "a.b"),
    ],
)
def test_plain_attributes_are_published(name: str, value: str) -> None:
    """Classes, languages, and styles of colours, fonts and distances."""
    assert refused_attribute(name, value) == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(
            ("onclick", "x"),
            ("OnLoad", "x"),
            ("src", "x"),
            ("data-src", "x"),
            ("href", "x"),
            ("xlink:href", "x"),
        ),
        *(
            ("srcdoc", "x"),
            ("style", "background: url(x)"),
            ("style", "position: fixed"),
            ("style", "color: expression(1)"),
        ),
        *(("http-equiv", "refresh"), ("a<b", "x"), ("style", "behavior: x"), ("contenteditable", "true")),
    ],
)
def test_attributes_that_load_or_act_are_refused(name: str, value: str) -> None:
    """Handlers, addresses, names that are not names, and styles beyond the plain ones."""
    assert refused_attribute(name, value)
