"""A build that refuses its texts says all that is wrong with them, and publishes nothing."""

import pytest

from report.render.document import Document
from report.render.pandoc import pandoc
from report.rows.errors import RenderError

LETTER = (
    "---\ntitle: Letter\n---\n\nDear Editor,\n{{< stat hours.meen >}}, @tbl-none[^none]\n\n![Us](us.png)\n"
)
INDEX = "templates/index.qmd.j2"


def test_all_that_is_wrong_with_all_texts_is_said_at_once(mini):
    """Typed numbers, unknown names, references, footnotes and pictures, of templates and of hand-written documents."""
    mini.edit(INDEX, "<< protocol.nights >>", "31")
    mini.edit(INDEX, "<< hours.mean | eq >>", "<< hours.meen | eq >>")
    mini.edit(INDEX, "@author2020]), as in @tbl-sleep-table", "@autor2020]), as in @tbl-slep-table")
    mini.edit(INDEX, "[^note]:", "[^other]:")
    mini.edit("templates/supplement.qmd.j2", "has it all.", "has it all, in 37 rows.")
    mini.edit("pyproject.toml", "[tool.report]", '[tool.report]\ndocuments = ["letter.qmd"]')
    (mini.root / "letter.qmd").write_text(LETTER, encoding="utf-8")
    done = mini.report("build", "--to", "html", "--quiet")
    assert done.returncode == 1
    assert not mini.out.exists()
    said = [line for line in (done.stdout + done.stderr).splitlines() if not line.startswith("  ")]
    assert [line.split(",")[0] for line in said[:-1]] == [
        "letter.qmd:6  no statistic named hours.meen",
        "letter.qmd:6  calls the footnote none",
        "letter.qmd:8  shows us.png",
        f"{INDEX}:21  typed number 31 in “Over 31 nights",
        f"{INDEX}:22  no statistic named hours.meen",
        f"{INDEX}:22  cites autor2020",
        f"{INDEX}:22  refers to tbl-slep-table",
        f"{INDEX}:22  calls the footnote note",
        f"{INDEX}:25  the footnote other is never called",
        "templates/supplement.qmd.j2:18  typed number 37 in “@tbl-sleep-table has it all",
    ], "\n".join(said)


@pytest.fixture
def document(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "index.qmd.j2").write_text('a\n<% include "part.j2" %>\n', encoding="utf-8")
    (tmp_path / "templates" / "part.j2").write_text("key2020a\n\n[@key2020]\n", encoding="utf-8")
    (tmp_path / "letter.qmd").write_text("---\n---\n[@key2020]\n", encoding="utf-8")
    (tmp_path / "refs.bib").write_text("@book{a, title={A}}\n\n@book{b, title {B}}\n", encoding="utf-8")
    return lambda name, text: Document(name, text, tmp_path, tmp_path / "figures")


@pytest.mark.parametrize(("name", "where"), [("index", "templates/part.j2:3"), ("letter", "letter.qmd:3")])
def test_what_only_the_renderer_misses_is_placed_where_it_was_typed(document, name, where):
    """Pandoc knows no template: its warnings are placed by what they name."""
    with pytest.raises(RenderError) as caught:
        pandoc(document(name, "[@key2020]"), "html", [], 0)
    assert [(each.where, each.what.split(",")[0]) for each in caught.value.faults] == [
        (where, "cites key2020")
    ]


def test_a_bibliography_that_does_not_parse_is_placed_in_its_own_file(document):
    """The Markdown is not at fault."""
    with pytest.raises(RenderError) as caught:
        pandoc(document("index", "---\nbibliography: refs.bib\n---\n[@a]"), "html", [], 0)
    (fault,) = caught.value.faults
    assert (fault.where, fault.what) == ("refs.bib:3", "does not parse: unexpected '{'")


def test_a_section_is_referred_to_by_its_title(document):
    """Sections without numbers are named, with a link, as no citation would be."""
    page = pandoc(document("index", "# A {#sec-a}\n\n@sec-a"), "html", [], 0)
    assert 'href="#sec-a"' in page
    assert "@sec-a" not in page
