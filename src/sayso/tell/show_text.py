"""The pages of `sayso show` in a terminal. Sentences are wrapped; nothing is cut."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sayso.tell.terminal import grid, heading, quote, status, text, wrapped
from sayso.tell.views import (
    ActorView,
    AmountView,
    DifferenceView,
    DocumentView,
    EventView,
    FigureView,
    MentionView,
    OriginView,
    PageView,
    PassageView,
    StatementView,
    StoryView,
    Support,
)
from sayso.tell.visible import one_line
from sayso.tell.wording import amount, carried, counted, counted_origins, days, several, short_id, support_counts

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

KINSHIP = {
    "copy": "copy",
    "common-intermediary": "both carry wording of a third text",
    "common-primary-source": "both report the same statement",
}
_DIRECTION = {"from": "taken from", "to": "taken by", "unknown": "shared with"}


def print_event(console: "Console", event: EventView) -> None:
    """An event: status, day, parties, then every page's telling of it."""
    console.print(wrapped(event.gloss, "bold"))
    console.print(_event_facts(event))
    _section(console, "Who took part", [_party_line(event, index) for index in range(len(event.parties))])
    _section(console, "How its status came about", _path_lines(event))
    console.print()
    console.print(heading(f"Told by {support_counts(event.support)}"))
    console.print(wrapped(f"Primary sources: {', '.join(event.support.sources)}"))
    for mention in event.mentions:
        _print_mention(console, mention)
    _section(console, "Times in its sentences", [_clue_line(event, index) for index in range(len(event.clues))])
    _section(console, "Figures", _figure_lines(event.figures, event.amounts))
    _section(console, "Where they agree and differ", [_difference_line(d) for d in event.differences])


def _section(console: "Console", title: str, lines: Iterable["Text"]) -> None:
    found = list(lines)
    if found:
        console.print()
        console.print(heading(title))
        for line in found:
            console.print(line)


def _event_facts(event: EventView) -> "Text":
    from rich.text import Text

    coded = "/".join(part for part in (event.type, event.kind or event.mode) if part)
    parts = [coded, *event.contexts, days(event.date_start, event.date_end), event.place, event.place_country]
    told = f"{counted(event.origins, 'independent text origin')}"
    plain = " · ".join(one_line(part) for part in (*parts, told, event.event) if part)
    return Text.assemble(status(event.status), " · ", plain)


def _party_line(event: EventView, index: int) -> "Text":
    party = event.parties[index]
    codes = " ".join(code for code in (party.country, party.sector) if code)
    return wrapped(f"{party.role}: {party.label} ({codes or 'no code'}), named by {', '.join(party.docs)}")


def _path_lines(event: EventView) -> Iterable["Text"]:
    from rich.text import Text

    for step in event.path:
        day = days(step.published, step.published)
        yield Text.assemble(f"{day if day != '?' else 'day unknown'}: ", status(step.status), " ", ", ".join(step.docs))


def _print_mention(console: "Console", mention: MentionView) -> None:
    from rich.text import Text

    quoted = mention.quote
    speaker = f" · says {one_line(mention.speaker)}" if mention.speaker else " · in its own voice"
    source = one_line(mention.outlet or "")
    where = f"{one_line(mention.doc)}{f' ({source})' if source else ''} {quoted.start}–{quoted.end}"
    console.print(Text.assemble((where, "cyan"), " · ", status(mention.status), speaker))
    console.print(quote(quoted, "  "))


def _clue_line(event: EventView, index: int) -> "Text":
    clue = event.clues[index]
    where = f"{clue.quote.doc} {clue.quote.start}–{clue.quote.end}"
    return wrapped(f"“{clue.quote.words}” = {days(clue.date_start, clue.date_end)} ({clue.basis}; {where})")


def _figure_lines(figures: Sequence[FigureView], amounts: Sequence[AmountView]) -> Iterable["Text"]:
    given = {figure: one.support for one in amounts for figure in one.figures}
    return [_figure_line(figure, given[figure.figure]) for figure in figures]


def _figure_line(figure: FigureView, given: Support) -> "Text":
    unit = " ".join(part for part in (figure.unit, figure.counted) if part)
    where = f"{figure.quote.doc} {figure.quote.start}–{figure.quote.end}"
    told = f" · {support_counts(given)}" if len(given.documents) > 1 else ""
    return wrapped(f"{amount(figure.low, figure.high)} {unit}: “{figure.quote.words}” ({where}){told}")


def _difference_line(difference: DifferenceView) -> "Text":
    values = " / ".join(
        f"{value.value} ({counted(value.origins, 'origin')}: {', '.join(value.docs)})" for value in difference.values
    )
    return wrapped(f"{difference.attribute} ({difference.kind}): {values}. {difference.why}")


# ------------------------------------------------------------------ story


def print_story(console: "Console", story: StoryView) -> None:
    """A story: its documents by origin, its timeline, and where they differ."""
    console.print(wrapped(story.title, "bold"))
    parts = [
        days(story.first, story.last),
        counted(len(story.documents), "document"),
        counted_origins(len(story.origins), story.publishers),
        counted(len(story.events), "event"),
    ]
    console.print(wrapped(" · ".join(parts)))
    if story.parent:
        console.print(wrapped(f"Part of {story.parent}"))
    _section(console, "Parts", [wrapped(part) for part in story.parts])
    _section(console, "Documents", [_document_line(document) for document in story.documents])
    copied = [origin for origin in story.origins if len(origin.docs) > 1]
    _section(console, "One text origin", [_origin_line(origin) for origin in copied])
    _print_timeline(console, story.events)
    found = [d for event in story.events for d in event.differences]
    _section(console, "Where they agree and differ", [_about_line(d) for d in found])


