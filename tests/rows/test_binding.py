"""Artists of a figure are linked to rows by their ids."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from report.rows.binding import bind, bound_ids, literal, scale
from report.rows.stat import Stat


@dataclass
class Artist:
    """A stand-in for an artist of matplotlib: it only remembers its id."""

    gid: str | None = None

    def set_gid(self, gid: str) -> None:
        """Remember the id."""
        self.gid = gid

    def get_gid(self) -> str | None:
        """The id."""
        return self.gid


class Text(Artist):
    """An artist with a text."""

    def get_text(self) -> str:
        """The text."""
        return "r = .42"


@dataclass
class Container:
    """Several artists, such as the bars of a histogram."""

    children: list[Artist] = field(default_factory=list)

    def get_children(self) -> list[Artist]:
        """The artists."""
        return self.children


@dataclass
class Canvas:
    """A drawing."""

    artists: list[Artist]

    def findobj(self) -> list[Artist]:
        """All artists."""
        return self.artists


def test_a_text_prints_rows_and_another_artist_encodes_them() -> None:
    """The kind of link is part of the id in the drawing; the artist itself is returned."""
    text, line = Text(), Artist()
    assert bind(text, "a.r") is text
    assert bind(line, "a.r", "a.p") is line
    assert (text.gid, line.gid) == ("stat:a.r", "mark:a.r a.p")


def test_a_row_can_be_given_instead_of_its_id() -> None:
    """Ids and rows are the same thing, also in lists."""
    text = Text()
    bind(text, [Stat("a.r", 0.4, "unit", "r"), "a.p"])
    assert text.gid == "stat:a.r a.p"


def test_as_many_artists_as_ids_are_paired() -> None:
    """Each bar is linked to its own row."""
    bars = Container([Artist(), Artist()])
    bind(bars, ["h.b0", "h.b1"])
    assert [bar.gid for bar in bars.children] == ["mark:h.b0", "mark:h.b1"]


def test_other_numbers_of_artists_share_the_rows() -> None:
    """A line with its band encodes the same rows with each of its parts."""
    parts = [Artist(), [Artist(), Artist()]]
    bind(parts, "a", "b")
    assert [parts[0].gid, *(each.gid for each in parts[1])] == ["mark:a b"] * 3


@pytest.mark.parametrize("ids", [(), ([],)])
def test_a_link_without_an_id_is_refused(ids: tuple[list[str], ...]) -> None:
    """A forgotten id would make a number that is linked to nothing."""
    with pytest.raises(TypeError, match="at least one row"):
        bind(Text(), *ids)


def test_something_that_is_not_an_artist_is_refused() -> None:
    """The error names the type."""
    with pytest.raises(TypeError, match="int is not a matplotlib artist"):
        bind(5, "a")


def test_numbers_that_are_no_results_say_why() -> None:
    """Numbers of a scale, and literals with their reason."""
    tick, year = Text(), Text()
    assert scale(tick) is tick
    assert literal(year, "the year of issue") is year
    assert (tick.gid, year.gid) == ("axis", "literal:the year of issue")


def test_a_drawing_knows_the_rows_that_it_shows() -> None:
    """Each id once, in the order of the artists; scales and literals are not rows."""
    gids = ("stat:a b", "axis", None, "mark:b c", "literal:2 guides", "p:d")
    assert bound_ids(Canvas([Artist(gid) for gid in gids])) == ("a", "b", "c", "d")
