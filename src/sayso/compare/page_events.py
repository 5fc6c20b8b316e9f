"""Which mentions of one page are one happening: a re-mention needs a clear antecedent."""

from collections.abc import Sequence

from sayso.compare.event_pairs import AHEAD, apart, elsewhere, goes_on, kindred, merged
from sayso.compare.facets import Facets
from sayso.compare.terms import overlap
from sayso.model.time import OPEN

#: A second account of the same deed on one page shares so much of its sentence's weight.
_RETOLD = 0.4
#: "The drills" may reach back over a whole page when there is one candidate, else so many sentences.
_NEAR = 2


def page_events(mentions: Sequence[Facets]) -> list[list[Facets]]:
    """The page's mentions grouped by happening, in text order."""
    groups: list[list[Facets]] = []
    for mention in mentions:
        group = _antecedent(mention, groups)
        if group is None:
            groups.append([mention])
        else:
            group.append(mention)
    return groups


def _antecedent(mention: Facets, groups: Sequence[list[Facets]]) -> list[Facets] | None:
    """The one group that the mention takes up; None where there is none, or no telling which."""
    wholes = [(merged(group), group) for group in groups]
    fitting = [(whole, group) for whole, group in wholes if _fits(mention, whole)]
    named = [group for whole, group in fitting if mention.names & whole.names]
    if len(named) == 1:
        return named[0]
    retold = [group for whole, group in fitting if any(_retells(mention, earlier) for earlier in group)]
    if retold:
        return retold[-1]
    if not mention.definite or mention.own_year or not fitting:
        return None
    return _clearest(mention, [group for whole, group in fitting if mention.realis & whole.realis])


def _clearest(mention: Facets, groups: Sequence[list[Facets]]) -> list[Facets] | None:
    """The only group; else the only one told just before; else the one told oftener than all others together."""
    near = [group for group in groups if mention.sentence - group[-1].sentence <= _NEAR]
    for pool in (groups, near):
        if len(pool) == 1:
            return pool[0]
    largest = max(groups, key=len, default=[])
    return largest if 2 * len(largest) > sum(map(len, groups)) else None


def _fits(mention: Facets, whole: Facets) -> bool:
    """Could the mention be of this happening? Of the same kind, with no party of its own, and equally real."""
    return kindred(mention, whole) >= 0.6 and not apart(mention, whole) and _compatible(mention.parties, whole.parties)


def _compatible(a: frozenset[str], b: frozenset[str]) -> bool:
    return not a or not b or a <= b or b <= a


def _retells(a: Facets, b: Facets) -> bool:
    """A headline and its story, a lede and its details: same kind, same parties, same days or much the same words."""
    if not a.heads & b.heads or not a.parties or not b.parties or elsewhere(a, b):
        return False
    if OPEN not in (a.days, b.days) or goes_on(a, b) or (a.realis | b.realis) <= AHEAD:
        return True
    return min(len(a.context), len(b.context)) > 2 and overlap(a.context, b.context) >= _RETOLD
