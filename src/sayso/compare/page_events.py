"""Which mentions of one page are one happening: a re-mention needs a clear antecedent."""

from collections.abc import Sequence

from sayso.compare.event_pairs import apart, kindred, merged
from sayso.compare.facets import Facets
from sayso.compare.terms import overlap
from sayso.model.time import OPEN

#: A second account of the same deed on one page shares so much of its sentence's weight.
_RETOLD = 0.4
#: "The drills" may reach back over a whole page when there is one candidate, else so many sentences.
_NEAR = 2
_PAST, _AHEAD = frozenset({"happened", "ongoing"}), frozenset({"planned", "possible"})


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
    if not mention.definite or not fitting:
        return None
    if len(fitting) == 1:
        return fitting[0][1]
    near = [group for _, group in fitting if mention.sentence - group[-1].sentence <= _NEAR]
    return near[0] if len(near) == 1 else None


def _fits(mention: Facets, whole: Facets) -> bool:
    """Could the mention be of this happening? Of the same kind, with no party of its own, and equally real."""
    return (
        kindred(mention, whole) >= 0.6
        and not apart(mention, whole)
        and (
            not mention.parties
            or not whole.parties
            or mention.parties <= whole.parties
            or whole.parties <= mention.parties
        )
        and not _past_and_ahead(mention, whole)
    )


def _past_and_ahead(a: Facets, b: Facets) -> bool:
    """A plan and a past deed of one page are two happenings, unless their days or their name are the same."""
    one_past = (a.realis <= _PAST and b.realis <= _AHEAD) or (a.realis <= _AHEAD and b.realis <= _PAST)
    return one_past and not (a.names & b.names) and OPEN in (a.days, b.days)


def _retells(a: Facets, b: Facets) -> bool:
    """A headline and its story, a lede and its details: same kind, same parties, same days or much the same words."""
    if not a.heads & b.heads or not a.parties or not b.parties:
        return False
    same_days = OPEN not in (a.days, b.days)
    return same_days or (min(len(a.context), len(b.context)) > 2 and overlap(a.context, b.context) >= _RETOLD)
