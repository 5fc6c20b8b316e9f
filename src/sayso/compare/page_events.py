"""Which mentions of one page are one happening: a re-mention needs a clear antecedent."""

from collections.abc import Sequence

from sayso.compare.event_pairs import AHEAD, PAST, WORDS, apart, elsewhere, goes_on, kindred, merged
from sayso.compare.facets import Facets
from sayso.compare.terms import overlap
from sayso.model.time import OPEN

#: A second account of the same deed on one page shares so much of its sentence's weight.
_RETOLD = 0.4
#: "The drills" may reach back over a whole page when there is one candidate, else so many sentences.
_NEAR = 2
_JOINT = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})


class Group:
    """The mentions of a page that are held for one happening so far, and all of them as one."""

    def __init__(self, first: Facets) -> None:
        self.mentions = [first]
        self.whole = first

    def add(self, mention: Facets) -> None:
        self.mentions.append(mention)
        self.whole = merged([self.whole, mention])

    @property
    def last_sentence(self) -> int:
        return self.mentions[-1].sentence


def page_events(mentions: Sequence[Facets]) -> list[list[Facets]]:
    """The page's mentions grouped by happening, in text order."""
    groups: list[Group] = []
    for mention in mentions:
        group = _antecedent(mention, groups)
        if group is None:
            groups.append(Group(mention))
        else:
            group.add(mention)
    return [group.mentions for group in groups]


def _antecedent(mention: Facets, groups: Sequence[Group]) -> Group | None:
    """The one group that the mention takes up; None where there is none, or no telling which."""
    fitting = [group for group in groups if _fits(mention, group)]
    named = [group for group in fitting if mention.names & group.whole.names]
    if len(named) == 1:
        return named[0]
    retold = [group for group in fitting if any(_retells(mention, earlier) for earlier in group.mentions)]
    if retold:
        return max(reversed(retold), key=lambda group: len(group.mentions))
    if not mention.definite or mention.own_year:
        return None
    return _clearest(mention, [group for group in fitting if _taken_up(mention, group.whole)])


def _taken_up(mention: Facets, whole: Facets) -> bool:
    """Could "the talks" be those? Equally real; and talks with a day of their own are others than those without."""
    own_day = mention.days != OPEN and whole.days == OPEN
    as_real = mention.realis & whole.realis or (mention.realis | whole.realis) <= PAST
    return bool(as_real) and not (own_day and mention.types <= WORDS)


def _clearest(mention: Facets, groups: Sequence[Group]) -> Group | None:
    """The only group; else the only one told just before; else the one told oftener than all others together."""
    near = [group for group in groups if mention.sentence - group.last_sentence <= _NEAR]
    for pool in (groups, near):
        if len(pool) == 1:
            return pool[0]
    largest = max(groups, key=lambda group: len(group.mentions), default=None)
    total = sum(len(group.mentions) for group in groups)
    return largest if largest and 2 * len(largest.mentions) > total else None


def _fits(mention: Facets, group: Group) -> bool:
    """Could the mention be of this happening? Of its kind, with no party of its own, as real, not pointing elsewhere.

    One sentence hardly names a happening twice ("his call yesterday with allies, and today's with Rome").
    """
    whole = group.whole
    return (
        kindred(mention, whole) >= 0.6
        and (not mention.pointed or mention.sentence - group.last_sentence <= _NEAR)
        and (mention.sentence != group.last_sentence or goes_on(mention, whole))
        and not apart(mention, whole)
        and _compatible(mention.parties, whole.parties)
    )


def _compatible(a: frozenset[str], b: frozenset[str]) -> bool:
    return not a or not b or a <= b or b <= a


def _retells(a: Facets, b: Facets) -> bool:
    """A headline and its story, a lede and its details: same kind, same parties, same days or much the same words."""
    if b.headline and a.sentence <= b.sentence + _NEAR and a.heads & b.heads:
        return True
    if not a.heads & b.heads or not a.parties or not b.parties or elsewhere(a, b):
        return False
    if OPEN not in (a.days, b.days) or goes_on(a, b) or (a.realis | b.realis) <= AHEAD or _same_talks(a, b):
        return True
    return min(len(a.context), len(b.context)) > 2 and overlap(a.context, b.context) >= _RETOLD


def _same_talks(a: Facets, b: Facets) -> bool:
    """The same two or more talk or sign, neither time with a day of its own. (They may well attack twice.)"""
    return len(a.parties) > 1 and a.parties == b.parties and a.days == b.days == OPEN and (a.types | b.types) <= _JOINT
