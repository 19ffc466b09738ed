"""The statistics: results of pingouin, scipy, statsmodels and path models, as rows."""

import pingouin as pg

from course import mystats as my
from report import Claim, claims, stats
from report.pathmodels import bootstrap, fit
from report.results import rows
from report.results.summaries import demographics, regression

MEASURES = {"pre": "Self-criticism before", "post": "Self-criticism after", "reappraisal": "Reappraisal"}
DESCRIBED = ("age", "gender", "pre", "post", "reappraisal", "responder")
TERMS = {
    "group_training": "Training",
    "group_waitlist": "Waitlist",
    "pre": "Self-criticism before",
    "age": "Age, years",
    "time_pre": "Before",
    "time_post": "After the course",
    "time_post_by_group_training": "Time × training",
    "id_var": "Variance of participants",
    "residual_var": "Residual variance",
}
MEDIATION = """
reappraisal ~ a*treat + pre
post ~ b*reappraisal + c*treat + pre
indirect := a*b
"""


@stats
def sample(trial, dictionary):
    """The participants of each arm."""
    yield from demographics(
        "sample",
        trial,
        by="group",
        compare="test",
        variables=DESCRIBED,
        dictionary=dictionary.with_numbers(**MEASURES),
    )


@stats
def tests(trial):
    """Reliability, and the differences between the arms."""
    training, waitlist = (trial[trial.group == arm] for arm in ("training", "waitlist"))
    for time in ("pre", "post"):
        yield from rows(f"alpha.{time}", pg.cronbach_alpha(my.score(trial, time)[1]), label=MEASURES[time])
    for name, label in MEASURES.items():
        yield from rows(f"ttest.{name}", my.ttest(training[name], waitlist[name]), label=label)
    yield from rows("chi.responder", my.chi2(trial, "group", "responder"), label="responders by arm")


@stats
def models(trial):
    """Regressions of self-criticism after the course, and of the response to it."""
    ols, mixed = my.ols(trial), my.mixed(trial)
    yield from regression("models", {"Linear regression": ols, "Mixed model": mixed}, labels=TERMS)
    yield from rows("logit", my.logit(trial), label="response", exponentiate=True)


@stats
def mediation(trial):
    """The effect of the course through reappraisal, with bootstrap intervals."""
    found = fit(MEDIATION, trial)
    yield from rows("mediation", found)
    yield from rows("mediation.boot", bootstrap(found, trial, 5000, 1))


@claims
def statements(tests, mediation):
    """What the text states about them."""
    p = tests.stat("ttest.post.p").value
    yield Claim("claim.effect", p < 0.05, "the arms differ after the course", ("ttest.post.p",))
    ends = tuple(f"mediation.boot.indirect.ci_{end}" for end in ("lower", "upper"))
    lower, upper = (mediation.stat(end).value for end in ends)
    yield Claim(
        "claim.mediated", lower * upper > 0, "the interval of the indirect effect excludes zero", ends
    )
