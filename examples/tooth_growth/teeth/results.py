"""The statistics: the files that R has written, as rows."""

from report import Claim, claims, stats
from report.results import rows_from_file


@stats
def summary(cells, r_script):
    """Number, mean and SD of each cell of the design."""
    yield from rows_from_file("summary", cells, script=r_script)


@stats
def tests(welch, anova, r_script):
    """The tests of supplement and dose."""
    yield from rows_from_file("welch", welch, script=r_script, label="length by supplement")
    yield from rows_from_file("anova", anova, script=r_script, label="length")


@stats
def regression(linear, fit, r_script):
    """The linear model behind the analysis of variance."""
    yield from rows_from_file("linear", linear, script=r_script)
    yield from rows_from_file("linear", fit, script=r_script)


@claims
def statements(tests):
    """What the text states about the tests."""
    for name, id, label in (
        ("supplement", "welch.p", "the supplements differ"),
        ("interaction", "anova.supp_by_dose.p", "supplement and dose interact"),
    ):
        yield Claim(f"claim.{name}", tests.stat(id).value < 0.05, label, (id,))
