"""Products that share state: values that are changed, functions that remember, settings, and random numbers."""

import functools
import operator
import os
import random
from pathlib import Path

import lab.registry
from lab import registry as reg
from lab import rules
from lab.star import *  # noqa: F403
from report import Stat, stats, value

random.seed(5)
DATA = Path(__file__).parent.parent / "data"
SEEN = []
WANTED = "patched"
SUFFIX = "step"


@functools.cache
def remembered():
    return int((DATA / "remembered.txt").read_text())


@value
def numbers(declared):
    return [int(word) for word in declared.path.read_text().split()]


@value
def scale():
    from lab.scales import Scale

    return Scale(3)


@value
def unstorable(numbers):
    return lambda value: value + max(numbers)


@stats
def first_user(numbers):
    numbers.append(100)
    SEEN.append("first")
    os.environ["EDITS_SHARED"] = "1"
    rules.power = lambda base, exponent=0: 77
    yield Stat("shared.first", remembered() + len(SEEN), "count", "the first user of shared state")
    yield Stat("shared.first_draw", random.randrange(1000), "count", "the first random number")


@stats
def second_user(numbers):
    yield Stat("shared.second", remembered() + len(SEEN), "count", "the second user of shared state")
    yield Stat("shared.sum", sum(numbers), "count", "the sum of an input that another product changes")
    yield Stat("shared.setting", int(os.environ.get("EDITS_SHARED", "0")), "count", "a setting")
    yield Stat("shared.power", rules.power(5), "count", "a function that another product replaces")
    yield Stat("shared.second_draw", random.randrange(1000), "count", "the second random number")


@stats
def scaled(scale, unstorable):
    yield Stat("scaled.weighted", scale.weighted(), "count", "a method of a value")
    yield Stat("scaled.weight", scale.weight, "count", "an attribute of a value's class")
    yield Stat("scaled.unstorable", unstorable(1), "count", "a value that cannot be stored")


@stats
def found():
    yield Stat("found.handler", lab.registry.HANDLERS["doubled"](4), "count", "a registered function")
    yield Stat("found.derived", Renamed().applied(1), "count", "an inherited method")  # noqa: F405
    yield Stat("found.property", Renamed().size, "count", "a property")  # noqa: F405
    yield Stat("found.attribute", getattr(Renamed(), SUFFIX), "count", "an attribute by its name")  # noqa: F405
    yield Stat("found.name", getattr(rules, WANTED)(), "count", "a function by its name")
    yield Stat("found.method", operator.methodcaller("double", 3)(rules), "count", "a function by a caller")
    yield Stat("found.starred", starred(1), "count", "a name of a star import")  # noqa: F405
    yield Stat("found.requested", reg.ON_REQUEST, "count", "a name that a module makes on request")


@stats
def nested():
    total = sum([1, 2])
    yield Stat("nested.total", total, "count", "a built-in function")
