"""Whose text it is: an office that writes "we" outside quotation marks speaks for its country."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from sayso.model.text import Span
from sayso.read.drafts import Draft
from sayso.read.lexicon import word_class
from sayso.read.parse import Parsed
from sayso.read.quotes import find_quotes
from sayso.read.syntax import children, lemma, surface_subjects

FIRST_PERSON = frozenset({"we", "our", "us", "i", "my"})
_PRESENT = frozenset({"VBP", "VBZ"})
_OFFICIAL = frozenset({"GOV", "MIL"})
#: So many of the first sentences with an office for a subject say who the text is about.
_FIRST = 4
#: Regions that open a text: speeches begin with greetings, and come to others' offices later.
_LEAD = 8
#: From so many first persons a sentence on it is a speech, and the offices it names may be anybody's.
_SPEECH = 0.35
_BYLINES, _LONGEST_BYLINE = 3, 15
_LABEL_TOKENS = 14
_LINKS = frozenset({"ADP", "DET", "CCONJ"})


class _Told(NamedTuple):
    """A region: its words, who is named in it, and what is quoted (offsets)."""

    doc: Doc
    drafts: list[Draft]
    quoted: list[Span]


def home_of(regions: Iterable[tuple[Parsed, list[Draft]]]) -> str | None:
    """The country that a page written in the first person, or a transcript, speaks for; None for all other pages.

    It is that of all who speak in the transcript, the page's author's ("Jane Roe, Secretary of State" above the text),
    of whoever declares something in the present tense ("the United States condemns"), or, if it is no speech, of
    whoever acts in its first sentences. Where those are of two countries, nobody can tell.
    """
    told = _told(list(regions))
    said = sum(word.lower_ in FIRST_PERSON and not is_quoted(word, each.quoted) for each in told for word in each.doc)
    if any(label_of(each.doc) is not None for each in told):
        speaking = {country for each in told for country in _speaking(each)}
        return speaking.pop() if len(speaking) == 1 else None
    if not said:
        return None
    author = next((country for each in told[:_BYLINES] for country in _byline(each)), None)
    declaring = {country for each in told for country in _declaring(each)}
    opening = set([country for each in told[:_LEAD] for country in _acting_first(each)][:_FIRST])
    speech = said > _SPEECH * sum(1 for each in told for _ in each.doc.sents)
    found = declaring | opening if declaring or not speech else set()
    return author or (found.pop() if len(found) == 1 else None)


def label_of(doc: Doc) -> Words | None:
    """The words before the colon in "President Roe: Good evening"."""
    colon = next((token.i for token in doc[:_LABEL_TOKENS] if token.text == ":"), None)
    label = doc[:colon] if colon is not None else None
    named = label is not None and all(word.text[:1].isupper() or word.pos_ in _LINKS for word in label)
    return label if named else None


def _told(regions: list[tuple[Parsed, list[Draft]]]) -> list[_Told]:
    quotes = find_quotes(tuple(part for part, _ in regions))
    spans = [(quote.region, Span(quote.start, quote.end)) for quote in quotes]
    return [
        _Told(part.doc, drafts, [span for region, span in spans if region == k])
        for k, (part, drafts) in enumerate(regions)
    ]


def is_quoted(token: Token, quoted: list[Span]) -> bool:
    """`quoted`: in offsets of the document."""
    return any(span.start <= token.idx < span.end for span in quoted)


def _speaking(told: _Told) -> Iterator[str]:
    label = label_of(told.doc)
    if label is not None:
        yield from _officials(list(label), told.drafts)


def _byline(told: _Told) -> Iterator[str]:
    """ "Jane Roe, Secretary of State": a line that is a person in office and nothing else."""
    doc = told.doc
    plain = len(doc) <= _LONGEST_BYLINE and not any(word.pos_ in ("VERB", "AUX") for word in doc)
    first = min(told.drafts, key=lambda draft: draft.first, default=None)
    if plain and first is not None and first.person and first.first == 0 and any(word.text == "," for word in doc):
        yield from {draft.country for draft in told.drafts[:1] if draft.country and draft.sector in _OFFICIAL}


def _declaring(told: _Told) -> Iterator[str]:
    for verb in (each for sentence in told.doc.sents for each in (sentence.root, *sentence.root.conjuncts)):
        plain = verb.tag_ in _PRESENT and not children(verb, "aux") and lemma(verb) in word_class("declaring")
        if plain and not is_quoted(verb, told.quoted):
            yield from _officials(surface_subjects(verb), told.drafts)


def _acting_first(told: _Told) -> Iterator[str]:
    offices = [draft for draft in told.drafts if draft.basis not in ("name", "demonym", "capital")]
    for sentence in told.doc.sents:
        if sentence.root.pos_ in ("VERB", "AUX"):
            held = [word for noun in surface_subjects(sentence.root) for word in noun.subtree]
            countries = set(_officials(held, offices))
            yield from countries if len(countries) == 1 else ()


def _officials(words: list[Token], drafts: list[Draft]) -> Iterator[str]:
    for word in words:
        for draft in drafts:
            if draft.first <= word.i < draft.last and draft.country and draft.sector in _OFFICIAL:
                yield draft.country
