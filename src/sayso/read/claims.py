"""Who says so: direct, indirect, mixed and scare-quoted words, each with its cue and its speaker."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from sayso.model.reading import ActorMention, Claim, ClaimMode
from sayso.model.text import Anchored, Span
from sayso.read.cues import cue_at
from sayso.read.parse import Parsed
from sayso.read.quotes import FEW_WORDS, Quote, find_quotes
from sayso.read.reports import Report, according_to, reports
from sayso.read.said import said_in
from sayso.read.speakers import UNNAMED, Speaker, find_speaker
from sayso.read.syntax import surface_subjects
from sayso.read.transcripts import find_speeches

_NEAR = 14
"""Tokens between a quotation and its cue, at most."""
_MOSTLY = 0.8


class _Said(NamedTuple):
    """A claim before its speaker is known. Canonical offsets; `floating` ones go on with the last speaker."""

    content: Span
    cue: Span | None
    mode: ClaimMode
    region: int
    subject: Token | None
    stance: str | None
    floating: bool = False


def find_claims(parsed: tuple[Parsed, ...], actors: tuple[ActorMention, ...]) -> tuple[Claim, ...]:
    """The page's claims in text order. What the page says in its own voice is none."""
    quotes = find_quotes(parsed)
    reported = [said for index in range(len(parsed)) for said in _reported(parsed, index, quotes)]
    quoted = list(_quoted(parsed, quotes))
    speeches = find_speeches(parsed, actors)
    said = _merged(reported, quoted)
    known = [*speeches, *(span for one in said for span in (one.content, one.cue) if span is not None)]
    said += [one for index in range(len(parsed)) for one in _seen(parsed, index, quotes, known)]
    claims = [*speeches, *_attributed(parsed, said, actors, bool(speeches))]
    return tuple(sorted(_distinct(claims)))


def _distinct(claims: Iterable[Claim]) -> Iterator[Claim]:
    """One claim a stretch of words: the first (with a cue, with a speaker) of those with the same content."""
    seen: set[tuple[int, int]] = set()
    for claim in sorted(claims, key=lambda c: (c.start, c.end, c.cue is None, c.speaker is None)):
        if claim.end > claim.start and (claim.start, claim.end) not in seen:
            seen.add((claim.start, claim.end))
            yield claim


# --- indirect speech


def _reported(parsed: tuple[Parsed, ...], index: int, quotes: Sequence[Quote]) -> Iterator[_Said]:
    region = parsed[index]
    inside = [quote for quote in quotes if quote.region == index]
    for token in region.doc:
        cue = cue_at(token)
        found = [*(reports(cue) if cue else ()), *according_to(token)]
        for report in found:
            content = _content(region, report)
            if content is None or (report.naming and not _holds_quote(region, content, inside)):
                continue
            cue_span = Span(region.start_of(region.doc[report.cue_first]), region.end_of(region.doc[report.cue_last]))
            mode = _mode(region, content, inside, report.naming)
            yield _Said(content, cue_span, mode, index, report.subject, report.stance)


def _content(region: Parsed, report: Report) -> Span | None:
    first, last = region.doc[report.first], region.doc[report.last]
    if report.sentence_before:
        start = region.doc[report.cue_first].sent.start
        if start == 0:
            return None
        sentence = region.doc[start - 1].sent
        first, last = sentence[0], sentence[-1]
    text = region.text[first.idx : last.idx + len(last)]
    start = region.start_of(first) + len(text) - len(text.lstrip(" \"'“”‘’,"))
    end = region.end_of(last) - len(text) + len(text.rstrip(" \"'“”‘’,.;\n"))
    return Span(start, end) if end > start else None


def _canonical(region: Parsed, quote: Quote) -> Span:
    return Span(region.region.start + quote.start, region.region.start + quote.end)


def _holds_quote(region: Parsed, content: Span, quotes: Sequence[Quote]) -> bool:
    return any(content.overlaps(_canonical(region, quote)) for quote in quotes)


def _mode(region: Parsed, content: Span, quotes: Sequence[Quote], naming: bool) -> ClaimMode:
    spans = [_canonical(region, quote) for quote in quotes]
    if any(_share(content, span) > _MOSTLY for span in spans):
        return "scare" if naming else "direct"
    return "mixed" if any(content.overlaps(span) for span in spans) else "indirect"


