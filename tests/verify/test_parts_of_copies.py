"""Chapters, notices, cards, pictures, alternative texts and running matter of a copy."""

from __future__ import annotations

import pytest
from marked_texts import block, case, found_in, rows, table

from report.rows.ledger import Ledger
from report.rows.stat import Claim, Stat
from report.text.blocks import SOFT, Block
from report.verify.accounts import Accounts
from report.verify.cards import card_findings
from report.verify.descriptions import Descriptions
from report.verify.findings import Finding
from report.verify.missing_parts import missing_notice, missing_sections
from report.verify.running_matter import running_findings
from report.verify.unlabelled import unlabelled

LEDGER = rows(age__b=0.30, sex__b=0.45, pain__b=0.55)


def chapter(name: str, value: str) -> Block:
    """A paragraph of twenty words in a section of that name."""
    words = " ".join(f"{name.casefold()}{letter}" for letter in "abcdefghijklmnopqrst")
    return block(f"{words} was {value}", section=name)


CHAPTERS = [
    chapter("Methods", "{age.b|0.30}"),
    chapter("Results", "{sex.b|0.45}"),
    chapter("Discussion", "{pain.b|0.55}"),
]


def test_a_missing_chapter_is_one_finding() -> None:
    """With the number of its values and its heading."""
    made = case(CHAPTERS, [CHAPTERS[0], CHAPTERS[2]], LEDGER)
    assert missing_sections(made) == ["Results"]
    assert found_in(made) == [("deleted", "", "1 number or claim", "")]


def test_chapters_that_are_there_are_not_missing() -> None:
    """Also if a word is added, or they are in another order."""
    assert missing_sections(case(CHAPTERS, CHAPTERS, LEDGER)) == []
    assert missing_sections(case(CHAPTERS, [block(f"Now {each.text}") for each in CHAPTERS], LEDGER)) == []


def test_short_sections_are_no_chapters() -> None:
    """Fewer than fifteen words are found one by one."""
    ours = [CHAPTERS[0], block("It was {sex.b|0.45} there", section="Notes")]
    made = case(ours, [CHAPTERS[0]], LEDGER)
    assert missing_sections(made) == []
    assert found_in(made) == [("deleted", "sex.b", "0.45", "")]


NOTICE = block("All numbers below come from synthetic data", "banner")


@pytest.mark.parametrize(
    ("copy", "expected"),
    [
        ([NOTICE, CHAPTERS[0]], []),
        ([block(NOTICE.text.upper()), CHAPTERS[0]], []),
        ([CHAPTERS[0]], ["deleted"]),
        ([block("All numbers below come from real data"), CHAPTERS[0]], ["reworded"]),
    ],
)
def test_the_notice_of_synthetic_data(copy: list[Block], expected: list[str]) -> None:
    """It must be there with all of its words."""
    made = case([NOTICE, CHAPTERS[0]], copy, LEDGER)
    assert [each.kind for each in missing_notice(made)] == expected
    assert [each.expected for each in missing_notice(made)] == [NOTICE.text] * len(expected)


def card(**changes: object) -> dict[str, dict[str, object]]:
    """The card of the row `age.b`, with changes."""
    return {"age.b": {"printed": "0.30", "label": "label", "value": 0.3, "n": None, **changes}}


def cards(
    given: dict[str, dict[str, object]], ledger: Ledger = LEDGER, printed: dict[str, str] | None = None
) -> list[tuple[str, str, str, str]]:
    """Kind, expected and found text, and place of the findings on cards."""
    found = card_findings(given, ledger, printed or {})
    return [(each.kind, each.expected, each.found, each.where.block) for each in found]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"value": 0.30000001}, []),
        ({"label": f"la{SOFT}bel"}, []),
        ({"printed": "0.31"}, [("changed", "0.30", "0.31", "card of age.b, printed text")]),
        ({"label": "Age"}, [("reworded", "label", "Age", "card of age.b, label")]),
        ({"value": 0.31}, [("changed", "0.3", "0.31", "card of age.b, value")]),
        ({"value": "0.3"}, [("changed", "0.3", "0.3", "card of age.b, value")]),
        ({"value": None}, [("changed", "0.3", "None", "card of age.b, value")]),
        ({"n": 12}, [("changed", "None", "12", "card of age.b, n")]),
    ],
)
def test_each_part_of_a_card_is_compared(change: dict[str, object], expected: list[tuple[str, ...]]) -> None:
    """Printed text, label, value and number of cases; the last digit of a value may differ."""
    assert cards(card(**change)) == expected


def test_all_faults_of_a_card_are_reported() -> None:
    """A card that was made up differs in everything."""
    assert len(cards(card(printed="1", label="x", value=9, n=1))) == 4


def test_cards_of_other_rows_are_left_alone() -> None:
    """A row that does not exist today has no card to compare."""
    assert cards({"gone.b": {"printed": "9"}}) == []
    assert cards({}) == []


