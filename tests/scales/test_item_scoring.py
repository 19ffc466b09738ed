"""Scores from items by the rules of a data dictionary, and the scales of the paper."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reliability import SCORES
from analysis.synthetic.items import synthetic_items, written_items
from report.data.dictionary import read_dictionary
from report.data.item_scales import Scale
from report.data.item_scoring import keyed, score, scores
from report.results.summaries.variables import variables
from report.rows.errors import DataError

DATA = Path(__file__).parents[2] / "data"
NAN = float("nan")


@pytest.fixture(scope="module")
def scales():
    return read_dictionary((DATA / "items.yaml").read_text(encoding="utf-8"), "data/items.yaml").scales


@pytest.fixture(scope="module")
def items():
    return pd.read_csv(DATA / "items.csv", comment="#")


@pytest.fixture(scope="module")
def trial():
    return pd.read_csv(DATA / "trial.csv", comment="#")


def scale(rule: str, answered: int = 0, **more: object) -> Scale:
    return Scale("s", "S", ("a", "b", "c", "d"), 0, 4, rule, answered=answered, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "answered", "answers", "expected"),
    [
        ("sum", 0, (1, 2, 3, 4), 10),
        ("sum", 3, (1, 2, 3, NAN), NAN),
        ("mean", 0, (1, 2, 3, 4), 2.5),
        ("mean", 0, (1, 2, 3, NAN), NAN),
        ("mean", 3, (1, 2, 3, NAN), 2),
        ("mean", 3, (1, 2, NAN, NAN), NAN),
        ("prorated", 3, (1, 2, 3, NAN), 8),
        ("prorated", 3, (NAN, NAN, NAN, 4), NAN),
    ],
)
def test_rules_score_answered_items(rule, answered, answers, expected):
    """A sum needs all items; means and prorated sums need the least number of answers."""
    found = score(pd.DataFrame([answers], columns=list("abcd")), scale(rule, answered))
    assert found.tolist() == pytest.approx([expected], nan_ok=True)


@pytest.mark.parametrize(
    ("answers", "expected"), [((3, 1, 2, 4), 9), ((NAN, 1, 2, 4), 7), ((NAN, NAN, 2, 4), NAN)]
)
def test_the_largest_answer_of_a_group_counts(answers, expected):
    """Of a group the largest answer counts, others by themselves; a group without any answer gives no score."""
    found = score(pd.DataFrame([answers], columns=list("abcd")), scale("group_maxima", groups=(("a", "b"),)))
    assert found.tolist() == pytest.approx([expected], nan_ok=True)


@given(st.lists(st.integers(0, 4), min_size=4, max_size=4), st.sets(st.sampled_from("abcd")))
def test_reversing_twice_changes_nothing(answers, turned):
    """A reversed answer is mirrored in the range, so that the sum of both keyings is constant."""
    frame = pd.DataFrame([answers], columns=list("abcd"))
    once = keyed(frame, scale("sum", reversed=frozenset(turned)))
    assert keyed(once, scale("sum", reversed=frozenset(turned))).equals(frame.astype(float))
    assert ((once + frame)[sorted(turned)] == 4).all(axis=None)


@pytest.mark.parametrize(("name", "occasion"), SCORES)
def test_scores_of_the_items_are_those_of_the_trial(name, occasion, scales, items, trial):
    """Each score of the trial file follows from the synthetic answers by the published rule."""
    rows = items[items["occasion"] == occasion].set_index("participant")
    written = trial.set_index("participant")[SCORES[name, occasion]].dropna()
    computed = score(rows, scales[name]).reindex(written.index)
    assert (computed.round(4) - written).abs().max() == 0


def test_items_are_answers_of_their_instruments(scales, items):
    """Every answer is a whole number of the instrument's range; of two opposite items only one is answered."""
    for each in scales.values():
        answers = items[list(each.items)].stack()
        assert ((answers >= each.minimum) & (answers <= each.maximum) & (answers % 1 == 0)).all()
    assert items[["qids_06", "qids_07"]].notna().all(axis=1).sum() == 0


def test_subscales_partition_their_instrument(scales):
    """Each item of STAR-P and MEQ-30 belongs to one subscale, and reversed items to one of their own."""
    for name in ("starp", "meq"):
        listed = [item for part in scales[name].subscales for item in part.items]
        assert sorted(listed) == sorted(scales[name].items)
    support = next(part for part in scales["starp"].subscales if part.name == "starp_support")
    assert set(support.items) == scales["starp"].reversed
    assert len(scales["qids"].parts) == 9


def test_the_sum_of_subscales_is_the_scale(scales, items):
    """STAR-P's three subscales add up to its score."""
    rows = items[items["occasion"] == "session_1"]
    found = scores(rows, [scales["starp"]])
    assert (found.drop(columns="starp").sum(axis=1) == found["starp"]).all()


