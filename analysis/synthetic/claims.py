"""The source paper's verbal statements as intervals of statistics, and bounds of clinical plausibility.

Each entry is (identifier, statistic, lower, upper). A statistic `….z` takes p-values as bounds.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from analysis.synthetic.targets import Target, wald

SCALES = {"skew": 0.1, "count": 1.0, "ceiling": 1.0}
"""The unit of a miss, by family of statistics; 0.02 for correlations and fit indices."""

Bound = tuple[str, str, float | None, float | None]

PSILOCYBIN_PATHS: tuple[Bound, ...] = (
    # identifier, path, smallest p, largest p
    ("figure3.stars", "primary.ebi.rap~starp", None, 0.001),
    ("figure3.stars", "primary.ebi.ebimax~rap", None, 0.001),
    ("figure3.stars", "primary.ebi.qids6w~ebimax", None, 0.001),
    ("figure3.stars", "primary.meq.rap~starp", None, 0.001),
    ("figure3.stars", "primary.meq.meqmax~rap", None, 0.001),
    ("figure3.stars", "primary.meq.qids6w~meqmax", 0.0015, 0.0095),
    ("figure3.baseline", "primary.ebi.qids6w~qids0", 0.105, None),
    ("figure3.baseline", "primary.meq.qids6w~qids0", 0.105, None),
    ("c.s1_ebi_mediates", "session1.ebi.rap1~starp1", None, 0.01),
    ("c.s1_ebi_mediates", "session1.ebi.ebi1~rap1", None, 0.01),
    ("c.s1_ebi_mediates", "session1.ebi.indirect.starp", None, 0.049),
    ("c.s1_meq_trend", "session1.meq.meq1~rap1", None, 0.045),
    ("c.s1_meq_trend", "session1.meq.indirect.starp", 0.055, None),
    ("c.s1_ebi_builds_alliance", "session1.ebi.starp2~rap1", 0.11, None),
    ("c.s1_ebi_builds_alliance", "session1.ebi.starp2~starp1", 0.102, None),
    ("c.s1_ebi_builds_alliance", "session1.meq.starp2~rap1", 0.11, None),
    ("c.s1_ebi_builds_alliance", "session1.meq.starp2~starp1", 0.06, None),
    ("figure4.baseline", "session1.ebi.ebi1~qids0", 0.12, None),
    ("c.s2_severity_erodes", "session2.rap2~qidsmid", None, 0.009),
    ("figure5.mediation", "session2.meq.rap2~starp2", None, 0.045),
    ("figure5.mediation", "session2.meq.meq2~rap2", None, 0.045),
    ("figure5.mediation", "session2.meq.indirect.starp", None, 0.09),
)
PSILOCYBIN_BANDS: tuple[Bound, ...] = (
    ("c.primary_fit", "primary.ebi.cfi", 0.951, None),
    ("c.primary_fit", "primary.ebi.rmsea", None, 0.079),
    ("c.primary_fit", "primary.meq.cfi", 0.951, None),
    ("c.primary_fit", "primary.meq.rmsea", None, 0.079),
    ("c.acute_variance", "primary.ebi.r2.ebimax", 0.42, 0.498),
    ("c.acute_variance", "primary.meq.r2.meqmax", 0.42, 0.498),
    ("c.s1_ebi_builds_alliance", "r2.starp2_on_starp1", 0.102, 0.145),
    ("c.low_r_starp1_acute", "r.starp1_ebi1", 0.0, 0.29),
    ("c.low_r_starp1_acute", "r.starp1_meq1", 0.0, 0.29),
    ("c.low_r_starp1_acute", "r.starp1_rap1", 0.51, 0.75),
    ("c.low_r_starp1_acute", "r.rap1_ebi1", 0.51, 0.75),
    ("c.low_r_starp1_acute", "r.rap1_meq1", 0.51, 0.75),
)
PSILOCYBIN_SHAPE: tuple[Bound, ...] = (
    ("shape", "mean.qids_mid", 6.5, 8.6),
    ("shape", "sd.qids_mid", 4.2, 5.6),
    ("shape", "skew.qids_mid", 0.0, 0.9),
    ("shape", "mean.qids_6w", 5.9, 7.6),
    ("shape", "sd.qids_6w", 4.3, 5.6),
    ("shape", "skew.qids_6w", 0.45, 1.1),
    ("shape", "mean.starp_1", 38.0, 41.0),
    ("shape", "sd.starp_1", 4.6, 6.4),
    ("shape", "skew.starp_1", -1.2, -0.35),
    ("shape", "mean.starp_2", 39.0, 42.0),
    ("shape", "sd.starp_2", 4.6, 6.6),
    ("shape", "skew.starp_2", -1.3, -0.4),
    ("shape", "mean.rapport_1", 79.0, 87.0),
    ("shape", "sd.rapport_1", 10.0, 14.5),
    ("shape", "skew.rapport_1", -1.2, -0.35),
    ("shape", "mean.rapport_2", 80.0, 89.0),
    ("shape", "sd.rapport_2", 10.0, 15.5),
    ("shape", "skew.rapport_2", -1.3, -0.35),
    ("shape", "mean.ebi_1", 50.0, 64.0),
    ("shape", "sd.ebi_1", 20.0, 27.0),
    ("shape", "skew.ebi_1", -0.8, 0.0),
    ("shape", "mean.ebi_2", 46.0, 62.0),
    ("shape", "sd.ebi_2", 21.0, 29.0),
    ("shape", "skew.ebi_2", -0.8, 0.2),
    ("shape", "mean.meq_1", 2.4, 3.1),
    ("shape", "sd.meq_1", 0.9, 1.25),
    ("shape", "skew.meq_1", -0.7, 0.2),
    ("shape", "mean.meq_2", 2.3, 3.1),
    ("shape", "sd.meq_2", 0.9, 1.3),
    ("shape", "skew.meq_2", -0.7, 0.2),
    ("shape", "r.qids0_qids6w", 0.2, 0.5),
    ("shape", "r.qids0_qidsmid", 0.15, 0.55),
    ("shape", "r.rap1_rap2", 0.3, 0.8),
    ("shape", "r.ebi1_ebi2", 0.25, 0.75),
    ("shape", "r.meq1_meq2", 0.3, 0.8),
    ("shape", "r.ebi1_meq1", 0.4, 0.75),
    ("shape", "r.ebi2_meq2", 0.4, 0.75),
    ("shape", "r.qids0_starp1", -0.3, 0.1),
    ("shape", "r.starp2_rap2", 0.4, 0.8),
    ("shape", "r.qidsmid_ebi1", -0.7, -0.2),
    ("shape", "r.qidsmid_meq1", -0.7, -0.2),
    ("shape", "count.remission", 12.5, 19),
    ("shape", "count.response", 17, 22),
    ("shape", "ceiling.starp_1", 1, 4),
    ("shape", "ceiling.starp_2", 1, 5),
    ("shape", "ceiling.rapport_1", 1, 4),
    ("shape", "ceiling.rapport_2", 1, 5),
    ("shape", "change.qids_6w", None, 10),
    ("shape", "change.starp_2", None, 13),
    ("shape", "change.rapport_2", None, 30),
    ("shape", "change.ebi_2", None, 60),
    ("shape", "change.meq_2", None, 2.65),
)
ESCITALOPRAM_PATHS: tuple[Bound, ...] = tuple(
    ("c.specificity", f"primary.{path}", 0.12, None)
    for acute in ("ebi", "meq")
    for path in (
        f"{acute}.rap~starp",
        f"{acute}.{acute}max~rap",
        f"{acute}.qids6w~{acute}max",
        f"{acute}.indirect.starp",
    )
)
ESCITALOPRAM_BANDS: tuple[Bound, ...] = (
    ("c.specificity", "r2.qids6w_on_qids0", 0.28, 0.4),
    ("c.specificity", "primary.ebi.rmsea", None, 0.079),
    ("c.specificity", "primary.meq.rmsea", None, 0.079),
    ("c.specificity", "r.qids6w_starp1", -0.25, 0.1),
    ("c.specificity", "r.qids6w_rap1", -0.25, 0.1),
    ("c.specificity", "r.qids6w_starp2", -0.28, 0.1),
    ("c.specificity", "r.qids6w_rap2", -0.28, 0.1),
    ("c.specificity", "r.starp1_ebi1", -0.1, 0.25),
    ("c.specificity", "r.starp1_meq1", -0.1, 0.25),
)
ESCITALOPRAM_SHAPE: tuple[Bound, ...] = (
    ("shape", "mean.qids_mid", 10.3, 12.5),
    ("shape", "sd.qids_mid", 4.2, 5.6),
    ("shape", "skew.qids_mid", -0.3, 0.6),
    ("shape", "mean.qids_6w", 9.4, 11.2),
    ("shape", "sd.qids_6w", 4.4, 5.8),
    ("shape", "skew.qids_6w", 0.0, 0.8),
    ("shape", "mean.starp_1", 37.5, 40.5),
    ("shape", "sd.starp_1", 4.6, 6.4),
    ("shape", "skew.starp_1", -1.2, -0.35),
    ("shape", "mean.starp_2", 38.0, 41.0),
    ("shape", "sd.starp_2", 4.6, 6.6),
    ("shape", "skew.starp_2", -1.3, -0.35),
    ("shape", "mean.rapport_1", 78.0, 86.0),
    ("shape", "sd.rapport_1", 10.0, 14.5),
    ("shape", "skew.rapport_1", -1.2, -0.35),
    ("shape", "mean.rapport_2", 78.0, 87.0),
    ("shape", "sd.rapport_2", 10.0, 15.5),
    ("shape", "skew.rapport_2", -1.3, -0.35),
    ("shape", "mean.ebi_1", 12.0, 20.0),
    ("shape", "sd.ebi_1", 12.0, 18.0),
    ("shape", "skew.ebi_1", 0.7, 1.6),
    ("shape", "mean.ebi_2", 10.0, 18.0),
    ("shape", "sd.ebi_2", 11.0, 18.0),
    ("shape", "skew.ebi_2", 0.7, 1.7),
    ("shape", "mean.meq_1", 0.35, 0.65),
    ("shape", "sd.meq_1", 0.35, 0.6),
    ("shape", "skew.meq_1", 0.7, 1.6),
    ("shape", "mean.meq_2", 0.3, 0.6),
    ("shape", "sd.meq_2", 0.35, 0.6),
    ("shape", "skew.meq_2", 0.7, 1.7),
    ("shape", "r.qids0_qids6w", 0.5, 0.65),
    ("shape", "r.qids0_qidsmid", 0.4, 0.65),
    ("shape", "r.qidsmid_qids6w", 0.55, 0.78),
    ("shape", "r.starp1_starp2", 0.5, 0.8),
    ("shape", "r.rap1_rap2", 0.5, 0.8),
    ("shape", "r.starp1_rap1", 0.15, 0.3),
    ("shape", "r.starp2_rap2", 0.15, 0.3),
    ("shape", "r.ebi1_ebi2", 0.3, 0.7),
    ("shape", "r.meq1_meq2", 0.3, 0.7),
    ("shape", "r.ebi1_meq1", 0.35, 0.7),
    ("shape", "r.ebi2_meq2", 0.35, 0.7),
    ("shape", "r.qids0_starp1", -0.25, 0.1),
    ("shape", "count.remission", 6, 9),
    ("shape", "count.response", 11, 15),
    ("shape", "ceiling.starp_1", 1, 4),
    ("shape", "ceiling.starp_2", 1, 5),
    ("shape", "ceiling.rapport_1", 1, 4),
    ("shape", "ceiling.rapport_2", 1, 5),
    ("shape", "change.qids_6w", None, 10),
    ("shape", "change.starp_2", None, 13),
    ("shape", "change.rapport_2", None, 30),
    ("shape", "change.ebi_2", None, 35),
    ("shape", "change.meq_2", None, 1.35),
)


def path_bound(bound: Bound) -> Target:
    """Return a bound on a path's p-value as an interval of its Wald statistic."""
    identifier, path, smallest, largest = bound
    upper = np.inf if smallest is None else wald(smallest)
    lower = -upper if largest is None else wald(largest)
    if lowers_depression(path):
        lower, upper = -upper, -lower
    return Target(identifier, f"{path}.z", lower, upper, 0.1)


