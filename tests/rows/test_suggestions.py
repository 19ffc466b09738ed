"""Remedies for misspelt names."""

from report.rows.suggestions import SURE, did_you_mean, nearest, nearest_or_all

KNOWN = ("primary.ebi.indirect", "primary.meq.indirect", "flow.analysed")


def test_the_most_similar_name_comes_first():
    """Of several similar names, the most similar one is offered first."""
    assert nearest("primary.ebi.indirct", KNOWN) == ["primary.ebi.indirect", "primary.meq.indirect"]


def test_case_does_not_matter():
    """A name typed in capitals is found, and is offered in its own spelling."""
    assert nearest("FLOW.ANALYSED", KNOWN) == ["flow.analysed"]


def test_each_name_can_have_a_description():
    """Ledgers add the printed value and the label."""
    said = did_you_mean("flow.analyzed", KNOWN, describe=lambda name: f"{len(name)} letters")
    assert said == "did you mean flow.analysed (13 letters)?"


def test_several_names_form_one_question():
    """Commas separate all but the last two names; the question mark ends the question."""
    assert did_you_mean("ab", ("abx", "aby")) == "did you mean abx or aby?"
    said = did_you_mean("ab", ("abx", "aby", "abz"), describe=str.upper)
    assert said == "did you mean abx (ABX), aby (ABY) or abz (ABZ)?"


def test_without_a_similar_name_the_remedy_is_another():
    """Without a similar name, the remedy is the other one, or a list of all names."""
    assert did_you_mean("zzz", KNOWN, "`report list` shows all ids") == "`report list` shows all ids"
    assert nearest_or_all("zzz", ("b", "a")) == "there are: a, b"
    assert nearest_or_all("zzz", ()) == "there are: none"


def test_a_stricter_likeness_leaves_out_names_that_may_be_others():
    """Where a wrong suggestion would do harm, only misspellings are suggested."""
    assert nearest("flow.analyzed", KNOWN, likeness=SURE) == ["flow.analysed"]
    assert nearest("mean_age", ("mean_agreeableness",)) == ["mean_agreeableness"]
    assert nearest("mean_age", ("mean_agreeableness",), likeness=SURE) == []