def test_cards_of_claims_have_no_value() -> None:
    """Printed text and label only."""
    ledger = Ledger.of([Claim("pain.falls", True, "Pain falls")])
    good = {"pain.falls": {"printed": "holds", "label": "Pain falls"}}
    assert cards(good, ledger) == []
    wrong = {"pain.falls": {"printed": "does not hold", "label": "Pain falls"}}
    assert [each[0] for each in cards(wrong, ledger)] == ["changed"]


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"printed": "0.28", "value": 0.281}, []),
        ({"printed": "0.28", "value": 0.29}, ["card of age.b, value"]),
        ({"printed": "0.29", "value": 0.281}, ["card of age.b, printed text"]),
        ({"printed": "0.28", "value": "high"}, ["card of age.b, value"]),
        ({"printed": "0.28", "value": 0.281, "n": 12, "label": "Old"}, []),
    ],
)
def test_cards_of_an_older_build(change: dict[str, object], wrong: list[str]) -> None:
    """What the copy's own ledger printed is right there, and its value must round to it."""
    assert [each[3] for each in cards(card(**change), printed={"age.b": "0.28"})] == wrong


def test_a_missing_value_equals_a_missing_value() -> None:
    """NaN is not equal to itself, but two missing values are the same."""
    ledger = Ledger.of([Stat("age.b", None, "fixed2", "label")])
    nan = float("nan")
    assert cards(card(printed="–", value=None), ledger) == []
    assert [each[0] for each in cards(card(printed="–", value=nan), ledger)] == ["changed"]


TEXTS = [
    block("The path from age to pain is 0.30, that from sex 0.45", "description", home="fig-paths"),
    block("Bars of the means: 12 before and 7 after the course", "description", home="fig-bars"),
]


def described(*texts: str, home: str = "fig-paths", printed: dict[str, str] | None = None) -> list[Finding]:
    """The findings in the alternative texts of a copy."""
    found = [block(text, "description", home=home) for text in texts]
    return list(Descriptions(TEXTS, LEDGER, printed or {}).findings(found))


def kinds(found: list[Finding]) -> list[tuple[str, str, str]]:
    """Kind, expected and found text of findings."""
    return [(each.kind, each.expected, each.found) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The path from age to pain is 0.30, that from sex 0.45", []),
        ("The  path from age\nto pain is 0.30, that from sex 0.45", []),
        ("The paths from age to all pain is 0.30, that of sex 0.45", []),
        ("The path from age to pain is 0.31, that from sex 0.45", [("changed", "0.30", "0.31")]),
        ("The path from age to pain, that from sex 0.45", [("deleted", "0.30", "")]),
        ("The path from age to pain is 0.30 (88%), that from sex 0.45", [("typed", "", "88%")]),
        ("Something else of 88%", [("typed", "", "88%")]),
        ("Something else", []),
        ("", []),
    ],
)
def test_numbers_of_alternative_texts(text: str, expected: list[tuple[str, str, str]]) -> None:
    """They are compared with the text of the same figure; words may differ."""
    assert kinds(described(text)) == expected


def test_the_text_of_another_figure_is_wrong() -> None:
    """A figure with the numbers of another has none of its own."""
    assert kinds(described(TEXTS[1].text)) != []
    assert described(TEXTS[1].text, home="fig-bars") == []


def test_a_figure_without_a_label_may_have_any_text_of_today() -> None:
    """A program may drop the labels of figures; the most similar text counts."""
    assert described(TEXTS[1].text, home="") == []
    assert kinds(described(TEXTS[1].text.replace("12", "13"), home="")) == [("changed", "12", "13")]


def test_a_text_is_reported_once() -> None:
    """A page may have the same picture for two widths of the screen."""
    wrong = TEXTS[0].text.replace("0.30", "0.31")
    assert len(described(wrong, wrong)) == 1


def test_alternative_texts_of_an_older_build() -> None:
    """The number that the row printed then is outdated."""
    (found,) = described(TEXTS[0].text.replace("0.30", "0.28"), printed={"age.b": "0.28"})
    assert (found.kind, found.stat) == ("stale", "age.b")


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Page 3 of 12", []),
        ("12 March 2024", []),
        ("Draft 2.1", []),
        ("Revision 3.2", []),
        ("3rd version, p. 12", []),
        ("b = 0.31", ["0.31"]),
        ("88% of all", ["88%"]),
        ("−3 points", ["−3"]),
        ("29k people", ["29"]),
        ("age was related (b = 0.30)", []),
        ("", []),
    ],
)
def test_results_in_headers_and_footers(text: str, typed: list[str]) -> None:
    """Whole numbers, dates and drafts are no results; words of the paper are its own."""
    made = Accounts(case("Age was related (b = {age.b|0.30}) to pain.", "x", LEDGER))
    assert [each.found for each in running_findings([text], made)] == typed


