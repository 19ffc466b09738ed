"""Counts of few people are withheld everywhere at once, with all that gives them away."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.rows.errors import StudyError
from report.rows.stat import Claim, Stat
from report.study.disclosure import minimum_count, withheld


def count(id, value, n=None):
    return Stat(id, value, "count", id, "*n*", n=n)


def percent(id, value, n):
    return Stat(id, value / n, "percent", id, "", n=n)


def printed(rows, minimum=5):
    return {row.id: row.printed.replace("\u00a0", " ") for row in withheld(rows, minimum)}


def test_nothing_is_withheld_unless_it_is_asked_for():
    """Off by default: 0 and false leave all rows as they are."""
    rows = [count("a.n", 1), percent("a.pct", 1, 30)]
    assert withheld(rows, 0) == rows
    assert minimum_count({}) == minimum_count({"minimum-count": False}) == 0


def test_the_usual_minimum_is_five():
    """`minimum-count = true` means 5; anything but a count is a fault."""
    assert minimum_count({"minimum-count": True}) == 5
    assert minimum_count({"minimum-count": 10}) == 10
    for wrong in (-1, "5", 2.5, None):
        with pytest.raises(StudyError):
            minimum_count({"minimum-count": wrong})


def test_a_small_count_and_its_percentage_are_withheld():
    """The value leaves the row, a bound is printed, and a warning says why."""
    rows = withheld([count("a.n", 4, 29), percent("a.pct", 4, 29)], 5)
    assert [row.printed for row in rows] == ["<\u00a05", "<\u00a018"]
    assert [row.value for row in rows] == ["<\u00a05", "<\u00a018"]
    assert all("not shown" in row.warnings[0] for row in rows)


def test_the_minimum_itself_is_shown():
    """Five are not fewer than five."""
    assert printed([count("a.n", 5, 29), percent("a.pct", 5, 29)]) == {"a.n": "5", "a.pct": "17"}


def test_few_that_are_left_over_are_withheld():
    """27 of 29 would give away 2; all 29 are the size of the sample."""
    assert printed([count("a.n", 27, 29), count("b.n", 29, 29)]) == {"a.n": "≥ 5", "b.n": "29"}
    assert printed([percent("a.pct", 27, 29)]) == {"a.pct": "≥ 17"}


def test_categories_that_add_up_hide_a_second():
    """With 20, 6 and 3 of 29, the 3 and the 6 are withheld, as are their percentages."""
    rows = [
        row
        for name, value in (("a", 20), ("b", 6), ("c", 3))
        for row in (count(f"{name}.n", value, 29), percent(f"{name}.pct", value, 29))
    ]
    assert printed(rows) == {
        "a.n": "20",
        "a.pct": "69",
        "b.n": "≥ 5",
        "b.pct": "≥ 17",
        "c.n": "< 5",
        "c.pct": "< 18",
    }


def test_totals_hide_a_second():
    """An exclusion cannot be had as the difference of two counts, nor from the other arms."""
    rows = [
        count("flow.all", 60),
        count("flow.x.allocated", 30),
        count("flow.x.out", 1),
        count("flow.x.in", 29),
    ]
    rows += [count("flow.y.allocated", 30), count("flow.y.out", 0), count("flow.y.in", 30)]
    shown = {id for id, text in printed(rows).items() if text.isdigit()}
    assert len(shown & {"flow.x.allocated", "flow.x.in"}) == 1
    assert shown & {"flow.x.out", "flow.y.out"} == set()


def test_statistics_of_few_people_are_withheld():
    """A mean of three people prints a dash, and its n is removed."""
    (row,) = withheld([Stat("a.mean", 7.5, "fixed1", "mean", n=3)], 5)
    assert (row.value, row.n, row.printed) == (None, None, "–")


def test_what_counts_no_people_stays():
    """Degrees of freedom, resamples, claims and texts are not counts of people."""
    rows = [
        Stat("m.df", 2, "count", "df", "*df*"),
        Stat("k", 3, "count", "models"),
        Claim("c", True, "c"),
        Stat("t", "2", "text", "t"),
    ]
    assert withheld(rows, 5) == rows


@given(st.lists(st.integers(0, 40), min_size=2, max_size=6), st.integers(1, 8))
def test_no_partition_gives_a_count_away(numbers, minimum):
    """Of categories that add up to n, either none or at least two are withheld."""
    n = sum(numbers)
    rows = withheld([count(f"c{i}.n", number, n) for i, number in enumerate(numbers)], minimum)
    hidden = [row for row in rows if isinstance(row.value, str)]
    small = [number for number in numbers if number < minimum]
    if n >= minimum:
        assert len(hidden) != 1
        assert len(hidden) >= len(small)
    assert not [row for row in rows if isinstance(row.value, int) and row.value < minimum]


SHORT = """
    short = sum(hours < 7 for hours in sleep)
    yield Stat("short.n", short, "count", "participants with little sleep", "*n*", n=n)
    yield Stat("short.pct", short / n, "percent", "share of short sleepers", n=n, unit="%")
    yield Stat("long.n", n - short, "count", "participants with much sleep", "*n*", n=n)
