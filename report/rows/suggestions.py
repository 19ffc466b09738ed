"""Remedies for misspelt names: the most similar names that exist."""

from __future__ import annotations

from collections.abc import Callable, Iterable

_LIKENESS = 0.6
#: The similarity, from 0 to 1, above which a name certainly is a misspelling of another.
SURE = 0.8


def nearest(name: str, known: Iterable[str], most: int = 3, likeness: float = _LIKENESS) -> list[str]:
    """The known names that are most similar to a name, ignoring case: the most similar first, ties by alphabet."""
    from difflib import SequenceMatcher, get_close_matches

    spelled = {each.casefold(): each for each in sorted(known, reverse=True)}
    similar = get_close_matches(name.casefold(), list(spelled), len(spelled) or 1, likeness)
    ratios = {each: SequenceMatcher(None, each, name.casefold()).ratio() for each in similar}
    return [spelled[each] for each in sorted(similar, key=lambda each: (-ratios[each], each))[:most]]


def did_you_mean(
    name: str, known: Iterable[str], otherwise: str = "", describe: Callable[[str], str] | None = None
) -> str:
    """A question that suggests the nearest names, each with its description; `otherwise` if none is near."""
    found = nearest(name, known)
    if not found:
        return otherwise
    named = [f"{each} ({describe(each)})" if describe else each for each in found]
    return f"did you mean {' or '.join(part for part in (', '.join(named[:-1]), named[-1]) if part)}?"


def nearest_or_all(name: str, known: Iterable[str]) -> str:
    """A question that suggests the nearest names, or a list of all names if none is near."""
    names = sorted(known)
    return did_you_mean(name, names, f"there are: {', '.join(names) or 'none'}")
