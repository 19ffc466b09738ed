"""Remedies for misspelt names."""

from report.rows.suggestions import did_you_mean, nearest, nearest_or_all

KNOWN = ("primary.ebi.indirect", "primary.meq.indirect", "flow.analysed")


def test_the_likeliest_name_comes_first():
    """The nearest of several alike names is the first that is offered."""
    assert nearest("primary.ebi.indirct", KNOWN) == ["primary.ebi.indirect", "primary.meq.indirect"]


def test_case_does_not_matter():
    """A name typed in capitals is found, and offered as it is spelled."""
    assert nearest("FLOW.ANALYSED", KNOWN) == ["flow.analysed"]


def test_a_description_stands_behind_each_name():
    """Ledgers add the printed value and the label."""
    said = did_you_mean("flow.analyzed", KNOWN, describe=lambda name: f"{len(name)} letters")
    assert said == "did you mean flow.analysed? (13 letters)"


def test_nothing_near_is_answered_otherwise():
    """Without a near name the remedy is the other one, or a list of all."""
    assert did_you_mean("zzz", KNOWN, "`report list` shows all ids") == "`report list` shows all ids"
    assert nearest_or_all("zzz", ("b", "a")) == "there are: a, b"
    assert nearest_or_all("zzz", ()) == "there are: none"