def _origin_line(origin: OriginView) -> "Text":
    return wrapped(f"{carried(len(origin.docs), origin.kinship)}: {' = '.join(origin.docs)}")


def _about_line(difference: DifferenceView) -> "Text":
    from rich.text import Text

    return Text.assemble((one_line(difference.gloss), "bold"), ": ", _difference_line(difference))


def _document_line(document: DocumentView) -> "Text":
    published = days(document.published_start, document.published_end)
    basis = {"declared": "declared", "inferred": "worked out"}.get(document.published_basis)
    day = f"{published} ({basis})" if basis and published != "?" else "day unknown"
    parts = [document.doc, document.outlet, day, document.title, document.note, document.error]
    return wrapped(" · ".join(part for part in parts if part))


def _print_timeline(console: "Console", events: Sequence[EventView]) -> None:
    if not events:
        return
    console.print()
    console.print(heading("Timeline"))
    table = grid(None, None, 1, None, None)
    for event in events:
        table.add_row(
            text(days(event.date_start, event.date_end)),
            status(event.status),
            text(event.gloss),
            text(counted(event.origins, "origin")),
            text(short_id(event.event)),
        )
    console.print(table)


# ------------------------------------------------------------------ page


def print_page(console: "Console", page: PageView) -> None:
    """A page: its regions by role, then what it reports."""
    console.print(wrapped(page.document.title or page.document.doc, "bold"))
    console.print(_document_line(page.document))
    if page.document.clues:
        console.print(wrapped(f"Publication day from: {'; '.join(page.document.clues)}"))
    if page.document.origin and page.document.origin != page.document.doc:
        console.print(wrapped(f"One text origin with {page.document.origin}"))
    for line in support_lines(page.support) if page.regions else ():
        console.print(wrapped(line))
    _print_regions(console, page)
    _print_timeline(console, page.events)
    _section(console, "Statements", [_statement_line(statement) for statement in page.statements])
    _section(console, "Figures", _figure_lines(page.figures, page.amounts))
    _section(console, "Shared wording", _passage_lines(page.passages, page.document.doc))


def support_lines(support: Support) -> list[str]:
    """Who carries the text of a page, which texts are in it, and whom it quotes."""
    sources = several([source for source in support.sources if source not in support.origins], 6)
    return [f"Its text: {support_counts(support)}", *([f"It quotes {sources}"] if sources else [])]


def _print_regions(console: "Console", page: PageView) -> None:
    if not page.regions:
        return
    console.print()
    console.print(heading("Regions"))
    table = grid(None, 1)
    table.columns[1].no_wrap = False
    for region in page.regions:
        style = "dim" if region.role in ("furniture", "form", "related_link", "credit", "quoted_source") else ""
        table.add_row(text(region.role, "cyan"), wrapped(region.text, style))
    console.print(table)


def _statement_line(statement: StatementView) -> "Text":
    rendering = statement.renderings[0]
    others = len(statement.renderings) - 1
    more = f" · {counted(others, 'other rendering')}" if others else ""
    where = f"{rendering.doc} {rendering.quote.start}–{rendering.quote.end}"
    speaker = rendering.speaker or "nobody named"
    told = f" · {support_counts(statement.support)}" if len(statement.docs) > 1 else ""
    return wrapped(f"{speaker} ({rendering.mode}): {rendering.quote.words} ({where}){more}{told}")


def _passage_lines(passages: Sequence[PassageView], doc: str) -> Iterable["Text"]:
    """One line for the passages shared with a document in one way."""
    groups: dict[tuple[str, str, str, tuple[str, ...]], list[PassageView]] = {}
    for passage in passages:
        other = passage.other_doc if passage.doc == doc else passage.doc
        turned = {"from": "to", "to": "from"}.get(passage.direction, "unknown")
        direction = passage.direction if passage.doc == doc else turned
        groups.setdefault((other, passage.kinship, direction, passage.reasons), []).append(passage)
    for (other, kinship, direction, reasons), group in groups.items():
        length = sum(p.end - p.start if p.doc == doc else p.other_end - p.other_start for p in group)
        yield wrapped(
            f"{counted(len(group), 'passage')}, {counted(length, 'character')}, {_DIRECTION[direction]} {other}"
            f" ({KINSHIP.get(kinship, kinship)}). {' '.join(reasons)}"
        )


# ------------------------------------------------------------------ actor


def print_actor(console: "Console", actor: ActorView) -> None:
    """An actor: acts towards whom, by day."""
    codes = " ".join(code for code in (actor.country, actor.sector) if code)
    console.print(wrapped(f"{actor.label} · {codes + ' · ' if codes else ''}{actor.id}", "bold"))
    console.print(wrapped(f"Named in {several(list(actor.docs), 4) or 'no document by itself'}"))
    if not actor.acts:
        console.print(text("It takes part in no event."))
        return
    console.print()
    table = grid(None, None, None, None, 2, 1)
    for act in actor.acts:
        table.add_row(
            text(days(act.date_start, act.date_end)),
            status(act.status),
            text(act.type),
            text(act.role),
            text(act.gloss),
            text(", ".join(act.others)),
        )
    console.print(table)
