"""Result paragraphs and tables as authors of five disciplines write them: computed numbers, true or with one error."""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scipy import stats

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.statements import number
from report.audit.audited import Audited, audit
from report.audit.papers import paper_of
from report.text.reading.html import page_copy

#: The printed numbers of a paragraph, by their place in its text.
Numbers = dict[str, str]


@dataclass(frozen=True)
class Style:
    """A paragraph or table of a discipline, with places for the numbers that its maker computes."""

    discipline: str
    text: str
    numbers: Callable[[random.Random, bool], Numbers]
    is_table: bool = False

    def printed(self, seed: int, *, wrong: bool) -> str:
        """The paragraph or table with numbers, one of them wrong if asked for."""
        return self.text.format(**self.numbers(random.Random(seed), wrong))


def _p(p: float, *, zero: bool = False, places: int = 3) -> str:
    """A p-value as it is printed, with its relation."""
    least = 10.0**-places
    shown = number(least if p < least else p, places, zero=zero)
    return f"{'<' if p < least else '='} {shown}"


def _other(p: float, wrong: bool) -> float:
    """The p-value, or one on the other side of .05 and far from it."""
    if not wrong:
        return p
    return 0.21 + p / 10 if p < 0.05 else 0.012


def _t(source: random.Random, wrong: bool) -> Numbers:
    df = source.randint(24, 190)
    value = round(source.uniform(0.4, 3.6), 2) * source.choice((-1, 1))
    p = _other(2 * stats.t.sf(abs(value), df), wrong)
    return {
        **{"df": str(df), "t": number(value, 2).replace("-", "−"), "p": _p(p), "P": _p(p, zero=True)},
        **{"n": str(df + 2), "d": number(2 * abs(value) / math.sqrt(df + 2), 2)},
    }


def _f(source: random.Random, wrong: bool) -> Numbers:
    one, two = source.randint(1, 4), source.randint(40, 320)
    value = round(source.uniform(0.5, 9.0), 2)
    p = _other(stats.f.sf(value, one, two), wrong)
    share = value * one / (value * one + two)
    return {
        **{"one": str(one), "two": str(two), "F": number(value, 2), "p": _p(p), "P": _p(p, zero=True)},
        **{"eta": number(share, 3, zero=False), "mse": number(source.uniform(0.5, 9), 2)},
    }


def _chi(source: random.Random, wrong: bool) -> Numbers:
    df, value = source.randint(1, 4), round(source.uniform(0.6, 16.0), 2)
    p = _other(stats.chi2.sf(value, df), wrong)
    return {
        **{"df": str(df), "x": number(value, 2), "p": _p(p), "P": _p(p, zero=True)},
        "n": str(source.randint(90, 900)),
    }


def _r(source: random.Random, wrong: bool) -> Numbers:
    df, value = source.randint(40, 300), round(source.uniform(0.05, 0.45), 2)
    t = value * math.sqrt(df / (1 - value**2))
    p = _other(2 * stats.t.sf(t, df), wrong)
    return {
        "df": str(df),
        "n": str(df + 2),
        "r": number(value, 2, zero=False),
        "p": _p(p),
        "P": _p(p, zero=True),
    }


def _ratio(source: random.Random, wrong: bool) -> Numbers:
    error = source.uniform(0.12, 0.45)
    log = error * source.choice((0.2, 0.6, 1.1, 2.6, 3.4, 4.0)) * source.choice((-1, 1))
    low, high = math.exp(log - 1.96 * error), math.exp(log + 1.96 * error)
    p = 2 * stats.norm.sf(abs(log / error))
    p = (0.31 if p < 0.05 else 0.004) if wrong else p
    shown = {
        "or": number(math.exp(log), 2),
        "low": number(low, 2),
        "high": number(high, 2),
        "P": _p(p, zero=True),
    }
    return shown | {"n": str(source.randint(100, 900))}


def _slope(source: random.Random, wrong: bool) -> Numbers:
    df = source.randint(60, 400)
    error = round(source.uniform(0.05, 0.60), 3)
    value = round(error * source.uniform(0.3, 4.2) * source.choice((-1, 1)), 3)
    t = value / error
    p = _other(2 * stats.t.sf(abs(t), df), wrong)
    q = stats.t.isf(0.025, df)
    shown = {"b": value, "low": value - q * error, "high": value + q * error}
    return {
        **{name: number(each, 3).replace("-", "−") for name, each in shown.items()},
        **{"se": number(error, 3), "t": number(t, 2).replace("-", "−"), "df": str(df)},
        **{"p": _p(p), "P": _p(p, zero=True), "n": str(df + 4)},
    }


