"""Functions that register themselves, a base class, and names that are found while code runs."""

HANDLERS = {}


def handler(function):
    HANDLERS[function.__name__] = function
    return function


@handler
def doubled(value):
    return value * 2


class Base:
    step = 1

    def next(self, value):
        return value + self.step

    @property
    def size(self):
        return 6


class Derived(Base):
    def applied(self, value):
        return self.next(value) * 10


def __getattr__(name):
    if name == "ON_REQUEST":
        return 31
    raise AttributeError(name)