def lowers_depression(path: str) -> bool:
    """Return whether a path relates depression to a favourable variable, so that it is expected to be negative."""
    outcome, _, predictor = path.rsplit(".", 1)[-1].partition("~")
    return path.endswith(".indirect.starp") or outcome.startswith("qids") != predictor.startswith("qids")


def band(bound: Bound) -> Target:
    """Return a bound on a statistic, with the unit of its family."""
    identifier, statistic, lower, upper = bound
    below = -np.inf if lower is None else lower
    above = np.inf if upper is None else upper
    family = statistic.partition(".")[0]
    scale = max(abs(above), 0.2) / 20 if family in {"mean", "sd", "change"} else SCALES.get(family, 0.02)
    return Target(identifier, statistic, below, above, scale)


def psilocybin_claims() -> Iterator[Target]:
    """Yield the psilocybin arm's claims and the shape of its distributions."""
    yield from map(path_bound, PSILOCYBIN_PATHS)
    yield from map(band, PSILOCYBIN_BANDS + PSILOCYBIN_SHAPE)


def escitalopram_claims() -> Iterator[Target]:
    """Yield the escitalopram arm's claims and the shape of its distributions."""
    yield from map(path_bound, ESCITALOPRAM_PATHS)
    yield from map(band, ESCITALOPRAM_BANDS + ESCITALOPRAM_SHAPE)
