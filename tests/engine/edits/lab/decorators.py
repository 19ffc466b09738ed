"""A decorator."""

import functools


def scaled(function):
    @functools.wraps(function)
    def wrapped(*arguments):
        return function(*arguments) * 3

    return wrapped