def _share(content: Anchored, other: Anchored) -> float:
    """How much of the content stands in the other."""
    return max(0, min(content.end, other.end) - max(content.start, other.start)) / max(1, content.length)


# --- what the encoder sees that no rule names


def _seen(
    parsed: tuple[Parsed, ...], index: int, quotes: Sequence[Quote], known: Sequence[Anchored]
) -> Iterator[_Said]:
    """What the encoder holds for said where neither the cue nor the words said are a known claim's."""
    region = parsed[index]
    inside = [quote for quote in quotes if quote.region == index]
    for one in said_in(region.text):
        cue, content = _moved(region, one.cue[0]), _moved(region, max(one.content, key=lambda span: span.length))
        if one.source and not any(content.overlaps(span) or cue.overlaps(span) for span in known):
            source = region.doc.char_span(one.source[0].start, one.source[0].end, alignment_mode="expand")
            # "The envoys were told that ...": those are the hearers.
            if source is not None and source.root.dep_ != "nsubjpass":
                yield _Said(content, cue, _mode(region, content, inside, naming=False), index, source.root, None)


def _moved(region: Parsed, span: Span) -> Span:
    """A span of the region in offsets of the page."""
    return Span(region.region.start + span.start, region.region.start + span.end)


# --- quotations


def _quoted(parsed: tuple[Parsed, ...], quotes: Sequence[Quote]) -> Iterator[_Said]:
    for group in _groups(quotes):
        found = next((cue for quote in (group[-1], *group) if (cue := _cue_of(parsed, quote, quotes))), None)
        for quote in group:
            region = parsed[quote.region]
            span = _canonical(region, quote)
            if found is not None:
                token, last, where, stance = found
                beside = Span(parsed[where].start_of(token), parsed[where].end_of(last))
                subject = _subject(token)
                few = quote.words(parsed) <= FEW_WORDS and not _is_sentence(region, quote)
                yield _Said(span, beside, "scare" if few else "direct", where, subject, stance, subject is None)
            elif _is_sentence(region, quote):
                yield _Said(span, None, "direct", quote.region, None, None, floating=True)


def _groups(quotes: Sequence[Quote]) -> list[list[Quote]]:
    """Quotations that go on over paragraphs, together."""
    groups: list[list[Quote]] = []
    for quote in quotes:
        last = groups[-1][-1] if groups else None
        if last is not None and not last.closed and quote.region == last.region + 1:
            groups[-1].append(quote)
        else:
            groups.append([quote])
    return groups


def _is_sentence(region: Parsed, quote: Quote) -> bool:
    """Whole sentences: a capital at the start of a sentence, a full stop at the end."""
    text = region.text
    before = text[: quote.start].rstrip(" \"'“‘")
    starts = not before or before[-1] in '.!?:”"’\n'
    inner = text[quote.start : quote.end]
    return (
        starts
        and inner[:1].isupper()
        and (inner[-1:] in ".!?…," or not quote.closed or text[quote.end : quote.end + 1] == ",")
    )


_Found = tuple[Token, Token, int, str | None]


def _cue_of(parsed: tuple[Parsed, ...], quote: Quote, quotes: Sequence[Quote]) -> _Found | None:
    """The cue beside a quotation: behind it, before it, or at the end of the paragraph before ("He went on:")."""
    region = parsed[quote.region]
    others = [other for other in quotes if other.region == quote.region]
    behind, before = _behind(region, quote, others), _before(region, quote, others)
    ends_open = region.text[quote.end : quote.end + 1] == "," or region.text[quote.end - 1 : quote.end] in "?!"
    for tokens in (behind, before) if ends_open else (before, behind):
        found = next((cue for token in tokens if (cue := cue_at(token)) and "quote" in cue.takes), None)
        if found is not None:
            return found.token, found.last, quote.region, found.stance
    return _led_in(parsed, quote)


def _behind(region: Parsed, quote: Quote, others: Sequence[Quote]) -> list[Token]:
    """Tokens after the quotation, up to the next one or the end of their sentence."""
    text = region.text
    stop = min([other.start for other in others if other.start > quote.end], default=len(text))
    words: list[Token] = []
    for token in region.doc[_index(region, quote.end) :]:
        if token.idx >= stop or len(words) >= _NEAR or (words and token.text in ".;"):
            break
        if token.idx >= quote.end and not token.is_space and (not token.is_punct or token.text in ".:;"):
            words.append(token)
    if not words or words[0].text in ".:;" or text[:stop].rstrip(" \"'“‘").endswith(":"):
        return []
    fresh = text[quote.end - 1 : quote.end] == "." and words[0].text[:1].isupper()
    return [] if fresh and len(words) > FEW_WORDS + 2 else words


