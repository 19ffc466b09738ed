"""Links the artists of a figure to rows of the ledger.

text = axes.annotate(f"r = {rows['r'].printed}", (0.1, 0.9))
report.bind(text, "r")                      links the number in the text to its row
report.bind(axes.bar_label(bars), ids)      one row for each of several artists
report.bind(line, "r")                      a line, marker or area that encodes a row
report.scale(text)                          a number of a scale, such as a contour label
report.literal(text, "the year of issue")   a number that is not a result
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

Artist = TypeVar("Artist")


def bind(artist: Artist, *ids: Any) -> Artist:
    """Link a matplotlib artist to rows, given as ids or as the rows themselves; returns the artist.

    A text is searched for the printed form of each row. Other artists encode the rows. A sequence of artists
    and the same number of ids are paired in order.
    """
    names = [str(getattr(each, "id", each)) for each in _flat(ids)]
    if not names:
        raise TypeError("bind() needs the id of at least one row")
    artists = list(_artists(artist))
    if len(artists) > 1 and len(artists) == len(names):
        for each, name in zip(artists, names, strict=True):
            _tie(each, [name])
    else:
        for each in artists:
            _tie(each, names)
    return artist


def scale(artist: Artist) -> Artist:
    """Mark texts as numbers of a scale, like axis labels: they belong to no row."""
    for each in _artists(artist):
        each.set_gid("axis")
    return artist


def literal(artist: Artist, reason: str) -> Artist:
    """Mark texts whose numbers are not results, with the reason."""
    for each in _artists(artist):
        each.set_gid(f"literal:{reason}")
    return artist


def _flat(ids: Iterable[Any]) -> Iterator[Any]:
    for each in ids:
        if isinstance(each, list | tuple):
            yield from each
        else:
            yield each


def _artists(artist: Any) -> Iterator[Any]:
    """The artists of a container or sequence, or a single artist."""
    if hasattr(artist, "set_gid"):
        yield artist
    elif hasattr(artist, "get_children"):
        yield from artist.get_children()
    elif isinstance(artist, Iterable):
        for each in artist:
            yield from _artists(each)
    else:
        raise TypeError(f"{type(artist).__name__} is not a matplotlib artist")


def _tie(artist: Any, ids: Sequence[str]) -> None:
    kind = "stat" if hasattr(artist, "get_text") else "mark"
    artist.set_gid(f"{kind}:{' '.join(ids)}")


def bound_ids(canvas: Any) -> tuple[str, ...]:
    """The ids of the rows that the artists of a drawing are linked to."""
    gids = (str(each.get_gid() or "").partition(":") for each in canvas.findobj())
    return tuple(
        dict.fromkeys(id for kind, _, ids in gids if kind in ("stat", "p", "mark") for id in ids.split())
    )
