"""What counts as one number, and which spellings are one to a reader."""

import pytest

from report.rows.ledger import Ledger
from report.rows.stat import Stat
from report.text.blocks import Anchor, Block
from report.text.token_boundaries import regrouped
from report.text.tokens import NUMBER, tokens
from report.verify.appendix import Reader
from report.verify.token_values import same_value


def keys(text, *anchors):
    return [token.key for token in tokens([Block("paragraph", text, tuple(anchors))])]


def numbers(text):
    return [token.key for token in tokens([Block("paragraph", text)]) if token.kind == NUMBER]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("β = −0.22", "β = -0.22"),
        ("β = −0.22", "β\u00a0=\u00a0–0.22"),
        ("β = −0.22", "β=−.22"),
        ("p < .001", "p<0.001"),
        ("p = .031", "p\u00a0=\u00a0.031"),
        ("38%", "38\u202f%"),
        ("38%", "38 per cent"),
        ("12\u202f345 people", "12,345 people"),
        ("R² = .42", "R2 = .42"),
        ("QIDS-SR-16", "QIDS\u2011SR\u201116"),
        ("non-significant", "non\u2010significant"),
        ("0.42", "0·42"),
        ("ﬁnal", "final"),
    ],
)
def test_typography_makes_no_difference(one, other):
    """Minus signs, spaces, ligatures and superscripts are set in many ways."""
    assert keys(one) == keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("−0.22", "0.22"),
        ("p = .031", "p < .031"),
        ("p < .001", "p > .001"),
        ("p < .05", "p ≤ .05"),
        ("0.22", "0.23"),
        ("0.22", "2.2"),
        ("38%", "38"),
        ("0.22**", "0.22*"),
        ("0.22", "0.220"),
    ],
)
def test_a_sign_a_relation_a_digit_and_a_mark_do(one, other):
    """What a reader would read as something else is something else."""
    assert keys(one) != keys(other)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from 21–64 years", ["21", "64"]),
        ("95% CI [−0.41, −0.03]", ["95%", "−0.41", "−0.03"]),
        ("[-0.41; -0.03]", ["−0.41", "−0.03"]),
        ("r(27) = .74", ["27", "0.74"]),
        ("χ²(4) = 4.79", ["4", "4.79"]),
        ("the QIDS-SR-16 and MEQ30 in COVID-19", []),
        ("42.8 (SD = 11.6).", ["42.8", "11.6"]),
        ("n=29, p>.999", ["29", ">0.999"]),
        ("6-week visits of 25mg", ["6", "25"]),
        ("p.05", ["0.05"]),
        ("page 29.", ["29"]),
        ("5 (21%) to 1,2", ["5", "21%", "1", "2"]),
    ],
)
def test_numbers_are_told_from_names_and_signs_from_dashes(text, found):
    """A hyphen after a letter or digit is not a minus sign, and a name keeps its digits."""
    assert numbers(text) == found


def test_a_spelled_statistic_is_one_number():
    """“Twenty-nine” that is tied to a row is the number 29, with any words around it."""
    anchor = Anchor(3, 14, "stat", "flow.n")
    made = tokens([Block("paragraph", "Of twenty-nine people", (anchor,))])
    assert [(token.kind, token.key, token.bound) for token in made][1] == (NUMBER, "29", anchor)
    assert keys("Of 29 people") == keys("Of twenty-nine people", anchor)


def test_an_anchor_belongs_to_its_own_digits_only():
    """Two adjacent numbers belong to their own rows."""
    text = "[−0.41, −0.03]"
    made = tokens([Block("cell", text, (Anchor(1, 6, "stat", "a.low"), Anchor(8, 13, "stat", "a.high")))])
    assert [(token.text, token.bound.id) for token in made] == [("−0.41", "a.low"), ("−0.03", "a.high")]


LEDGER = Ledger.of(
    [
        Stat("a.beta", -0.22341, "fixed2", ""),
        Stat("a.share", 0.3793, "percent", ""),
        Stat("a.p", 0.0004, "p", ""),
        Stat("a.n", 29, "count", ""),
    ]
)