def _before(region: Parsed, quote: Quote, others: Sequence[Quote]) -> list[Token]:
    """Tokens before the quotation, nearest first, back to the one before or the start of their sentence."""
    stop = max([other.end for other in others if other.end < quote.start], default=0)
    found: list[Token] = []
    for index in range(_index(region, quote.start) - 1, -1, -1):
        token = region.doc[index]
        if token.idx < stop or len(found) >= _NEAR or (token.text in ".;!?" and found):
            break
        if not token.is_space:
            found.append(token)
    return found


def _index(region: Parsed, offset: int) -> int:
    """Index of the token that holds an offset of the region's text."""
    words = region.doc.char_span(offset, offset + 1, alignment_mode="expand") if offset < len(region.text) else None
    return int(words.start) if words is not None else len(region.doc)


def _led_in(parsed: tuple[Parsed, ...], quote: Quote) -> _Found | None:
    """The last cue of the paragraph before, if that ends with a colon and the quotation begins its own."""
    where = quote.region - 1
    if where < 0 or parsed[quote.region].text[: quote.start].strip(" \"“'‘"):
        return None
    doc = parsed[where].doc
    if not parsed[where].text.rstrip().endswith(":"):
        return None
    found = next((cue for token in reversed(doc) if (cue := cue_at(token)) and "quote" in cue.takes), None)
    return (found.token, found.last, where, found.stance) if found else None


def _subject(verb: Token) -> Token | None:
    """The subject of a cue beside a quotation; the parse around quotations errs, so any noun beside the cue will do."""
    found = [token for token in surface_subjects(verb) if token.pos_ in ("NOUN", "PROPN", "PRON")]
    near = [token for token in found if abs(token.i - verb.i) <= _NEAR]
    if near:
        return near[0]
    chunks = [chunk.root for chunk in verb.sent.noun_chunks if chunk.end == verb.i or chunk.start == verb.i + 1]
    return chunks[0] if chunks else None


# --- putting both together


def _merged(reported: list[_Said], quoted: list[_Said]) -> list[_Said]:
    """One claim for a quotation and the clause that holds it: the clause where it says more, else the quotation."""
    kept = []
    for said in reported:
        twins = [q for q in quoted if _share(said.content, q.content) > _MOSTLY]
        if not any(said.mode != "scare" or q.mode != "scare" for q in twins):
            kept.append(said)
    free = [q for q in quoted if not any(_covers(said, q) for said in kept)]
    return sorted([*kept, *free], key=lambda said: (said.content.start, said.content.end))


def _covers(said: _Said, quote: _Said) -> bool:
    """Does a clause of the same speaker hold the quotation?"""
    whole = said.content.overlaps(quote.content) and _share(quote.content, said.content) > _MOSTLY
    return whole and (quote.cue is None or quote.cue == said.cue or quote.mode == "scare")


def _attributed(
    parsed: tuple[Parsed, ...], said: Sequence[_Said], actors: Sequence[ActorMention], speech: bool
) -> Iterator[Claim]:
    """Speakers in the order of the text, each with those before in mind."""
    earlier: list[Speaker] = []
    for each in sorted(said, key=lambda s: (s.cue.start if s.cue else s.content.start, s.content.start)):
        speaker: Speaker | None = UNNAMED
        if each.floating:
            if speech:
                continue
            speaker = earlier[-1] if earlier else UNNAMED
        elif each.subject is not None:
            speaker = find_speaker(parsed, each.region, each.subject, actors, earlier)
        if speaker is None or (each.mode == "scare" and speaker.actor is None):
            continue
        if speaker.span is not None:
            earlier.append(speaker)
        yield _claim(each, speaker)


def _claim(said: _Said, speaker: Speaker) -> Claim:
    return Claim(
        start=said.content.start,
        end=said.content.end,
        mode=said.mode,
        cue=said.cue,
        speaker=speaker.span,
        speaker_name=speaker.name,
        speaker_country=speaker.country,
        speaker_id=speaker.actor,
        named=speaker.named,
        stance=said.stance,
    )