"""
SENTENCE = """
Short were << short.n | eq >>, << words(short.n) >>, << short | n_pct >>; long were << long.n | eq >>.
Some << claim("claim.short", yes="slept", no="x") >>.
"""


@pytest.fixture
def few(mini_study):
    """A study of eight of whom two slept little, with a table, a figure and claims on that count."""
    rows = "".join(f"{name},{hours}\n" for name, hours in zip("defgh", (7.5, 8.25, 6.25, 9, 8), strict=True))
    mini_study.append("data/sleep.csv", rows)
    mini_study.edit("mini/products.py", '    yield Stat("hours.p"', SHORT + '    yield Stat("hours.p"')
    mini_study.edit(
        "mini/products.py", '"{hours.n}"))', '"{hours.n}"), row("Short", "{short.n} of {hours.n}"))'
    )
    mini_study.append(
        "mini/products.py",
        '\n\n@claims\ndef some(hours):\n    yield Claim("claim.short", True, "some sleep little", ("short.n",))\n',
    )
    mini_study.edit("templates/index.qmd.j2", "\n[^note]:", SENTENCE + "\n[^note]:")
    return mini_study


def rows_of(project):
    content = json.loads((project.out / "ledger.json").read_text(encoding="utf-8"))
    return {row["id"]: row for row in content["rows"]}


def test_a_build_shows_all_counts_unless_told(few):
    """Off by default."""
    assert few.report("build", "--to", "html").returncode == 0
    assert rows_of(few)["short.n"]["value"] == 2


def test_a_build_withholds_small_counts_everywhere(few):
    """Text, words, table, card, appendix, ledger and spreadsheet: the bound is there, the count nowhere."""
    few.append("pyproject.toml", "minimum-count = true\n")
    done = few.report("build", "--to", "html,docx")
    assert done.returncode == 0, done.stderr
    rows = rows_of(few)
    assert {rows[id]["printed"] for id in ("short.n", "short.pct")} == {"<\u00a05", "<\u00a063"}
    assert (rows["long.n"]["printed"], rows["hours.n"]["printed"]) == ("≥\u00a05", "8")
    html = (few.out / "index.html").read_text(encoding="utf-8")
    text = " ".join(re.sub(r"<[^>]+>", "", html).replace("\u00a0", " ").replace("&lt;", "<").split())
    assert "Short were n < 5, < 5, < 5 (< 63%); long were n ≥ 5." in text
    assert "Short < 5 of 8" in text
    cards = json.loads(re.search(r'<script[^>]*id="provenance"[^>]*>(.*?)</script>', html, re.DOTALL)[1])
    assert {cards["rows"][id]["value"] for id in ("short.n", "short.pct")} == {"<\u00a05", "<\u00a063"}
    carried = [text for name, text in few.texts() if "short.n" in text]
    assert len(carried) >= 4
    assert not [
        text
        for text in carried
        if re.search(r"short\.n\W{1,4}(stat,)?2\b|short\.pct\W{1,4}(stat,)?(0?\.25|25)\b", text)
    ]


@pytest.mark.slow
def test_the_setting_is_part_of_the_key(few):
    """Turning suppression on recomputes; no result of the old cache is published."""
    assert few.report("build", "--to", "html").returncode == 0
    few.append("pyproject.toml", "minimum-count = 3\n")
    assert few.report("build", "--to", "html").returncode == 0
    assert rows_of(few)["short.n"]["value"] == "<\u00a03"
    few.edit("pyproject.toml", "minimum-count = 3", 'minimum-count = "many"')
    done = few.report("build", "--to", "html")
    assert done.returncode == 1
    assert "minimum-count" in done.stderr
