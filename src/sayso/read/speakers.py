"""Whose words? The speaker behind the subject of a cue: an actor of the page, or an unnamed source."""

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Token

from sayso.model.reading import ActorMention
from sayso.model.text import Span
from sayso.read.cues import sources
from sayso.read.parse import Parsed
from sayso.read.syntax import children, lemma

#: The speech of whoever is quoted already, or of nobody in particular.
NOBODY = frozenset(
    "i we you me us one all both each that who nobody everyone everybody anyone someone there this which what".split()
)
_PERSON, _THING, _MANY = frozenset({"he", "she"}), frozenset({"it"}), frozenset({"they"})
_OUTSIDE = frozenset({"relcl", "acl", "advcl", "ccomp", "punct", "parataxis", "csubj", "xcomp"})
_PERSON_ID = "PER:"
_FEWEST_WORDS = 3
_RECENT = 30
"""Persons looked back upon, at most."""
_NEAR = 60
"""Characters between a role and the name that follows it, at most."""


class Speaker(NamedTuple):
    """A source as the page words it, and who that is."""

    span: Span | None
    name: str | None
    country: str | None
    actor: str | None
    named: bool
    noun: str
    """Lemma of the head noun, for "the officer" later on."""
    person: bool
    plural: bool = False


UNNAMED = Speaker(None, None, None, None, False, "", False)


def noun_phrase(region: Parsed, head: Token) -> Span:
    """The words of a noun phrase without its clauses ("an analyst in Doha, Ann Lee" without "who has ...")."""
    inside = [token for token in (head, *_inner(head)) if not token.is_space]
    return Span(min(region.start_of(token) for token in inside), max(region.end_of(token) for token in inside))


def _inner(head: Token) -> list[Token]:
    found = []
    for child in head.children:
        if child.dep_ not in _OUTSIDE:
            found += [child, *_inner(child)]
    return found


def find_speaker(
    parsed: Sequence[Parsed], where: int, head: Token, actors: Sequence[ActorMention], earlier: Sequence[Speaker]
) -> Speaker | None:
    """The speaker named by a subject in region `where`. None for "I", "we" and the like, whose speech it is already."""
    word, region = head.lower_, parsed[where]
    if head.pos_ in ("PRON", "DET") and word in NOBODY:
        return None
    span = noun_phrase(region, head)
    if word in _PERSON | _THING | _MANY and head.pos_ == "PRON":
        return _pronoun(word, span, actors, earlier)
    mention = _mention(parsed[: where + 1], head, span, actors)
    found = _described(region, head, span, mention, actors)
    return _recalled(found, earlier) if found.country is None and not found.person else found


def _mention(parsed: Sequence[Parsed], head: Token, span: Span, actors: Sequence[ActorMention]) -> ActorMention | None:
    """Persons in the phrase first ("the minister, Ann Lee"), then whoever the head names, then whose it is."""
    region = parsed[-1]
    inside = [actor for actor in actors if actor.overlaps(span)]
    cores = [head, *children(head, "appos", "compound", "flat")]
    core = [Span(region.start_of(token), region.end_of(token)) for token in cores]
    persons = [a for a in inside if _is_person(a) and any(a.overlaps(each) for each in core)]
    persons += [a for a in actors if _is_person(a) and _follows(region, head, a)]
    heads = [a for a in inside if a.overlaps(core[0])]
    owners = inside if lemma(head) in sources("document") | sources("unnamed") | sources("office") else []
    known = [] if persons or (introduced := _introduced(parsed, span, actors)) is None else [introduced]
    return next(iter([*persons, *known, *heads, *owners]), None)


def _follows(region: Parsed, head: Token, actor: ActorMention) -> bool:
    """Does the name stand behind its role, with no verb between ("an analyst at the institute, Ann Lee")?"""
    if lemma(head) not in sources("unnamed") | sources("office") or not 0 < actor.start - region.end_of(head) < _NEAR:
        return False
    first, last = head.i + 1, actor.start - region.region.start
    between = [token for token in region.doc[first : head.sent.end] if token.idx < last]
    return (
        len(between) < len(region.doc[first : head.sent.end])
        and all(token.pos_ not in ("VERB", "AUX", "SCONJ", "CCONJ") for token in between)
        and any(token.text == "," for token in between)
    )


