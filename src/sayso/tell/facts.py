"""Events, statements and figures as views, read from the record in a few queries however many there are."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

import msgspec

from sayso.keep.record import Record
from sayso.model.text import Span
from sayso.tell.support import Provenance, Saying, provenance
from sayso.tell.texts import Texts
from sayso.tell.views import (
    AmountView,
    DateClueView,
    DifferenceView,
    EventView,
    FigureGroupView,
    FigureView,
    MentionView,
    PartyView,
    Rendering,
    StatementView,
    StatusStep,
    Support,
    ValueView,
    Voice,
)

Row = dict[str, Any]

_MENTIONS = """
    SELECT m.*, d.outlet, d.published_start AS published, c.statement
    FROM mentions m JOIN documents d USING (doc) LEFT JOIN claims c ON c.doc = m.doc AND c.claim = m.claim
    WHERE {} ORDER BY m.event, m.doc, m.start, m."end", m.mention
"""
#: Times named in the sentences of an event's mentions. The record does not say which of them dated the event.
_CLUES = """
    SELECT DISTINCT m.event, m.sentence_start, m.sentence_end, t.*
    FROM mentions m JOIN times t ON t.doc = m.doc AND t.start >= m.sentence_start AND t."end" <= m.sentence_end
    WHERE {} ORDER BY m.event, t.doc, t.start, t."end"
"""
_FIGURES = """
    SELECT f.*, d.outlet, c.statement, c.speaker_name
    FROM figures f JOIN documents d USING (doc) LEFT JOIN claims c ON c.doc = f.doc AND c.claim = f.claim
    WHERE {} ORDER BY f.doc, f.start, f."end"
"""
_COMPARABLE = "SELECT figure_group FROM figure_groups WHERE {} AND relation <> 'not-comparable'"
_CLAIMS = """
    SELECT c.*, d.outlet FROM claims c JOIN documents d USING (doc)
    WHERE {} ORDER BY c.statement, c.doc, c.content_start, c.content_end, c.claim
"""
_PARTIES = "SELECT * FROM participants p WHERE {} ORDER BY p.event, p.role, p.name, p.country, p.sector, p.id"
_DIFFERENCES = """
    SELECT x.*, e.gloss, c.doc, c.content_start, c.content_end
    FROM differences x LEFT JOIN events e ON e.event = x.about
    LEFT JOIN (SELECT claim, min(doc) AS doc, min_by(content_start, doc) AS content_start,
                      min_by(content_end, doc) AS content_end FROM claims GROUP BY claim) c ON c.claim = x.about
    WHERE {} ORDER BY x.about, x.attribute, x.kind, CAST(x."values" AS VARCHAR)
"""


def chosen(record: Record, sql: str, column: str, ids: Sequence[str] | None) -> list[Row]:
    """Rows of the query whose column is one of the ids; None = all of them."""
    if ids is None:
        return record.query(sql.format("true"))
    return record.query(sql.format(f"{column} IN (SELECT unnest(CAST(? AS VARCHAR[])))"), list(ids))


def by(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    """Rows gathered by a column."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return groups


# ------------------------------------------------------------------ events


def events(
    record: Record, texts: Texts, ids: Sequence[str] | None = None, known: Provenance | None = None
) -> tuple[EventView, ...]:
    """The events, by first day (unknown last) and id."""
    rows = chosen(record, "SELECT * FROM events e WHERE {} ORDER BY date_start NULLS LAST, event", "e.event", ids)
    mentions = by(chosen(record, _MENTIONS, "m.event", ids), "event")
    parties = by(chosen(record, _PARTIES, "p.event", ids), "event")
    clues = by(chosen(record, _CLUES, "m.event", ids), "event")
    counted = by(chosen(record, _FIGURES, "f.event", ids), "event")
    differing = by(chosen(record, _DIFFERENCES, "x.about", ids), "about")
    known = known or provenance(record)
    given = amounts(record, [figure for rows in counted.values() for figure in rows], known)
    return tuple(
        _event(
            row,
            known.behind(_saying(m, m["speaker"], known) for m in mentions[row["event"]]),
            tuple(_mention(m, texts, known) for m in mentions[row["event"]]),
            tuple(_party(p) for p in parties[row["event"]]),
            tuple(_clue(c, texts) for c in clues[row["event"]]),
            tuple(_figure(f, texts) for f in counted[row["event"]]),
            _given(counted[row["event"]], given),
            tuple(_difference(d, texts) for d in differing[row["event"]]),
        )
        for row in rows
    )


def _saying(row: Row, speaker: str | None, known: Provenance) -> Saying:
    return Saying(row["doc"], known.origins.span(row["doc"], Span(row["start"], row["end"])), speaker, row["statement"])


