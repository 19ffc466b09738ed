"""A flat study: each row rests on one thing that an edit can change."""

import os

import helper
import lab.products

from report import Claim, Stat, Study, claims, stats

study = Study(
    "Edits",
    modules=("paper", "lab.products", "lab.reading", "lab.sharing"),
    files={"declared": "data/declared.csv"},
    data="declared",
    constants="data/protocol.yaml",
)

FACTOR = 2


@stats
def flat():
    yield Stat("flat.constant", FACTOR, "count", "a constant of the flat study")
    yield Stat("flat.helper", helper.total([1, 2]), "count", "a helper beside the study")
    yield Stat("flat.people", 3, "count", "people", "*n*", n=30)
    yield Stat("flat.variable", int(os.environ.get("EDITS_WEIGHT", "7")), "count", "a variable")


@claims
def large(flat):
    holds = flat.stat("flat.constant").value >= lab.products.LIMIT
    yield Claim("claim.large", holds, "the constant is large", ("flat.constant",))
