"""Who made an edit: the tracked changes of a copy at the place of each hunk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from report.merge.hunks import Hunk
from report.merge.regions import EditedRegion
from report.merge.word_text import AcceptedChange, Revision, WordText


class Authorship:
    """The accepted tracked changes of a copy by unit, with their places in its text."""

    def __init__(self, copy: WordText):
        self.copy = copy
        self.lengths = [len(unit.text) for unit in copy.units]

    def of_region(self, hunk: Hunk, units: Sequence[int], region: EditedRegion) -> Hunk:
        """A hunk with the authors of the changes inside a region of consecutive units."""
        first, last = region.place, region.place + len(region.letters)
        found = [mark.revision for mark in self._chained(units) if mark.start <= last and first <= mark.end]
        return _signed(hunk, found)

    def of_units(self, hunk: Hunk, units: Sequence[int]) -> Hunk:
        """A hunk with the authors of all changes in the units."""
        return _signed(hunk, [mark.revision for mark in self._chained(units)])

    def of_deletion(self, hunk: Hunk) -> Hunk:
        """A hunk that deletes a whole unit, with the author of the longest deletion of its text."""
        marks: Mapping[int, Sequence[AcceptedChange]] = self.copy.marks
        removed = [mark.revision for each in marks.values() for mark in each if mark.revision.removes]
        inside = [each for each in removed if each.text.strip() and each.text.strip() in hunk.before]
        longest = max(inside, key=lambda each: len(each.text), default=None)
        return _signed(hunk, [longest] if longest else [])

    def _chained(self, units: Sequence[int]) -> Iterator[AcceptedChange]:
        """The marks of units whose texts follow each other with a break between them."""
        shift = 0
        for place in units:
            for mark in self.copy.marks.get(place, ()):
                yield AcceptedChange(mark.start + shift, mark.end + shift, mark.revision)
            shift += self.lengths[place] + 1


def _signed(hunk: Hunk, revisions: Sequence[Revision]) -> Hunk:
    authors = dict.fromkeys(each.author for each in revisions if each.author)
    dates = [each.date for each in revisions]
    return replace(hunk, author=", ".join(authors), date=max(dates, default=""))
