"""Lambdas, default arguments, classes, closures."""

double = lambda value: value * 2  # noqa: E731


def power(base, exponent=2):
    return base**exponent


class Rule:
    weight = 4

    def apply(self, value):
        return value * self.weight


def adder(step):
    return lambda value: value + step


plus = adder(5)


def made():
    return 19
