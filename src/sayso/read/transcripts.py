"""Pages that are somebody's speech from end to end: transcripts with labels, statements in the first person."""

import re
from collections.abc import Iterator, Sequence

from sayso.model.reading import ActorMention, Claim
from sayso.model.text import Span
from sayso.read.cues import sources
from sayso.read.lexicon import words as words_of
from sayso.read.parse import Parsed
from sayso.read.speakers import Speaker

_LABEL = re.compile(r"(?P<label>[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|of|the|to|and|for|in|at|on)){0,11}):(?=\s)")
_STATEMENT = re.compile(
    r"\b(?:statement|remarks|address|speech|message|op-ed|letter) (?:by|of|from) (?P<who>.+)", re.IGNORECASE
)
_FIRST_PERSON = re.compile(r"\b(?:I|we|my|our)\b", re.IGNORECASE)
_FEWEST_LABELS = 2
_LONG = 12
"""Words from which a sentence that begins with thanks says more than thanks."""


def find_speeches(parsed: tuple[Parsed, ...], actors: Sequence[ActorMention]) -> list[Claim]:
    """One direct claim a sentence, where the page is a transcript or a statement; none elsewhere."""
    labels = [_LABEL.match(region.text) for region in parsed]
    if sum(label is not None for label in labels) >= _FEWEST_LABELS:
        return list(_transcript(parsed, labels, actors))
    return list(_statement(parsed, actors))


def _transcript(
    parsed: tuple[Parsed, ...], labels: Sequence[re.Match[str] | None], actors: Sequence[ActorMention]
) -> Iterator[Claim]:
    speaker: Speaker | None = None
    known: list[Speaker] = []
    for region, label in zip(parsed, labels, strict=True):
        if label is not None:
            span = Span(region.region.start, region.region.start + label.end("label"))
            speaker = _again(_named(span, label["label"], actors), known)
            known.append(speaker)
        if speaker is not None:
            yield from _sentences(region, label.end() if label else 0, speaker)


def _again(speaker: Speaker, known: Sequence[Speaker]) -> Speaker:
    """ "Ann Lee" after "Foreign Minister Ann Lee": the one known best."""
    label = (speaker.name or "").lower()
    for other in known:
        if label and label in (other.name or "").lower() and (other.country or not speaker.country):
            return other._replace(span=speaker.span)
    return speaker


def _statement(parsed: tuple[Parsed, ...], actors: Sequence[ActorMention]) -> Iterator[Claim]:
    """ "Statement by X on ..." above a text in the first person."""
    if not parsed or parsed[0].region.role not in ("title", "heading"):
        return
    found = _STATEMENT.search(parsed[0].text)
    if found is None or not any(_FIRST_PERSON.search(region.text) for region in parsed[1:]):
        return
    start = parsed[0].region.start
    who = next((a for a in actors if start + found.start("who") <= a.start < start + found.end("who") and a.name), None)
    if who is not None:
        speaker = _named(Span(who.start, who.end), who.name or "", actors)
        for region in parsed[1:]:
            yield from _sentences(region, 0, speaker)


def _named(span: Span, label: str, actors: Sequence[ActorMention]) -> Speaker:
    """The person in the label, else whoever it names, else the label itself in small letters where it shouts."""
    inside = sorted(
        (a for a in actors if span.overlaps(a) and a.name), key=lambda a: not (a.actor or "").startswith("PER:")
    )
    if label.lower() in sources("asker"):
        return Speaker(span, "journalist", None, None, False, "journalist", True)
    name = label if not label.isupper() else label.capitalize()
    if not inside:
        return Speaker(span, name, None, None, False, "", True)
    first = inside[0]
    person = (first.actor or "").startswith("PER:")
    country = first.country or next((a.country for a in inside if a.country), None)
    return Speaker(span, first.name if person else name, country, first.actor, person, "", person)


def _is_courtesy(sentence: str) -> bool:
    """ "Thank you all, good evening.": nothing is said."""
    words = sentence.lower().strip(" .,!").replace("ok, ", "").split()
    start = " ".join(words[:2]).replace(",", "")
    return len(words) < _LONG and any(
        start.startswith(word) for word in words_of("sources", "class", "courtesy", "noun")
    )


def _sentences(region: Parsed, after: int, speaker: Speaker) -> Iterator[Claim]:
    for sentence in region.doc.sents:
        text = sentence.text
        first = max(sentence.start_char, after)
        inner = region.text[first : sentence.end_char]
        start = region.region.start + first + len(inner) - len(inner.lstrip())
        end = region.region.start + sentence.end_char - len(text) + len(text.rstrip())
        if end > start and any(character.isalpha() for character in inner) and not _is_courtesy(inner):
            yield Claim(
                start=start,
                end=end,
                mode="direct",
                cue=speaker.span,
                speaker=speaker.span,
                speaker_name=speaker.name,
                speaker_country=speaker.country,
                speaker_id=speaker.actor,
                named=speaker.named,
            )
