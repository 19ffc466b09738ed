"""Citations, references, footnotes and pictures: what leads nowhere is found in the sources, at its line."""

import pytest

from report.rows.build_record import Build
from report.rows.errors import TemplateError
from report.rows.figures import Figure
from report.rows.ledger import Ledger
from report.rows.stat import Claim, Stat
from report.rows.tables import Column, Table, row
from report.template import Context, weave

LEDGER = Ledger.of(
    [Stat("hours.mean", 7.5, "fixed1", "mean hours", "*M*"), Claim("claim.enough", True, "enough")],
    Build(synthetic=True),
)
FRONT = "---\nbibliography: refs.bib\n---\n"
TEXT = FRONT + "Known [@author2020; @alias].\n"
BIBLIOGRAPHY = """@comment{none2000, x}
@Article{author2020, title = {A}, ids = {alias, other}} @book(writer2019, title={B})
"""


class Drawing:
    """A drawing without labels."""

    shows = ()

    def draw(self, rows):
        raise NotImplementedError


@pytest.fixture
def root(tmp_path):
    (tmp_path / "refs.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    (tmp_path / "photo.png").write_bytes(b"")
    return tmp_path


def woven(root, text, caption="Caption", note="Note", **more):
    tables = {
        "sleep": Table(caption, (Column("a"),), (row("b"),), (note,)),
        "nap": Table("Nap", (Column("a"),), (row("b"),)),
    }
    figures = {"bars": (Figure("Bars", "Alternative @text", Drawing()), 100.0)}
    context = Context(LEDGER, tables, figures, {"sleep": "study/tables.py:7"}, root)
    texts = {"index.qmd.j2": text, "supplement.qmd.j2": "<< table('nap') >>", **more}
    return weave(texts, ("index", "supplement"), context)


def faults(root, text, **more):
    with pytest.raises(TemplateError) as caught:
        woven(root, text, **more)
    return [(each.where.removeprefix("templates/"), each.what, each.remedy) for each in caught.value.faults]


WRONG = {
    "[@autor2020]": ("cites autor2020", "did you mean author2020? If not, add it to refs.bib"),
    "see @zzz and": ("cites zzz", "add it to refs.bib, or correct the key"),
    "[see @{zzz}, p. 3; -@author2020]": ("cites zzz", "add it"),
    "@tbl-slep << table('sleep') >>": ("refers to tbl-slep", "did you mean tbl-sleep?"),
    "@tbl-sleep": ("refers to tbl-sleep", 'place it with << table("sleep") >>'),
    "@tbl-nap": ("refers to tbl-nap", 'write << see("supplement", "tbl-nap") >>'),
    "@sec-methods": ("refers to sec-methods", "place it, or correct the label"),
    "a[^one][^two]\n\n[^two]: A note.": (
        "calls the footnote one, which does not exist",
        "write it below: [^one]",
    ),
    "a[^nota]\n\n[^note]: b[^note]": ("calls the footnote nota", "did you mean note?"),
    "[^note]: A note.": ("the footnote note is never called", "[^note]"),
    "![A [b] c](none/x.svg){width=3}": ("shows none/x.svg", "create the file"),
    "![a](photos.png)": ("shows photos.png", "did you mean photo.png?"),
    '<img alt="" src="gone.png">': ("shows gone.png", "create the file"),
    "<< see('suplement', 'tbl-nap') >>": ("there is no document suplement", "did you mean supplement?"),
    "<< see('supplement', target='tbl-np') >>": ("supplement has no tbl-np", "did you mean tbl-nap?"),
    "<< claim('claim.enough', yes='as [@zzz]', no='b') >>": ("cites zzz", "add it"),
    "<% set key = 'zzz' %>[@<< key >>]": ("cites zzz", "add it"),
    "<% if not synthetic %>[@zzz]<% endif %>": ("cites zzz", "add it"),
    "Note[^a] and $5.\n\n[^a]: As [@zzz] costs $6.": ("cites zzz", "add it"),
}


@pytest.mark.parametrize("text", WRONG)
def test_what_leads_nowhere_is_a_fault_with_its_remedy(root, text):
    """Citations, cross-references, footnotes, pictures, references into another document: one fault each."""
    what, remedy = WRONG[text]
    found = faults(root, f"{TEXT}\n{text}")
    assert len(found) == 1, found
    assert found[0][0].startswith("index.qmd.j2")
    assert what in found[0][1]
    assert remedy in found[0][2]


FINE = [
    "`@zzz [^a]` and ``a ` @zzz`` $[^a]$",
    "```\n@zzz [^a] ![a](b.png)\n```",
    "<!-- @zzz\n[^a] -->",
    "someone@example.org, \\@zzz, [a](https://example.org/@zzz), <https://example.org/@zzz>",
    '[a]{title="@zzz"} and ![a](https://example.org/x.png) ![a](photo.png) ![a](figures/bars.svg)',
    "An inline^[Note with @writer2019.] note, a[^b] note.\n\n[^b]: Text\n\n    that goes on.",
    "<% if synthetic %>a[^c]\n\n[^c]: Text.<% else %>@author2020<% endif %>",
    "# Methods {#sec-methods}\n\n::: {#fig-own}\n![a](photo.png)\n\nCaption\n:::\n\n@fig-own",
    "(@good) An example.\n\nAs (@good) shows.",
    "@tbl-sleep: <% set name = 'sleep' %><< table(name) >> << figure('bars') >>",
    "<% if synthetic %>[^d]: Other.<% endif %>\n\n<% if synthetic %>a[^d]<% endif %>",
    "<% set reason = 'as @zzz says [^a]' %><< literal(2, reason) >>",
    '<< see("supplement", "tbl-nap") >>',
]


@pytest.mark.parametrize("text", FINE)
def test_what_is_no_reference_is_left_alone(root, text):
    """Code, comments, addresses, attributes and reasons name nothing; aliases, own labels and examples are known."""
    assert woven(root, f"{TEXT}\n{text}")


def test_faults_of_all_kinds_are_found_at_once_each_in_its_file(root):
    """An unknown id hides neither citation, reference, note nor picture, wherever they are typed."""
    part = "line one\n<< hours.men >> [@zzz],\n@fig-none[^a]\n\n![a](b.png)\n"
    found = faults(root, TEXT + "<% include 'part.j2' %>\n\n[^b]: As [@yyy].", **{"part.j2": part})
    assert sorted((where, what.split(",")[0]) for where, what, _ in found) == [
        ("index.qmd.j2:7", "cites yyy"),
        ("index.qmd.j2:7", "the footnote b is never called"),
        ("part.j2:2", "cites zzz"),
        ("part.j2:2", "no statistic named hours.men"),
        ("part.j2:3", "calls the footnote a"),
        ("part.j2:3", "refers to fig-none"),
        ("part.j2:5", "shows b.png"),
    ]


def test_captions_and_notes_are_placed_where_the_table_is_made(root):
    """The citations and references of a table are checked in the document that places it."""
    text = TEXT + "<< table('sleep') >> << figure('bars') >>"
    assert woven(root, text, caption="As [@author2020] and @fig-bars")
    found = faults(root, text, caption="As [@zzz]", note="See @fig-none")
    assert [(where, what.split(",")[0]) for where, what, _ in found] == [
        ("study/tables.py:7, caption of sleep", "cites zzz"),
        ("study/tables.py:7, note of sleep", "refers to fig-none"),
    ]


def test_a_footnote_that_is_left_out_with_its_branch_is_missed_at_its_call(root):
    """Another data file prints another branch: a call is checked only where it is printed."""
    found = faults(root, f"{TEXT}\na[^a]\n\n<% if not synthetic %>\n[^a]: Note.\n<% endif %>\n")
    assert [(where, what) for where, what, _ in found] == [
        ("index.qmd.j2:6", "calls the footnote a, which does not exist")
    ]


def test_where_a_part_cannot_be_read_nothing_is_said_of_what_it_may_hold(root):
    """A broken partial is one fault, and no float or footnote is missed for it; an unknown key still is."""
    text = TEXT + "@tbl-sleep[^a] [@zzz] <% include 'part.j2' %>"
    found = faults(root, text, **{"part.j2": "<< table('sleep') >>\n\n[^a]: b << hours.mean"})
    assert [(where, what.split(",")[0][:15]) for where, what, _ in found] == [
        ("part.j2:3", "does not parse:"),
        ("index.qmd.j2:5", "cites zzz"),
    ]


@pytest.mark.parametrize(
    ("front", "text", "where", "what"),
    [
        ("bibliography: none.bib", "", "templates/index.qmd.j2:2", "names the bibliography none.bib"),
        ("bibliography:\n  - refs.bib\n  - none.bib", "", "templates/index.qmd.j2:2", "none.bib"),
        ("bibliography: [refs.bib]", "[@zzz]", "templates/index.qmd.j2:4", "cites zzz"),
        ("bibliography: broken.bib", "[@zzz]", "broken.bib:2", "the entry @article{ has no key"),
    ],
)
def test_a_bibliography_that_cannot_be_read_is_one_fault(root, front, text, where, what):
    """A missing file and an entry without its key are named at their line, and no citation for them."""
    (root / "broken.bib").write_text("@book{a, title={A}}\n@article{,,, {b}\n", encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        woven(root, f"---\n{front}\n---\n{text}")
    assert [fault.where for fault in caught.value.faults] == [where]
    assert what in caught.value.faults[0].what


@pytest.mark.parametrize(
    "front", ["lang: en", "bibliography: refs.json", "references: []\nbibliography: refs.bib"]
)
def test_keys_that_cannot_be_told_are_left_to_the_renderer(root, front):
    """Other formats than BibTeX are not read here."""
    (root / "refs.json").write_text("[]", encoding="utf-8")
    assert woven(root, f"---\n{front}\n---\n[@zzz]")


@pytest.mark.parametrize(
    ("text", "line", "tag"),
    [
        ("a\n<% if synthetic %>\nb\n<% for x in [1] %>\nc\n<% endfor %>\nd\ne", 2, "if"),
        ("<% if synthetic %>\n<% if synthetic %>\na\n<% endif %>\nb\n", 1, "if"),
        ("<% if synthetic %>\n\n<%- for x in [1] %>\na\n<% endif %>", 3, "for"),
        ("<% if synthetic %>\n<% endfor %>\n<% if synthetic %>\na", 1, "if"),
    ],
)
def test_a_block_that_lacks_its_end_is_placed_where_it_opens(root, text, line, tag):
    """The fault is located at the opening tag, not at the end of the file."""
    assert faults(root, text)[0] == (
        f"index.qmd.j2:{line}",
        f"<% {tag} %> lacks its end",
        f"write <% end{tag} %> where it ends",
    )


def test_metadata_that_are_no_yaml_are_placed_at_the_field_that_begins_the_fault(root):
    """The line is the template's, not that of what was woven."""
    front = "---\n<% if synthetic %>\nbanner: Synthetic\n<% endif %>\ntitle: [ Mean << hours.mean >>\nlang: en\n---\n"
    ((where, what, _),) = faults(root, front)
    assert where == "index.qmd.j2:5"
    assert "while parsing a flow sequence" in what


@pytest.mark.parametrize("part", [{"caption": "Caption[^a]"}, {"note": "Note[^a]"}])
def test_a_footnote_called_in_a_table_is_a_fault_at_its_product(root, part):
    """Footnotes cannot be called in tables: the call would be printed as it is typed."""
    found = faults(root, "<< table('sleep') >>\n\n[^a]: A note.\n", **part)
    assert any("calls the footnote a, but footnotes are not possible" in what for _, what, *_ in found), found
