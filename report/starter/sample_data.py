"""Small synthetic data for projects that begin without any, the same on every machine."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

from report.starter.plan import Template

_SEED, _PEOPLE = 1, 80
_HEAD = "# synthetic: true\n# generator: report new, seed 1; nobody answered this\n"


def sample_csv(template: Template) -> str:
    """A file of 80 invented people, marked as synthetic."""
    people = list(_PEOPLE_OF[template](random.Random(_SEED)))
    lines = [",".join(people[0]), *(",".join(map(str, each.values())) for each in people)]
    return _HEAD + "\n".join(lines) + "\n"


def _person(chance: random.Random, number: int) -> dict[str, object]:
    return {
        "id": f"P{number:03d}",
        "age": chance.randint(19, 68),
        "gender": chance.choice(("woman", "woman", "woman", "man", "man", "other")),
    }


def _blank(chance: random.Random) -> Iterator[Mapping[str, object]]:
    for number in range(1, _PEOPLE + 1):
        sleep = chance.gauss(7, 1)
        mood = 5 + 0.6 * (sleep - 7) + chance.gauss(0, 1.2)
        stress = 20 - 2 * (mood - 5) + chance.gauss(0, 4)
        measures = {
            "sleep": round(sleep, 1),
            "mood": _bounded(mood, 0, 10),
            "stress": _bounded(stress, 0, 40),
        }
        yield _person(chance, number) | measures


def _trial(chance: random.Random) -> Iterator[Mapping[str, object]]:
    arms = ["course", "waitlist"] * (_PEOPLE // 2)
    chance.shuffle(arms)
    for number, arm in enumerate(arms, 1):
        before = chance.gauss(20, 5)
        after = before - (5 if arm == "course" else 1) + chance.gauss(0, 4)
        lost = chance.random() < 0.08
        scores = {
            "stress_before": _bounded(before, 0, 40),
            "stress_after": "" if lost else _bounded(after, 0, 40),
        }
        yield {**_person(chance, number), "arm": arm, **scores}


def _survey(chance: random.Random) -> Iterator[Mapping[str, object]]:
    for number in range(1, _PEOPLE + 1):
        trait = chance.gauss(0, 1)
        items = {
            f"calm_{item}": _bounded(3 + trait * 0.8 + chance.gauss(0, 0.9), 1, 5) for item in range(1, 7)
        }
        wellbeing = _bounded(60 + 9 * trait + chance.gauss(0, 12), 0, 100)
        yield _person(chance, number) | items | {"wellbeing": wellbeing}


def _bounded(value: float, low: int, high: int) -> int:
    return min(high, max(low, round(value)))


_PEOPLE_OF = {"blank": _blank, "trial": _trial, "survey": _survey}
