"""Whole blocks of a copy that were deleted, doubled, moved or exchanged."""

import copy
from collections import defaultdict
from random import Random

from editable import W

#: Paragraphs of an abstract may be in another order, and a note may become text.
HARMLESS = (("exchange", "abstract"), ("move away", "footnote"))
OPERATIONS = ("delete", "double", "move away", "exchange")


def block_moves(made, per_kind=1):
    """Copies in which one block, or two, have another place, each with a description."""
    by_kind = defaultdict(list)
    for index, (kind, element, _) in enumerate(made.found):
        if any(each.get("data-stat") or each.tag == W + "sdt" for each in element.iter()):
            by_kind[kind].append(index)
    for kind, listed in sorted(by_kind.items()):
        random = Random(kind)
        for operation in OPERATIONS:
            for index in random.sample(listed, min(per_kind, len(listed))):
                others = [each for each in listed if made.blocks[each][1] != made.blocks[index][1]]
                if (operation == "exchange" and not others) or (operation, kind) in HARMLESS:
                    continue
                other = random.choice(others) if others else index
                yield f"{operation} {kind} {index}", _moved(made, operation, index, other)


def _moved(made, operation, index, other):
    trees = copy.deepcopy(made.trees)
    found = list(made._holders(trees))
    kind, element, slots = found[index]
    if operation == "delete" and kind in ("cell", "head"):
        for holder, slot in slots:
            setattr(holder, slot, "")
    elif operation == "delete":
        element.getparent().remove(element)
    elif operation == "double":
        element.addnext(copy.deepcopy(element))
    elif operation == "move away":
        texts = [each for name, each, _ in found if name == "text"]
        texts[3 if index > len(found) / 2 else -1].addprevious(element)
    else:
        _exchange(element, found[other][1])
    return made._packed(trees)


def _exchange(one, other):
    first, second = copy.deepcopy(one), copy.deepcopy(other)
    first.tail, second.tail = other.tail, one.tail
    one.getparent().replace(one, second)
    other.getparent().replace(other, first)
