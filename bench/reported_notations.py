"""Reported tests in random combinations of the notations that journals and authors use, with known truth."""

from __future__ import annotations

import random
from dataclasses import dataclass

from scipy import stats

from bench.statements import number

#: Degrees of freedom in front of the relation, by kind; `{d}`, `{e}` and `{n}` are numbers.
_BEFORE = {
    "F": (
        "F({d}, {e})", "F({d},{e})", "F ({d}, {e})", "F[{d}, {e}]", "F({d}; {e})", "F({d}/{e})", "F{d},{e}",
        "F {d},{e}", "F{d}/{e}", "F(df = {d}, {e})", "F({d} and {e})", "F_{{{d},{e}}}", "F-value({d}, {e})",
        "F{d}, {e}", "F({d} , {e})",
    ),
    "t": (
        "t({e})", "t ({e})", "t[{e}]", "t{e}", "t_{e}", "t_{{{e}}}", "t(df = {e})", "t(df={e})", "t ({e} df)",
        "Student's t({e})", "t-value({e})", "t({e}, two-tailed)", "T({e})", "t {e}",
    ),
    "chi2": (
        "χ²({d})", "χ2({d}, N = {n})", "χ2 ({d}, n={n})", "χ²[{d}]", "X2({d})", "X²({d}, N = {n})", "chi-square({d})",
        "Chi-sq({d}, n={n})", "χ2({d}; N = {n})", "χ²{d}", "χ2 (df = {d})", "χ2(N = {n}, df = {d})", "χ2({d}, {n})",
        "Chi Square({d})", "χ^2({d})", "Wald χ2({d})", "LR χ2({d})", "Δχ²({d})", "G2({d})", "Wald({d})",
    ),
    "z": ("z", "Z", "z-value", "z score", "Wald z", "z(N = {n})", "Mann-Whitney U = 320.5, z"),
    "r": ("r({e})", "r ({e})", "rs({e})", "ρ({e})", "r[{e}]", "rho({e})", "Pearson's r({e})", "r(N = {m})",
          "partial r({e})"),
    "Q": ("Q({d})", "QM({d})", "Q ({d})", "Qb({d})"),
    "H": ("H({d})", "H ({d}, N = {n})", "H{d}", "Kruskal-Wallis H({d})"),
}  # fmt: skip
#: Degrees of freedom behind the statistic: the symbol, and what follows the number.
_BEHIND = {
    "F": (
        ("F", ", df = {d}, {e}"),
        ("F", " ({d}, {e})"),
        ("F", "; df = {d}/{e}"),
        ("F", ", df1 = {d}, df2 = {e}"),
    ),
    "t": (
        ("t", ", df = {e}"),
        ("t", ", {e} df"),
        ("t", " (df = {e})"),
        ("t-value", "; d.f. = {e}"),
        ("t", " ({e})"),
    ),
    "chi2": (("χ2", ", df = {d}"), ("chi square", ", {d} df"), ("X2", ", df = {d}"), ("χ²", " (df = {d})")),
    "r": (("r", ", n = {m}"), ("r", ", N = {m}"), ("r", ", df = {e}"), ("Spearman's rho", " (n = {m})")),
    "Q": (("Q", ", df = {d}"),),
    "H": (("H", ", df = {d}"),),
    "z": (("z", ""),),
}
_RELATIONS = (" = ", "=", " =", "= ", "\u2009=\u2009", "\u00a0=\u00a0", " : ")
_BETWEEN = (
    ", ",
    "; ",
    ",",
    ", d = 0.41, ",
    ", MSE = 1.30, ",
    ", ηp2 = .14, ",
    ", 95% CI [0.10, 0.70], ",
    ", ε = .75, ",
)
_P_LABELS = ("p", "P", "p-value", "P value", "p (two-sided)", "ptwo-tailed", "Sig.")
_P_RELATIONS = (" = ", "=", " =", "= ")
#: Damage of fonts: equals, left and right parenthesis, and whether points are colons.
_FONTS = (("¼", "ð", "Þ", False), ("¼", "(", ")", False), ("¼", "ð", "Þ", True), ("5", "(", ")", False))


@dataclass(frozen=True)
class Reported:
    """A printed test, what is true of it, and whether its p-value is wrong."""

    text: str
    kind: str
    statistic: float
    df: tuple[float, ...]
    wrong: bool