def test_the_item_file_is_that_of_its_seed(scales, trial):
    """The committed answers are those that the script draws, and declare themselves synthetic."""
    text = written_items(synthetic_items(trial, scales), 1)
    assert text == (DATA / "items.csv").read_text(encoding="utf-8")
    assert text.startswith("# synthetic: true\n")


SCALE = """
columns:
  participant: {label: Participant, type: text}
scales:
  mood:
    label: Mood
    items: mood_01 to mood_04
    minimum: 0
    maximum: 3
    rule: sum
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("rule: sum", "rule: summ", "scale mood has the unknown rule summ"),
        ("rule: sum", "rule: sum\n    reversed: [5]", "names 5, which is not one of its items"),
        ("rule: sum", "rule: sum\n    reversd: [1]", "has the unknown key reversd"),
        ("rule: sum", "rule: mean\n    answered: 5", "needs 5 answers of 4 items"),
        ("rule: sum", "rule: group_maxima", "has no groups"),
        ("    minimum: 0\n", "", "has no minimum of an answer"),
        ("items: mood_01 to mood_04", "items: []", "has no items"),
        ("rule: sum", "rule: sum\n    subscales: {low: {items: [9]}}", "a subscale low that names 9"),
        ("rule: sum", "rule: sum\n    answered: 3", "needs 3 answers, but the rule sum requires all"),
        (
            "rule: sum",
            "rule: sum\n    subscales: {low: {items: [1, 2], answered: 1}}",
            "a subscale low that needs 1 answers",
        ),
        (
            "rule: sum",
            "rule: sum\n    subscales: {low: {items: [1, 1]}}",
            "a subscale low that has mood_01 twice",
        ),
        ("mood_01 to mood_04", "[a, b, b]", "has b twice"),
        ("rule: sum", "rule: group_maxima\n    groups: [[1, 2], [2, 3]]", "has mood_02 twice in its groups"),
        ("maximum: 3", "maximum: 0", "has answers from 0 to 0"),
    ],
)
def test_faults_of_a_scale_are_located(old, new, said):
    """A wrong scale is a fault at its line of the dictionary."""
    assert old in SCALE
    with pytest.raises(DataError) as raised:
        read_dictionary(SCALE.replace(old, new), "data/items.yaml")
    assert "data/items.yaml:5" in str(raised.value)
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("type: integer, minimum: 1, maximum: 5", "has maximum 3, but its item mood_01 has maximum 5"),
        ("type: integer, minimum: -1", "has minimum 0, but its item mood_01 has minimum -1"),
        ("type: text", "has the item mood_01, whose column has type text"),
    ],
)
def test_an_item_cannot_have_answers_that_its_scale_lacks(column, said):
    """They would be scored and reversed as if they were in its range."""
    described = SCALE.replace("scales:", f"  mood_01: {{label: Low, {column}}}\nscales:")
    with pytest.raises(DataError) as raised:
        read_dictionary(described, "data/items.yaml")
    assert "data/items.yaml:6" in str(raised.value)
    assert said in str(raised.value)


def test_a_described_item_has_the_range_of_its_scale():
    """Its own label and type remain, and a narrower range."""
    described = SCALE.replace("scales:", "  mood_01: {label: Low, type: integer, minimum: 1}\nscales:")
    field = read_dictionary(described, "d.yaml")["mood_01"]
    assert (field.label, field.minimum, field.maximum) == ("Low", 1, 3)


def test_reversed_items_and_subscales_may_be_series():
    """Of names or of numbers."""
    rule = (
        "rule: sum\n    reversed: 3 to 4\n    subscales: {low: {label: Low mood, items: mood_01 to mood_02}}"
    )
    mood = read_dictionary(SCALE.replace("rule: sum", rule), "d.yaml").scales["mood"]
    assert mood.reversed == {"mood_03", "mood_04"}
    assert mood.subscales[0].items == ("mood_01", "mood_02")


def test_scores_have_the_labels_of_their_scales():
    """In every summary, without a description among the columns."""
    rule = "rule: sum\n    subscales: {low: {label: Low mood, items: [1, 2]}}"
    dictionary = read_dictionary(SCALE.replace("rule: sum", rule), "d.yaml")
    answers = pd.DataFrame(
        [[0, 1, 2, 3], [3, 2, 1, 1], [1, 1, 0, 3]], columns=dictionary.scales["mood"].items
    )
    scored = scores(answers, dictionary.scales.values())
    assert [each.label for each in variables(scored, dictionary=dictionary)] == ["Mood", "Low mood"]


def test_items_become_columns_of_the_dictionary():
    """Items need no description of their own: label, type and range come from the scale."""
    field = read_dictionary(SCALE, "d.yaml")["mood_03"]
    assert (field.label, field.type, field.minimum, field.maximum) == ("Mood, item 3", "integer", 0, 3)