def test_each_header_is_judged() -> None:
    """The place of the finding has the words around it."""
    made = Accounts(case("Words", "x", LEDGER))
    found = list(running_findings(["Page 3", "the effect b = 0.31 here"], made))
    assert [(each.kind, each.where.block, each.where.context) for each in found] == [
        ("typed", "running matter", "the effect b = 0.31 here")
    ]
    assert list(running_findings([], made)) == []


@pytest.mark.parametrize(
    "text",
    [
        "n = 29",
        "29 patients left",
        "We lost 29% of them",
        "29 of the patients",
        "29 of 48 patients",
        "p < 29",
        "29.11",
        "29.11.26.5",
        "file:///home/x/paper.html 0.35",
    ],
)
def test_a_whole_number_that_counts_something_in_a_header_is_a_finding(text: str) -> None:
    """A relation before it, a percent sign or a noun behind it make it a result."""
    made = Accounts(case("Words", "x", LEDGER))
    assert list(running_findings([text], made))


@pytest.mark.parametrize(
    "text",
    [
        "29",
        "Manuscript 4711",
        "Page 3 of 29",
        "Vol. 12 (3)",
        "29 pages",
        "DRAFT 2",
        "12 March 2024",
        "29 | Hands",
        "29.11.26, 00:45",
        "11/29/26, 12:45 AM",
        "29.11.2026",
        "file:///home/x/2024-05-12%20draft%203.2/n-44.html 1/7",
        "file:///C:/Users/x%20y/paper-v2.10/index.html",
        "http://127.0.0.1:8000/0.35?p=.04#sec-2.1",
        "127.0.0.1:8000/index.html",
        "localhost:4321/index-3.2.html",
        "vscode-webview://paper-3.2/index.html",
    ],
)
def test_a_whole_number_that_counts_pages_or_issues_is_not(text: str) -> None:
    """Journals and submission systems print many numbers."""
    made = Accounts(case("Words", "x", LEDGER))
    assert list(running_findings([text], made)) == []


FIGURE = [
    block("Text before the figure in the section"),
    block("{age.b|0.30}", "figure", home="fig-one"),
    block("{sex.b|0.45}", "figure", home="fig-one"),
    block("Figure 1. The paths of both groups", "caption", home="fig-one"),
    block("Text after the figure in the section"),
]
PICTURE = Block("picture", "")


def pictured(*copy: Block) -> frozenset[str]:
    """The figures of a copy that are pictures without labels."""
    return unlabelled(case(FIGURE, copy, LEDGER))


def test_a_figure_that_became_a_picture() -> None:
    """A picture between the text before it and its caption replaces its labels."""
    assert pictured(FIGURE[0], PICTURE, FIGURE[3], FIGURE[4]) == {"fig-one"}
    assert found_in(case(FIGURE, [FIGURE[0], PICTURE, FIGURE[3], FIGURE[4]], LEDGER)) == []


def test_a_figure_with_its_labels_is_no_picture() -> None:
    """All of its labels can be read, or there is no picture at all."""
    assert pictured(*FIGURE, PICTURE) == frozenset()
    assert pictured(FIGURE[0], FIGURE[3], FIGURE[4]) == frozenset()
    assert len(found_in(case(FIGURE, [FIGURE[0], FIGURE[3], FIGURE[4]], LEDGER))) == 2


def test_a_picture_elsewhere_is_another_one() -> None:
    """A logo at the end of the document replaces no figure."""
    assert pictured(FIGURE[0], FIGURE[3], FIGURE[4], PICTURE) == frozenset()


@pytest.mark.parametrize(("page", "found"), [(3, True), (4, True), (7, False)])
def test_on_pages_the_picture_is_on_a_page_nearby(page: int, found: bool) -> None:
    """A page has its pictures in no order."""
    texts = [block(each.text, "page", page=3) for each in (FIGURE[0], FIGURE[3], FIGURE[4])]
    assert bool(pictured(*texts, Block("picture", "", page=page))) is found


def test_each_picture_replaces_one_figure() -> None:
    """Of two figures, one picture explains one."""
    second = [
        block("{pain.b|0.55}", "figure", home="fig-two"),
        block("Figure 2. The other paths of them", "caption", home="fig-two"),
    ]
    ours = [*FIGURE[:4], *second, FIGURE[4]]
    copy = [FIGURE[0], PICTURE, FIGURE[3], second[1], FIGURE[4]]
    assert unlabelled(case(ours, copy, LEDGER)) == {"fig-one"}
    copy = [FIGURE[0], PICTURE, FIGURE[3], PICTURE, second[1], FIGURE[4]]
    assert unlabelled(case(ours, copy, LEDGER)) == {"fig-one", "fig-two"}


def test_tables_are_no_figures() -> None:
    """A table that became a picture has lost its numbers."""
    ours = [FIGURE[0], *table(("Measure", "b"), ("Age", "{age.b|0.30}")), FIGURE[4]]
    assert unlabelled(case(ours, [FIGURE[0], PICTURE, FIGURE[4]], LEDGER)) == frozenset()
