"""`report audit` reads each format, writes JSON and a page, and ends with the right exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from report.cli.app import program

WRONG = "The groups differed, t(28) = 2.20, p = .360."
RIGHT = "The groups differed, t(28) = 2.20, p = .036."
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><abstract><p>No numbers.</p></abstract>
</profileDesc></teiHeader><text><body><div><head>Results</head><p>{}</p></div></body></text></TEI>"""
JATS = """<article><front><article-meta><title-group><article-title>A</article-title></title-group></article-meta>
</front>
<body><sec><title>Results</title><p>{}</p></sec></body></article>"""
SOURCES = {
    "paper.txt": "Results\n\n{}\n",
    "paper.md": "# Results\n\n{}\n",
    "paper.tex": "\\documentclass{{article}}\\begin{{document}}\\section{{Results}} {} \\end{{document}}",
    "paper.html": "<!doctype html><html><body><h1>Results</h1><p>{}</p></body></html>",
    "tei.xml": TEI,
    "jats.xml": JATS,
}


def run(*arguments: object) -> tuple[int, str]:
    """The exit code and the output of `report audit`."""
    done = CliRunner().invoke(program(), ["audit", *map(str, arguments)])
    return done.exit_code, done.output


@pytest.mark.parametrize("name", SOURCES)
def test_each_format_of_markup_is_read(name: str, tmp_path: Path) -> None:
    """A wrong p is found in every format, and a right one is not."""
    file = tmp_path / name
    file.write_text(SOURCES[name].format(WRONG), encoding="utf-8")
    code, printed = run(file)
    assert code == 1
    assert "t(28) = 2.20, p = .360" in printed
    assert "1 finding" in printed
    file.write_text(SOURCES[name].format(RIGHT), encoding="utf-8")
    assert run(file)[0] == 0


def test_json_and_page(tmp_path: Path) -> None:
    """JSON holds each statement with its computation; the page is one file, worded as questions."""
    file, page = tmp_path / "paper.txt", tmp_path / "questions.html"
    file.write_text(f"Results\n\n{WRONG} {RIGHT}", encoding="utf-8")
    code, printed = run(file, "--json", "--html", page)
    record = json.loads(printed)
    assert code == 1
    assert record["summary"] == {"read": 2, "checked": 2, "consistent": 1, "findings": 1, "not_checkable": 0}
    assert record["findings"][0]["severity"] == "decision error"
    assert record["findings"][0]["values"]["p_computed"] == pytest.approx(0.0362, abs=1e-4)
    html = page.read_text(encoding="utf-8")
    assert "2 statements read, 2 checked, 1 consistent, 1 finding" in html
    assert "src=" not in html
    assert "http" not in html.replace("http-equiv", "")
    assert "?</p>" in html
    run(file, "--html", page, "--excerpts")
    assert "with the places marked" in html
    assert "with the places marked" not in page.read_text(encoding="utf-8")


def test_the_page_says_each_thing_once(tmp_path: Path) -> None:
    """What was recomputed is not repeated below a question that says it."""
    file, made = tmp_path / "paper.md", tmp_path / "paper.html"
    file.write_text("They differed, *t*(33) = 2.09, *p* = .044, *N* = 20, and *t*(28) = 2.20, *p* = .360.\n")
    assert run(file, "--html", made)[0] == 1
    page = made.read_text(encoding="utf-8")
    assert page.count("33 degrees of freedom need at least 34 cases") == 1
    assert 'class="computed">two-sided p = 0.036' in page


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("paper.pdf", b"%PDF-1.4 broken", "is truncated"),
        ("paper.doc", b"text", "has a type that cannot be read"),
        ("paper.txt", b" ", "is empty"),
        ("bomb.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><TEI>&b;</TEI>', "entities"),
    ],
)
def test_an_unreadable_file_ends_with_2(name: str, content: bytes, message: str, tmp_path: Path) -> None:
    """A file that cannot be read is explained in one line, with exit code 2."""
    file = tmp_path / name
    file.write_bytes(content)
    code, printed = run(file)
    assert code == 2
    assert message in printed
    assert printed.count("\n") == 1


def test_an_unknown_rule_is_a_wrong_command_line(tmp_path: Path) -> None:
    """The known rules are listed."""
    file = tmp_path / "paper.txt"
    file.write_text(RIGHT, encoding="utf-8")
    done = CliRunner().invoke(program(), ["audit", str(file), "--rules", "nosuch"])
    assert "reported-p" in str(done.exception)


def test_a_folder_becomes_one_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers of a folder are audited in parallel; unreadable ones have a line; a second run gives the same bytes."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder, out = tmp_path / "papers", tmp_path / "out.csv"
    folder.mkdir()
    for name, text in (("one.txt", WRONG), ("two.md", RIGHT)):
        (folder / name).write_text(f"# Results\n\n{text}\n", encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4")
    code, printed = run(folder, "--csv", out)
    assert code == 1
    assert "3 papers: 1 with findings, 1 not readable" in printed
    first = out.read_bytes()
    lines = first.decode().splitlines()
    assert [line.split(",")[1] for line in lines] == ["severity", "not readable", "decision error", "none"]
    run(folder, "--csv", out)
    assert out.read_bytes() == first
    assert run(folder)[0] != 0


def test_every_rule_is_documented() -> None:
    """docs/audit.md has each rule with its formula and source, and says whether it is on."""
    from report.audit.registry import RULES

    text = (Path(__file__).parents[2] / "docs" / "audit.md").read_text(encoding="utf-8")
    for rule in RULES:
        section = text.split(f"### {rule.name}\n")[1].split("\n### ")[0]
        for part in (rule.formula, rule.source, rule.needs, rule.rounding, rule.abstains):
            assert part in section, rule.name
