"""Shortcodes of hand-written documents under the embedded engine."""

import re

import pytest

from report.manuscript.computation import compute
from report.manuscript.handwritten import book_of
from report.manuscript.inputs import Inputs
from report.pipeline.build import build
from report.rows.errors import TemplateError
from report.study.project import Project
from report.template.shortcodes import expanded


@pytest.fixture(scope="module")
def book(shared_project):
    inputs = Inputs(Project(shared_project))
    return book_of(inputs.project, compute(inputs))


def test_each_kind_is_expanded(book):
    """A number, a wording, a table and a figure become what a template makes of them."""
    text = (
        "Sleep {{< stat hours.mean >}} h ({{< stat hours.p format=eq >}}), "
        'it {{< claim claim.enough yes="was *enough*" no="was not enough" >}}.\n\n'
        "{{< stattable sleep_table >}}\n\n{{< statfigure bar >}}\n"
    )
    result = expanded(text, "letter.qmd", book)
    assert '{#o1 .stat data-stat="hours.mean"}' in result
    assert '*p*\u00a0=\u00a0[.012]{#o2 .stat data-stat="hours.p"}' in result
    assert '[was *enough*]{#o3 .claim data-claim="claim.enough"}' in result
    assert '::: {#tbl-sleep-table .stat-table data-table="sleep_table"}' in result
    assert "![](figures/bar.svg)" in result
    assert "{{<" not in result


def test_numbers_are_counted_in_reading_order(book):
    """Each printed place has a number of its own, however often its row is printed."""
    result = expanded("{{< stat hours.mean >}} {{< stat hours.mean >}}", "letter.qmd", book)
    assert result.count("#o1 ") == result.count("#o2 ") == 1


def test_all_unknown_names_are_told_at_once_with_the_nearest(book):
    """Every fault has its line, and names the nearest id, format or shortcode."""
    text = (
        "{{< stat hours.men >}}\n\n{{< stat hours.mean format=beta_p >}} {{< video x >}}\n"
        '{{< claim claim.enough yes="so" >}}\n{{< stattable sleep_tabel >}}\n'
    )
    with pytest.raises(TemplateError) as caught:
        expanded(text, "letter.qmd", book)
    faults = caught.value.faults
    assert [fault.where for fault in faults] == [f"letter.qmd:{line}" for line in (1, 3, 3, 4, 5)]
    assert "hours.mean" in faults[0].remedy
    assert "value" in faults[1].remedy
    assert "statfigure" in faults[2].remedy
    assert 'no="…"' in faults[3].remedy
    assert "sleep_table" in faults[4].remedy


def test_a_shown_shortcode_is_left(book):
    """Three braces show a shortcode, in text and in code; a filter prints them as two."""
    text = "`{{{< stat x.y >}}}` {{{< gone >}}}"
    assert expanded(text, "letter.qmd", book) == text


def test_a_build_makes_hand_written_documents_too(project, inputs, tmp_path):
    """The documents that pyproject.toml lists lie beside the paper, and their numbers are among its places."""
    (project / "letters").mkdir()
    (project / "letters" / "letter.qmd").write_text(
        '---\ntitle: "A letter: {{< stat hours.mean >}} hours"\n---\n\n'
        "It was {{< stat hours.mean >}}; see @fig-bar. Write {{{< stat ID >}}} or `{{{< claim ID >}}}`.\n\n"
        "{{< statfigure bar >}}\n",
        encoding="utf-8",
    )
    inputs.project.settings["documents"] = ["letters/letter.qmd"]
    settings = project / "_quarto.yml"
    settings.write_text(settings.read_text("utf-8").replace("[index.qmd,", "[index.qmd, letters/,"), "utf-8")
    build(inputs, tmp_path / "out", ["html"])
    page = (tmp_path / "out" / "letters" / "letter.html").read_text(encoding="utf-8")
    assert 'href="#row-hours.mean"' in page
    assert 'href="#fig-bar"' in page
    assert "Write {{&lt; stat ID &gt;}} or <code>{{&lt; claim ID &gt;}}</code>." in " ".join(page.split())
    assert re.search(r'<h1[^>]*>A letter: <[^>]*data-stat="hours.mean"', page)
    assert '"document": "letters/letter"' in (tmp_path / "out" / "occurrences.json").read_text("utf-8")


def test_slides_are_built_as_a_page_alone(project, inputs, tmp_path):
    """A PDF or a Word file would print the notes of the speaker."""
    (project / "talk.qmd").write_text(
        "---\ntitle: Talk\nformat: revealjs\n---\n\nMean {{< stat hours.mean >}}.\n", encoding="utf-8"
    )
    inputs.project.settings["documents"] = ["talk.qmd"]
    (project / "_quarto.yml").unlink()  # its list does not name the talk
    build(inputs, tmp_path / "out", ["html", "pdf", "docx"])
    assert [path.name for path in (tmp_path / "out").glob("talk.*")] == ["talk.html"]
    assert len([*(tmp_path / "out").glob("index.*")]) == 3


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{{< stat hours.n fmt=words >}}", "stat has no option fmt"),
        ("{{< stat hours.n hours.mean >}}", "stat has 2 names"),
        ("{{< stat >}}", "stat has 0 names"),
        ('{{< claim claim.enough yes="a" no="b" maybe="c" >}}', "claim has no option maybe"),
        ("{{< stattable sleep_table wide=1 >}}", "stattable has no option wide"),
        ("Text {{< stat hours.n and more text.", "not closed"),
        ("Text {{< stat hours.n\n\nLater >}} text.", "not closed"),
        ("{{< stat hours.n {{< stat hours.n >}}", "not closed"),
        ("A `{{< stat hours.n >}}` code.", "inside code"),
        ("```\n{{< stat hours.n >}}\n```", "inside code"),
        ("~~~python\n#| label: {{< stat hours.n >}}\n~~~", "inside code"),
        ("$$n = {{< stat hours.n >}}$$", "a formula"),
        ("Where $n = {{< stat hours.n >}}$ is.", "a formula"),
        ("<!-- {{< stat hours.n >}} -->", "a comment"),
        ('<b title="{{< stat hours.n >}}">x</b>', "raw HTML"),
        ("See {{< stattable sleep_table >}} here.", "inside a sentence"),
        ("{{< statfigure bar >}} shows it.", "inside a sentence"),
    ],
)
def test_what_a_shortcode_would_lose_is_a_fault_with_its_line(book, text, what):
    """No option is passed over, no text swallowed, and no number printed where it cannot be traced."""
    with pytest.raises(TemplateError) as caught:
        expanded(f"First.\n\n{text}\n", "letter.qmd", book)
    assert any(what in fault.what for fault in caught.value.faults)
    assert all(re.fullmatch(r"letter\.qmd:[3-5]", fault.where) for fault in caught.value.faults)


def test_sums_of_money_are_no_formula(book):
    """A dollar sign before a digit ends none."""
    assert "[3]" in expanded("It cost $5, with {{< stat hours.n >}}, or US$6.", "letter.qmd", book)


def test_a_shortcode_may_break_its_line(book):
    """A wording that is long is written on several lines of one paragraph."""
    text = '{{< claim claim.enough yes="was\nenough" no="was too short" >}}'
    assert "[was\nenough]" in expanded(text, "letter.qmd", book)
