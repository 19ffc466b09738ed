"""Helpers from an earlier paper: plain pandas, statsmodels and pingouin, which know nothing of Tracepaper."""

import pandas as pd
import pingouin as pg
import scipy.stats as ss
import statsmodels.formula.api as smf

REVERSED = (4, 7)


def score(d, prefix, top=4):
    items = d[[f"{prefix}_{k}" for k in range(1, 11)]].copy()
    for k in REVERSED:
        items[f"{prefix}_{k}"] = top - items[f"{prefix}_{k}"]
    enough = items.notna().sum(axis=1) >= 8
    return items.mean(axis=1).where(enough), items


def ttest(x, y):
    return pg.ttest(x.dropna(), y.dropna()).iloc[0]


def chi2(d, a, b):
    return ss.chi2_contingency(pd.crosstab(d[a], d[b]), correction=False)


def ols(d):
    return smf.ols("post ~ C(group, Treatment('waitlist')) + pre + age", d).fit()


def logit(d):
    complete = d.dropna(subset=["responder", "pre"])
    return smf.logit("responder ~ C(group, Treatment('waitlist')) + pre", complete).fit(disp=0)


def mixed(d):
    long = d.melt(id_vars=["id", "group"], value_vars=["pre", "post"], var_name="time", value_name="y")
    formula = "y ~ C(time, Treatment('pre')) * C(group, Treatment('waitlist'))"
    return smf.mixedlm(formula, long.dropna(), groups="id").fit(reml=True)