@pytest.mark.parametrize(
    ("id", "printed", "found", "is_same"),
    [
        ("a.beta", "−0.22", "−0.223", True),
        ("a.beta", "−0.22", "−.22", True),
        ("a.beta", "−0.22", "−0.224", False),
        ("a.beta", "−0.22", "−0.2", False),
        ("a.beta", "−0.22", "0.223", False),
        ("a.share", "38", "37.9", True),
        ("a.share", "38", "37.8", False),
        ("a.p", "< .001", ".0004", False),
        ("a.n", "29", "twenty-nine", True),
        ("a.n", "29", "twenty-eight", False),
    ],
)
def test_one_value_in_two_printed_forms_is_no_change(id, printed, found, is_same):
    """Words for digits, a leading zero or further right decimals say the same; anything else does not."""
    expected = tokens([Block("", printed, (Anchor(0, len(printed), "stat", id),))])[0]
    assert same_value(expected, tokens([Block("", found)])[0], LEDGER) is is_same


@pytest.mark.parametrize(
    ("text", "expected", "found"),
    [
        ("mystical\u00adtype", "mystical-type", ["mystical", "type"]),
        ("experi\u00adence", "experience", ["experience"]),
        ("QIDS-SR\u00ad16", "QIDS-SR-16", ["qids-sr-16"]),
        ("forty\u00adeight", "forty-eight", ["forty-eight"]),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_is_read_as_the_paper_has_it(text, expected, found):
    """A page does not tell a parted word from a compound; the paper does."""
    ours, theirs = (tokens([Block("paragraph", each)]) for each in (expected, text))
    assert [token.key for token in regrouped(ours, theirs)] == found
    assert [token.key for token in ours] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Thedata aresynthetic", ["the", "data", "are", "synthetic"]),
        ("thedataare synthetic", ["the", "data", "are", "synthetic"]),
        ("thedatum are synthetic", ["thedatum", "are", "synthetic"]),
    ],
)
def test_words_that_a_page_has_joined_are_read_apart(text, found):
    """A program may set spaces so narrow that a page has none; the paper's words say where they were."""
    ours, theirs = (tokens([Block("page", each)]) for each in ("The data are synthetic", text))
    assert [token.key for token in regrouped(ours, theirs, {0})] == found
    assert [token.key for token in regrouped(ours, theirs)] == text.casefold().split()


def test_a_relation_that_is_a_label_of_its_own_belongs_to_the_number_after_it():
    """Drawings place a symbol, a relation and a value next to each other, and pages join them."""
    separate = [Block("figure", "n"), Block("figure", "≈"), Block("figure", "1000")]
    joined = [Block("page", "n ≈ 1000")]
    assert [token.key for token in tokens(separate)] == [token.key for token in tokens(joined)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("path.a.b 1; n = 29 path.a.beta 0.50; n = 29", []),
        ("path.a.b 1; n = 29 path.a.b eta 0.50; n = 29", []),
        ("pa th.a.be ta 0.50; n = 29", []),
        ("path.a.b eta 0.60; n = 29", [("changed", "path.a.beta")]),
        ("path.a.b 2; n = 29", [("changed", "path.a.b")]),
        ("path.a.betasecond 0.50; n = 29", []),
        ("path.a.betasecond 0.60; n = 29", [("changed", "path.a.beta")]),
    ],
)
def test_an_id_that_is_broken_at_the_end_of_a_line_is_read_whole(text, kinds):
    """Lines of an appendix are narrow, and ids long."""
    ledger = Ledger.of(
        [Stat("path.a.b", 1, "count", "first", "", 29), Stat("path.a.beta", 0.5, "fixed2", "second", "", 29)]
    )
    found = Reader(ledger, {}).read([Block("provenance", text)]).findings
    assert [(finding.kind, finding.stat) for finding in found] == kinds