def reported(seed: int) -> Reported:
    """A test with its p-value in a random notation; one of five has a p-value that cannot be true."""
    source = random.Random(seed)
    kind = source.choice(tuple(_BEFORE))
    one, two = source.randint(1, 5), source.randint(20, 240)
    value = _value(source, kind)
    df = {"F": (one, two), "t": (two,), "r": (two,), "z": ()}.get(kind, (one,))
    wrong = source.random() < 0.2
    p = _tail(kind, value, df)
    printed_p = (p + 0.21 if p < 0.5 else p - 0.21) if wrong else p
    text = _printed(source, kind, value, {"d": one, "e": two, "m": two + 2, "n": two + 7}, printed_p, wrong)
    return Reported(text, kind, value, tuple(map(float, df)), wrong)


def _value(source: random.Random, kind: str) -> float:
    size = round(source.uniform(0.05, 0.6) if kind == "r" else source.uniform(0.3, 5.0), 2)
    return -size if kind in ("t", "z", "r") and source.random() < 0.3 else size


def _tail(kind: str, value: float, df: tuple[int, ...]) -> float:
    """The p-value by scipy's distributions."""
    size = abs(value)
    match kind:
        case "z":
            return float(2 * stats.norm.sf(size))
        case "t":
            return float(2 * stats.t.sf(size, df[0]))
        case "r":
            return float(2 * stats.t.sf(size * (df[0] / (1 - size**2)) ** 0.5, df[0]))
        case "F":
            return float(stats.f.sf(size, *df))
        case _:
            return float(stats.chi2.sf(size, df[0]))


def _printed(
    source: random.Random, kind: str, value: float, sizes: dict[str, int], p: float, wrong: bool
) -> str:
    behind = source.random() < 0.25
    label, after = source.choice(_BEHIND[kind]) if behind else (source.choice(_BEFORE[kind]), "")
    relation = source.choice(_RELATIONS[: -1 if kind == "H" else None])
    shown = number(value, 2, zero=source.random() < 0.7).replace("-", source.choice("-−–"))
    between = source.choice(_BETWEEN[:3] if behind else _BETWEEN)
    test = (label + relation + shown + after).format(**sizes)
    text = f"{test}{between}{_probability(source, p, wrong)}"
    return _damaged(source, text) if source.random() < 0.15 else _cut(source, text)


def _probability(source: random.Random, p: float, wrong: bool) -> str:
    """A p-value with its label and relation."""
    label = source.choice(_P_LABELS)
    if p < 0.0005:
        return f"{label} < {source.choice(('.001', '0.001'))}"
    if source.random() < 0.1 and p > 0.06 and not wrong:
        return source.choice(("p > .05", "n.s.", "ns", "p = n.s.", "P = NS"))
    relation = source.choice(_P_RELATIONS)
    places = source.choice((2, 3, 3, 4)) if p > 0.006 else 4
    zero = label.startswith("P") or source.random() < 0.4
    return f"{label}{relation}{number(p, places, zero=zero)}"


def _damaged(source: random.Random, text: str) -> str:
    """The text as a font without a table of characters leaves it."""
    equals, left, right, colons = source.choice(_FONTS)
    for spaced in ("\u2009=\u2009", "\u00a0=\u00a0", " = ", " =", "= ", "=", " : "):
        text = text.replace(spaced, "\x00")
    text = text.replace("(", left).replace(")", right).replace("\x00", f" {equals} ")
    text = text.replace(" < ", " , ") if equals == "5" else text
    text = text.replace("p > .05", "p . .05") if equals == "5" else text
    return (
        text.replace(".", ":")
        if colons and "Sig." not in text and "n.s." not in text and "d.f." not in text
        else text
    )


def _cut(source: random.Random, text: str) -> str:
    """The text, sometimes with a space at a decimal point, or with a line's end instead of a space."""
    if source.random() < 0.05 and " < .0" in text:
        return text.replace(" < .0", " < . 0")
    if source.random() < 0.1 and text.count(" ") > 2:
        place = source.choice([at for at, letter in enumerate(text) if letter == " "])
        return f"{text[:place]}\n{text[place + 1 :]}"
    return text
