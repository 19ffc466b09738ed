"""What hand-written documents may print: phrased once, by the engine."""

import json

import pytest

from report.rows.ledger import Ledger
from report.rows.stat import Claim, Stat
from report.template.filters import FILTERS
from report.template.ledger_names import LedgerPath
from report.template.phrasebook import phrasebook, to_json

LEDGER = Ledger.of(
    [
        Stat("model.effect.beta", -0.22, "unit", "effect", "β"),
        Stat("model.effect.p", 0.02, "p", "p of the effect", "*p*"),
        Stat("model.effect.beta_ci_lower", -0.41, "unit", "lower bound"),
        Stat("model.effect.beta_ci_upper", -0.03, "unit", "upper bound"),
        Stat("model.n", 29, "count", "participants", "*n*"),
        Claim("claim.larger", True, "is larger", ("model.effect.beta",)),
    ]
)


@pytest.fixture
def book():
    return phrasebook(LEDGER, {}, {})


def test_a_phrase_is_the_one_of_templates(book):
    """A shortcode prints what the filter of the same name prints in a template."""
    name = LedgerPath(LEDGER, "model.effect")
    assert book["stats"]["model.effect"]["beta_p"] == FILTERS["beta_p"](name)
    assert book["stats"]["model.effect"]["ci of beta"] == FILTERS["ci"](name, "beta")
    assert book["stats"]["model.n"]["words"] == FILTERS["words"](LedgerPath(LEDGER, "model.n"))


def test_only_formats_that_fit_are_offered(book):
    """A name without the rows that a format needs does not have it; a fraction is not put in words."""
    assert "beta_p" not in book["stats"]["model.effect.beta"]
    assert "words" not in book["stats"]["model.effect.beta"]
    assert "mean_sd" not in book["stats"]["model.effect"]
    assert "model" not in book["stats"]


def test_claims_are_true_or_false(book):
    """The truth of a claim is in the book, and its wording is the document's."""
    assert book["claims"] == {"claim.larger": True}


def test_the_file_numbers_nothing(book):
    """Spans get their numbers where they are printed, so the file holds none, and no placeholder either."""
    content = json.loads(to_json(book))
    assert content["stats"]["model.n"]["value"] == '[29]{.stat data-stat="model.n"}'
    assert "\ue000" not in to_json(book)
