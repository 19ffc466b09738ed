"""The study, with formats and filters of its own."""

from report import Study


def shout(name):
    """A mean with an exclamation mark."""
    return f"{name.mean}!"


def grams(value):
    """A mass in kilograms as grams."""
    return f"{value * 1000:.0f} g"


study = Study(
    "Forms",
    modules=("forms.products",),
    constants="data/protocol.yaml",
    filters={"spread": "{mean} ({min} to {max})", "shout": shout},
    formats={"kg": "{fixed1} kg", "grams": grams},
)
