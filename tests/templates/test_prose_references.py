"""References: every citation has its entry, every entry its facts and its citation, and the style sets all types."""

import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
BIBLIOGRAPHY = (TEMPLATES / "references.bib").read_text(encoding="utf-8")
ENTRIES = {
    key: (kind, body)
    for kind, key, body in re.findall(r"^@(\w+)\{([^,]+),\n(.*?)^\}", BIBLIOGRAPHY, re.MULTILINE | re.DOTALL)
}
NEEDED = {
    "article": {"author", "title", "journal", "year", "volume", "pages"},
    "book": {"author", "title", "publisher", "year"},
    "misc": {"author", "title", "year", "url"},
}
OTHER_TYPES = """
@incollection{chapter, author={Smith, Ann and Doe, Bo}, editor={Roe, Cy and Poe, Di}, title={A chapter},
  booktitle={The book}, edition={3}, pages={10--20}, publisher={Press}, year={2010}}
@techreport{report, author={{World Body}}, title={A report}, institution={An Office}, number={7}, year={2011}}
@software{software, author={Coder, Eve}, title={Toolkit}, version={1.2}, year={2022}, url={https://example.org}}
@online{page, author={{Health Office}}, title={A page}, date={2020-03-05}, url={https://example.org/p},
  urldate={2024-01-02}}
@article{twin1, author={Meyer, Ann}, title={First}, journal={J. Things}, year={2020}, volume={3}, pages={1--2}}
@article{twin2, author={Meyer, Ann}, title={Second}, journal={J. Things}, year={2020}, volume={3},
  number={2}, pages={3--9}}
@misc{nobody, title={Anonymous work}, year={2005}}
"""
SET = {
    "chapter": "Smith, A., & Doe, B. (2010). A chapter. In C. Roe & D. Poe (Eds.), *The book* (3rd ed., "
    "pp. 10–20). Press.",
    "report": "World Body. (2011). *A report* (No. 7). An Office.",
    "software": "Coder, E. (2022). *Toolkit* (Version 1.2) [Computer software]. <https://example.org>",
    "page": "Health Office. (2020, March 5). *A page*. Retrieved January 2, 2024, from "
    "<https://example.org/p>",
    "twin1": "Meyer, A. (2020a). First. *J. Things*, *3*, 1–2.",
    "twin2": "Meyer, A. (2020b). Second. *J. Things*, *3*(2), 3–9.",
    "nobody": "*Anonymous work*. (2005).",
    "sobel1982": "Sobel, M. E. (1982). Asymptotic confidence intervals for indirect effects in structural equation "
    "models. *Sociological Methodology*, *13*, 290–312. <https://doi.org/10.2307/270723>",
    "hayes2012": "Hayes, S. C., Strosahl, K. D., & Wilson, K. G. (2012). *Acceptance and commitment therapy: "
    "The process and practice of mindful change* (2nd ed.). Guilford Press.",
}


def cited():
    texts = [path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.j2")]
    return {key for text in texts for key in re.findall(r"(?<![\w.])@([a-z][\w-]*\d{4})\b", text)}


def test_citations_and_entries_are_the_same_works():
    """No citation lacks its entry, and no entry is without a citation."""
    assert cited() == set(ENTRIES)
    assert 30 <= len(ENTRIES) <= 70


@pytest.mark.parametrize("key", ENTRIES)
def test_an_entry_has_the_facts_of_its_kind(key):
    """Articles, books and pages name what a reader needs to find them; a DOI is bare."""
    kind, body = ENTRIES[key]
    fields = dict(re.findall(r"(\w+) = \{(.*?)\}(?=,)", body))
    assert NEEDED[kind] <= set(fields)
    assert key.endswith(fields["year"])
    assert "--" in fields.get("pages", "--") or re.fullmatch(r"[a-z]?\d+", fields["pages"])
    assert re.fullmatch(r"10\.\d{4,}/\S+", fields.get("doi", "10.1000/1"))


def test_no_doi_stands_twice():
    """A work has one entry."""
    found = re.findall(r"doi = \{(.*?)\}", BIBLIOGRAPHY)
    assert len(found) == len(set(found))


def test_the_style_is_csl():
    """The style is well-formed CSL 1.0 whose macros are all defined and used."""
    space = "{http://purl.org/net/xbiblio/csl}"
    root = ElementTree.parse(TEMPLATES / "apa.csl").getroot()
    assert (root.tag, root.get("version"), root.get("class")) == (f"{space}style", "1.0", "in-text")
    defined = {macro.get("name") for macro in root.iter(f"{space}macro")}
    used = {node.get("macro") for node in root.iter() if node.get("macro")}
    assert used == defined


@pytest.fixture(scope="module")
def typeset(tmp_path_factory):
    pypandoc = pytest.importorskip("pypandoc")
    folder = tmp_path_factory.mktemp("citations")
    (folder / "types.bib").write_text(OTHER_TYPES, encoding="utf-8")
    keys = "; ".join(f"@{key}" for key in SET)
    (folder / "text.md").write_text(
        f"[{keys}]\n\n[@watts2020; @murphy2022, p. 3]\n\n@hu1999 and [EBI\\; @roseman2019].\n",
        encoding="utf-8",
    )
    command = [pypandoc.get_pandoc_path(), "text.md", "--citeproc", "--to=commonmark", "--wrap=none"]
    command += [f"--csl={TEMPLATES / 'apa.csl'}", "--bibliography=types.bib"]
    command += [f"--bibliography={TEMPLATES / 'references.bib'}"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True, encoding="utf-8")
    assert not done.stderr
    return done.stdout.replace("\\[", "[").replace("\\]", "]").replace("--", "–")


@pytest.mark.parametrize("key", SET)
def test_each_type_of_work_is_set_as_apa_does(typeset, key):
    """Articles, books, chapters, reports, software and pages follow the seventh edition; DOIs are links."""
    assert SET[key] in typeset


def test_citations_in_the_text_are_author_and_date(typeset):
    """Two authors are both named, three or more are abbreviated, works of one year get letters."""
    assert "(Murphy et al., 2022, p. 3; Watts & Luoma, 2020)" in typeset
    assert "Hu & Bentler (1999) and (EBI; Roseman et al., 2019)" in typeset
    assert "Meyer, 2020a, 2020b" in typeset
