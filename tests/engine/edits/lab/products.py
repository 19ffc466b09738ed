"""Products whose numbers come from code."""

import importlib
import random

import lab
import lab.patches
from lab import decorators, rules
from report import Stat, stats
from report.study.product import background

LIMIT = 2
SEED = 1

try:
    from lab import optional
except ImportError:
    optional = None


@decorators.scaled
def one():
    return 1


@stats
def code():
    yield Stat("code.package", lab.START, "count", "a constant of a package")
    yield Stat("code.decorator", one(), "count", "a decorated function")
    yield Stat("code.lambda", rules.double(4), "count", "a lambda")
    yield Stat("code.default", rules.power(3), "count", "a default argument")
    yield Stat("code.class", rules.Rule().apply(2), "count", "an attribute of a class")
    yield Stat("code.closure", rules.plus(1), "count", "a closure")
    yield Stat("code.patched", rules.patched(), "count", "a patched function")
    yield Stat("code.optional", getattr(optional, "VALUE", 0), "count", "an optional module")


@stats
def late():
    from lab.late import ANSWER

    yield Stat("late.imported", ANSWER, "count", "a late import")
    yield Stat("late.named", importlib.import_module("lab.named").ANSWER, "count", "an import by name")


@stats
def outside():
    import loose.part.deep
    import tools.inner.scale

    yield Stat("outside.tools", tools.inner.scale.SCALE, "count", "a package from elsewhere")
    yield Stat("outside.loose", loose.part.deep.DEPTH, "count", "a namespace package from elsewhere")


@stats
def seeded():
    yield Stat("seeded.draw", random.Random(SEED).randrange(1000), "count", "a draw")


@background()
@stats
def alone():
    from lab.late import ANSWER

    yield Stat("alone.late", ANSWER + 1, "count", "a late import in a process of its own")
    with open("data/separate.txt") as stream:
        yield Stat("alone.read", int(stream.read()), "count", "a file read in a process of its own")