def _event(
    row: Row,
    told: Support,
    mentions: tuple[MentionView, ...],
    parties: tuple[PartyView, ...],
    clues: tuple[DateClueView, ...],
    counted: tuple[FigureView, ...],
    given: tuple[AmountView, ...],
    differing: tuple[DifferenceView, ...],
) -> EventView:
    plain = {name: row[name] for name in ("event", "gloss", "type", "kind", "mode", "cameo", "origins")}
    when = {name: row[name] for name in ("date_start", "date_end", "date_precision")}
    return EventView(
        **plain,
        **when,
        contexts=tuple(row["contexts"]),
        status=row["modality"],
        support=told,
        place=row["place_name"],
        place_country=row["place_country"],
        path=status_path(mentions),
        voices=voices(mentions),
        parties=parties,
        mentions=mentions,
        clues=clues,
        figures=counted,
        amounts=given,
        differences=differing,
    )


def _mention(row: Row, texts: Texts, known: Provenance) -> MentionView:
    names = "mention doc outlet published realis polarity type speaker claim factuality confidence"
    plain = {name: row[name] for name in names.split()}
    quote = texts.quote(row["doc"], row["start"], row["end"], row["sentence_start"], row["sentence_end"])
    origin = _saying(row, None, known).origin
    return MentionView(**plain, origin=origin, status=row["modality"], quote=quote)


def _party(row: Row) -> PartyView:
    plain = {name: row[name] for name in ("role", "country", "sector", "name", "id")}
    return PartyView(**plain, label=party_label(row), docs=tuple(sorted(row["docs"])))


def party_label(row: Row) -> str:
    """The name of a party, or its codes where it has none."""
    codes = " ".join(code for code in (row["country"], row["sector"]) if code)
    return str(row["name"] or codes or row["id"] or "somebody not named")


def _clue(row: Row, texts: Texts) -> DateClueView:
    quote = texts.quote(row["doc"], row["start"], row["end"], row["sentence_start"], row["sentence_end"])
    return DateClueView(quote, row["date_start"], row["date_end"], row["basis"])


def status_path(mentions: Sequence[MentionView]) -> tuple[StatusStep, ...]:
    """The status as the documents give it, by day of publication (unknown last); equal neighbours are one step."""
    steps: list[StatusStep] = []
    ordered = sorted(mentions, key=lambda m: (m.published or date.max, m.status, m.doc))
    for status, group in groupby(ordered, key=lambda m: m.status):
        members = list(group)
        docs = tuple(dict.fromkeys(m.doc for m in members))
        steps.append(StatusStep(status, members[0].published, docs))
    return tuple(steps)


def voices(mentions: Sequence[MentionView]) -> tuple[Voice, ...]:
    """Who says so; pages in their own voice before speakers, the widest told first."""
    groups: dict[tuple[str | None, str], list[MentionView]] = defaultdict(list)
    for mention in mentions:
        groups[mention.speaker, mention.status].append(mention)
    found = [
        Voice(speaker, status, tuple(sorted({m.doc for m in group})), len({m.origin for m in group}))
        for (speaker, status), group in groups.items()
    ]
    return tuple(sorted(found, key=lambda v: (v.speaker is not None, -v.origins, v.speaker or "", v.status)))


# ------------------------------------------------------------------ figures, statements, differences


def _figure(row: Row, texts: Texts) -> FigureView:
    plain = {name: row[name] for name in ("figure", "low", "high", "unit", "counted", "change", "event", "outlet")}
    quote = texts.around(row["doc"], row["start"], row["end"])
    return FigureView(**plain, group=row["figure_group"], quote=quote)


def amounts(record: Record, rows: Iterable[Row], known: Provenance) -> dict[str, AmountView]:
    """Figure -> its amount, with the figures that give the same, in whichever document."""
    wanted = list(rows)
    groups = sorted({row["figure_group"] for row in wanted if row["figure_group"]})
    comparable = {row["figure_group"] for row in chosen(record, _COMPARABLE, "figure_group", groups)}
    every = (*wanted, *chosen(record, _FIGURES, "f.figure_group", groups))
    giving: dict[tuple[object, ...], dict[tuple[str, str], Row]] = defaultdict(dict)
    for row in every:
        giving[_amount(row, comparable)][row["doc"], row["figure"]] = row
    views = {key: _amount_view(rows.values(), known) for key, rows in giving.items()}
    return {row["figure"]: views[_amount(row, comparable)] for row in wanted}