def _share(source: random.Random, wrong: bool) -> Numbers:
    whole = source.randint(60, 800)
    part = source.randint(5, whole - 5)
    percent = 100 * part / whole
    percent += (7 if percent < 50 else -7) if wrong else 0
    return {"k": str(part), "n": str(whole), "pc": number(percent, 1), "whole": number(percent, 0)}


def _groups(source: random.Random, wrong: bool) -> Numbers:
    n1, n2 = source.randint(25, 90), source.randint(25, 90)
    m1, m2 = round(source.uniform(10, 20), 2), round(source.uniform(10, 20), 2)
    s1, s2 = round(source.uniform(2, 5), 2), round(source.uniform(2, 5), 2)
    pooled = math.sqrt(((n1 - 1) * s1**2 + (n2 - 1) * s2**2) / (n1 + n2 - 2))
    t = (m1 - m2) / (pooled * math.sqrt(1 / n1 + 1 / n2))
    shown = t * 1.6 + math.copysign(1.2, t) if wrong else t
    p = 2 * stats.t.sf(abs(shown), n1 + n2 - 2)
    return {
        **{"n1": str(n1), "n2": str(n2), "df": str(n1 + n2 - 2)},
        **{"m1": number(m1, 2), "m2": number(m2, 2), "s1": number(s1, 2), "s2": number(s2, 2)},
        **{"t": number(shown, 2).replace("-", "−"), "p": _p(p), "P": _p(p, zero=True)},
    }


def _fit(source: random.Random, wrong: bool) -> Numbers:
    n, df = source.randint(180, 900), source.randint(12, 120)
    chi = round(df * source.uniform(1.1, 2.6), 2)
    rmsea = math.sqrt(max(0.0, chi - df) / (df * n)) + (0.05 if wrong else 0)
    shown = {"x": number(chi, 2), "df": str(df), "n": str(n), "rmsea": number(rmsea, 3, zero=False)}
    return shown | {"p": _p(stats.chi2.sf(chi, df))}


def _fitted(source: random.Random, wrong: bool) -> Numbers:
    one, two = source.randint(2, 7), source.randint(80, 400)
    share = round(source.uniform(0.05, 0.45), 2)
    value = (share / one) / ((1 - share) / two)
    shown = share + 0.15 if wrong else share
    return {
        **{"one": str(one), "two": str(two), "F": number(value, 2), "p": _p(stats.f.sf(value, one, two))},
        "R2": number(shown, 2, zero=False),
    }


_MAKERS = {
    **{"t": _t, "f": _f, "chi": _chi, "r": _r, "ratio": _ratio, "slope": _slope, "share": _share},
    **{"groups": _groups, "fit": _fit, "fitted": _fitted},
}
#: What the rules do not judge: estimates and means without a label, and the p-value of a β with a standard error.
NOT_JUDGED = ("a change in HbA1c of", "Length of stay was", "For women the estimate is β")


def _styles() -> Iterator[Style]:
    """The styles of the file beside this module: discipline, text or table, kind of numbers, and the text."""
    for line in (Path(__file__).parent / "audit_styles.tsv").read_text(encoding="utf-8").splitlines():
        discipline, form, maker, text = line.split("\t")
        yield Style(discipline, text, _MAKERS[maker], form == "table")


STYLES = tuple(_styles())


def audited(style: Style, seed: int, *, wrong: bool) -> Audited:
    """The audit of a page with one paragraph or table."""
    printed = style.printed(seed, wrong=wrong)
    body = f"<p>Table 1. Results</p>{printed}" if style.is_table else f"<p>{printed}</p>"
    page = f"<html><body><h1>Results</h1>{body}</body></html>"
    return audit(paper_of(page_copy(page), Path("page.html")))


def lines(seeds: int) -> Iterator[str]:
    """The accuracy by discipline: paragraphs and tables, true ones that agree, errors found, and false alarms."""
    yield f"{'':12} {'true':>6} {'read':>6} {'planted':>8} {'found':>6} {'alarms':>7}"
    for discipline in dict.fromkeys(style.discipline for style in STYLES):
        own = [style for style in STYLES if style.discipline == discipline]
        true = [audited(style, seed, wrong=False) for style in own for seed in range(seeds)]
        planted = [audited(style, seed, wrong=True) for style in own for seed in range(seeds)]
        read, found = sum(bool(each.agreeing) for each in true), sum(bool(each.findings) for each in planted)
        alarms = sum(bool(each.findings) for each in true)
        yield f"{discipline:12} {len(true):6} {read:6} {len(planted):8} {found:6} {alarms:7}"


if __name__ == "__main__":
    print("\n".join(lines(40)))