def _introduced(parsed: Sequence[Parsed], span: Span, actors: Sequence[ActorMention]) -> ActorMention | None:
    """ "The head of the bank": the person the page named behind just these words ("Head of the bank Ann Lee")."""
    region = parsed[-1]
    words = region.text[span.start - region.region.start : span.end - region.region.start].lower().removeprefix("the ")
    if len(words.split()) < _FEWEST_WORDS:
        return None
    for actor in reversed([a for a in actors if _is_person(a) and a.end <= span.start][-_RECENT:]):
        home = next(r for r in parsed if r.region.start <= actor.start < r.region.end)
        before = home.text[: actor.end - home.region.start].lower()
        if words in before[-len(words) - len(actor.name or "") - 2 :]:
            return actor
    return None


def _is_person(actor: ActorMention) -> bool:
    return (actor.actor or "").startswith(_PERSON_ID)


def _described(
    region: Parsed, head: Token, span: Span, mention: ActorMention | None, actors: Sequence[ActorMention]
) -> Speaker:
    noun, plural = lemma(head), head.tag_ in ("NNS", "NNPS")
    words = _words(region, head)
    if mention is None or mention.name is None:
        return Speaker(span, words, None, None, head.pos_ == "PROPN", noun, head.pos_ == "PROPN" and not plural, plural)
    person = _is_person(mention)
    unnamed = noun in sources("unnamed") | sources("document") and not person
    country = mention.country or next((a.country for a in actors if a.overlaps(span) and a.country), None)
    own = (
        mention.overlaps(Span(region.start_of(head), region.end_of(head))) and mention.name.lower() not in words.lower()
    )
    name = mention.name if own or person else words
    named = not unnamed and (person or bool(country) or head.pos_ == "PROPN")
    return Speaker(span, name, country, mention.actor, named, noun, person, plural)


def _words(region: Parsed, head: Token) -> str:
    """The phrase up to its head, without articles: "a high naval officer" -> "high naval officer"."""
    first = next((token for token in head.subtree if token.pos_ not in ("DET", "PRON", "PUNCT")), head)
    first = first if first.i <= head.i else head
    return " ".join(region.doc[first.i : head.i + 1].text.split())


def _recalled(speaker: Speaker, earlier: Sequence[Speaker]) -> Speaker:
    """ "The officer", "Lee": whoever spoke before under that noun or surname; "navy spokesman": that navy's country."""
    for other in reversed(earlier):
        if other.name is None or other.plural != speaker.plural:
            continue
        surname = speaker.name is not None and other.person and other.name.split()[-1] == speaker.name.split()[-1]
        if surname or (other.noun == speaker.noun and (other.country or other.person)):
            return other._replace(span=speaker.span, noun=speaker.noun)
        if other.noun and other.country and other.noun in (speaker.name or "").lower().split():
            return speaker._replace(country=other.country)
    return speaker


def _pronoun(word: str, span: Span, actors: Sequence[ActorMention], earlier: Sequence[Speaker]) -> Speaker | None:
    """The last suitable speaker, else whoever the pronoun was resolved to, else the last person named."""
    fitting = [other for other in earlier if other.span and other.span.end <= span.start and _fits(word, other)]
    if fitting and fitting[-1].span and not _named_since(fitting[-1].span, span, actors, word):
        return fitting[-1]._replace(span=span)
    known = [a for a in actors if a.overlaps(span) and a.name]
    people = [a for a in actors if a.end <= span.start and _is_person(a) and word in _PERSON]
    mention = next(iter([*known, *people[-1:]]), None)
    if mention is None:
        return fitting[-1]._replace(span=span) if fitting else Speaker(span, word, None, None, False, word, False)
    return Speaker(span, mention.name, mention.country, mention.actor, True, "", _is_person(mention), word in _MANY)


def _named_since(last: Span, pronoun: Span, actors: Sequence[ActorMention], word: str) -> bool:
    """Has the pronoun been resolved to somebody named after the last speaker spoke?"""
    known = {a.name for a in actors if a.overlaps(pronoun) and a.name}
    since = {a.name for a in actors if last.end <= a.start and a.end <= pronoun.start and a.basis != "pronoun"}
    return bool(known & since)


def _fits(word: str, speaker: Speaker) -> bool:
    if word in _PERSON:
        return speaker.person or (not speaker.plural and speaker.noun in sources("unnamed") | sources("office"))
    if word in _THING:
        return not speaker.person and not speaker.plural
    return speaker.plural or (not speaker.person and speaker.noun not in sources("unnamed"))