def _given(rows: Iterable[Row], every: Mapping[str, AmountView]) -> tuple[AmountView, ...]:
    """The amounts that these figures give, each once."""
    found = [every[row["figure"]] for row in rows]
    return tuple({one.figures[0]: one for one in found}.values())


def _amount(row: Row, comparable: Container[str]) -> tuple[object, ...]:
    """Equal for figures that give one amount of one thing."""
    of = row["figure_group"] if row["figure_group"] in comparable else row["figure"]
    return of, row["low"], row["high"], row["unit"], row["change"]


def _amount_view(rows: Collection[Row], known: Provenance) -> AmountView:
    told = known.behind(_saying(row, row["speaker_name"], known) for row in rows)
    return AmountView(tuple(sorted({row["figure"] for row in rows})), told)


def figures(record: Record, texts: Texts, docs: Sequence[str] | None = None) -> tuple[FigureView, ...]:
    """The figures of the documents, in their order."""
    return tuple(_figure(row, texts) for row in chosen(record, _FIGURES, "f.doc", docs))


def amounts_in(record: Record, docs: Sequence[str], known: Provenance) -> tuple[AmountView, ...]:
    """The amounts that the figures of the documents give."""
    rows = chosen(record, _FIGURES, "f.doc", docs)
    return _given(rows, amounts(record, rows, known))


def figure_groups(record: Record, texts: Texts, known: Provenance | None = None) -> tuple[FigureGroupView, ...]:
    """Groups of two or more figures; those that differ first."""
    members = by(chosen(record, _FIGURES, "f.doc", None), "figure_group")
    rank = {"differ": 0, "agree": 1, "part-of": 2, "not-comparable": 3}
    known = known or provenance(record)
    groups = [
        FigureGroupView(
            row["figure_group"],
            row["relation"],
            row["why"],
            tuple(_figure(figure, texts) for figure in members[row["figure_group"]]),
            known.behind(_saying(figure, figure["speaker_name"], known) for figure in members[row["figure_group"]]),
        )
        for row in record.query("SELECT * FROM figure_groups ORDER BY figure_group")
    ]
    return tuple(sorted(groups, key=lambda g: (rank.get(g.relation, len(rank)), g.group)))


def statements(
    record: Record, texts: Texts, docs: Sequence[str] | None = None, known: Provenance | None = None
) -> tuple[StatementView, ...]:
    """The statements rendered in the documents, those rendered by most documents of the record first.

    Shown are the renderings in these documents; the counts are of all.
    """
    groups = by(chosen(record, _CLAIMS, "c.doc", docs), "statement")
    everywhere = groups if docs is None else by(chosen(record, _CLAIMS, "c.statement", list(groups)), "statement")
    known = known or provenance(record)
    found = [_statement(key, rows, everywhere[key], texts, known) for key, rows in groups.items()]
    return tuple(sorted(found, key=lambda s: (-len(s.docs), s.statement)))


def _statement(
    key: str, rows: Sequence[Row], everywhere: Sequence[Row], texts: Texts, known: Provenance
) -> StatementView:
    speaker = next((row["speaker_name"] for row in everywhere if row["speaker_name"]), None)
    told = known.behind(
        Saying(row["doc"], known.origins.span(row["doc"], Span(row["content_start"], row["content_end"])), speaker, key)
        for row in everywhere
    )
    return StatementView(key, speaker, told.documents, told, tuple(_rendering(row, texts) for row in rows))


def _rendering(row: Row, texts: Texts) -> Rendering:
    quote = texts.around(row["doc"], row["content_start"], row["content_end"])
    plain = {name: row[name] for name in ("claim", "doc", "outlet", "mode", "stance")}
    return Rendering(**plain, speaker=row["speaker_name"], chain=tuple(row["chain"]), quote=quote)


def differences(record: Record, texts: Texts, abouts: Sequence[str] | None = None) -> tuple[DifferenceView, ...]:
    """Where documents agree or differ: denials and contradictions first, each by how many origins it concerns."""
    rank = {"denied": 0, "differs": 1, "only-asserted": 2, "agreed": 3}
    found = [_difference(row, texts) for row in chosen(record, _DIFFERENCES, "x.about", abouts)]
    return tuple(
        sorted(found, key=lambda d: (rank.get(d.kind, 9), -sum(v.origins for v in d.values), d.about, d.attribute))
    )


def _difference(row: Row, texts: Texts) -> DifferenceView:
    values = msgspec.json.decode(row["values"], type=tuple[ValueView, ...])
    gloss = row["gloss"]
    if gloss is None and row["doc"] is not None:
        gloss = texts.words(row["doc"], row["content_start"], row["content_end"])
    return DifferenceView(row["about"], gloss or row["about"], row["attribute"], row["kind"], values, row["why"])
