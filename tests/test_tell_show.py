"""tell.show, tell.find and tell.summary: what opens what, and how it is told in a terminal."""

import datetime
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rich.console import Console

from sayso.errors import NotInRecordError
from sayso.keep.record import Record
from sayso.tell import facts, lists, show, show_text, sources
from sayso.tell.summary import LINES, WIDTH, Taken, background, main_events, summary
from sayso.tell.terminal import console
from sayso.tell.texts import Texts
from tests.made_record import (
    ALPHA,
    BETA,
    BOATS,
    BROKEN,
    DENIED,
    EVENTS,
    FRENCH,
    GAMMA,
    HOSTILE,
    event_id,
    made_record,
    mention_of,
    record_in_memory,
    rows,
    write_record,
)


@pytest.fixture(scope="module")
def record() -> Iterator[Record]:
    with Record.open(made_record()) as opened:
        yield opened


def drawn(draw: Callable[[Console], None]) -> str:
    out = io.StringIO()
    made = console(out)
    made.width = WIDTH
    draw(made)
    return out.getvalue()


# ------------------------------------------------------------------ what opens what


def test_any_mention_of_an_event_opens_it(record: Record) -> None:
    for given in (event_id("signing"), mention_of("signing", ALPHA), mention_of("signing", GAMMA)):
        assert show.show_event(record, given).event == event_id("signing")
        assert show.show_event(record, given[:14]).event == event_id("signing")
        assert show.show_event(record, given.removeprefix("event-")[:8]).event == event_id("signing")


def test_any_document_of_a_story_opens_it(record: Record) -> None:
    assert {show.show_story(record, doc).story for doc in (ALPHA, BETA, GAMMA, "gamma.txt"[:0] + GAMMA)} == {ALPHA}
    assert show.show_story(record, f"{ALPHA}#1").parent == ALPHA


@pytest.mark.parametrize("given", [BETA, "beta.txt", "coast/be", f"https://example.org/{BETA}"])
def test_a_page_opens_by_its_names(record: Record, given: str) -> None:
    assert show.show_page(record, given).document.doc == BETA


@pytest.mark.parametrize("given", ["SWE-GOV", "Sweden", "swed"])
def test_an_actor_opens_by_its_names(record: Record, given: str) -> None:
    actor = show.show_actor(record, given)
    assert (actor.id, [act.event for act in actor.acts]) == ("SWE-GOV", [event_id("signing")])
    assert actor.acts[0].others == ("Norway (participant)",)


def test_what_is_not_there_is_said_with_the_nearest_name(record: Record) -> None:
    with pytest.raises(NotInRecordError, match=r"did you mean 'coast/gamma.txt'\?"):
        show.show_page(record, "coast/gama.txt")
    with pytest.raises(NotInRecordError, match="lists them"):
        show.show_event(record, "zzz")


def test_a_beginning_that_fits_several_opens_none(record: Record) -> None:
    with pytest.raises(NotInRecordError, match="fits 3 pages"):
        show.show_page(record, "coast/")


# ------------------------------------------------------------------ views


def test_an_event_names_its_voices_and_its_path(record: Record) -> None:
    event = show.show_event(record, event_id("signing"))
    assert [(v.speaker, v.status, v.docs, v.origins) for v in event.voices] == [
        (None, "happened", (ALPHA, BETA), 1),
        ("Sweden", "denied", (GAMMA,), 1),
    ]
    assert [(step.status, step.docs) for step in event.path] == [("happened", (ALPHA, BETA)), ("denied", (GAMMA,))]
    assert [(clue.quote.doc, clue.quote.words) for clue in event.clues] == [(ALPHA, "Friday"), (BETA, "Friday")]
    assert [party.docs for party in event.parties] == [(ALPHA, BETA), (ALPHA, BETA, GAMMA)]


def test_quotes_are_the_page_s_own_words(record: Record) -> None:
    texts = Texts(record)
    quotes = [m.quote for event in facts.events(record, texts) for m in event.mentions]
    quotes += [r.quote for s in facts.statements(record, texts) for r in s.renderings]
    assert {q.before + q.words + q.after for q in quotes if q.words == "signed"} >= {DENIED}
    for quote in quotes:
        assert quote.words == texts[quote.doc][quote.start : quote.end]
    assert [q.words for q in quotes if q.doc == BETA][-1] == BOATS


def test_renderings_of_one_statement_stand_together(record: Record) -> None:
    first = facts.statements(record, Texts(record))[0]
    assert (first.docs, len(first.renderings)) == ((ALPHA, BETA), 2)


def test_copies_are_one_origin(record: Record) -> None:
    story = show.show_story(record, ALPHA)
    assert [origin.docs for origin in story.origins] == [(ALPHA, BETA), (GAMMA,)]
    counts = sources.counts(record)
    assert (counts.documents, counts.origins, counts.stories, counts.errors) == (6, 4, 4, 1)


def test_lists(record: Record) -> None:
    first = show.list_stories(record)[0]
    assert (first.story, first.documents, first.origins, first.events) == (ALPHA, 3, 2, 2)
    assert [event.documents for event in show.list_events(record)] == [3, 2, 1]
    assert [(error.doc, error.kind) for error in show.list_errors(record)] == [(BROKEN, "error"), (FRENCH, "not read")]
    assert {actor.actor for actor in show.list_actors(record)} == {"DNK-GOV", "NOR-GOV", "SWE-GOV"}


# ------------------------------------------------------------------ in a terminal


def pages_of(record: Record) -> list[Callable[[Console], None]]:
    return [
        *(lambda c, n=n: show_text.print_event(c, show.show_event(record, event_id(n))) for n in EVENTS),
        *(lambda c, d=d: show_text.print_page(c, show.show_page(record, d)) for d in (ALPHA, HOSTILE, BROKEN)),
        *(lambda c, d=d: show_text.print_story(c, show.show_story(record, d)) for d in (ALPHA, HOSTILE)),
        lambda c: show_text.print_actor(c, show.show_actor(record, "DNK-GOV")),
        lambda c: lists.print_stories(c, show.list_stories(record)),
        lambda c: lists.print_events(c, show.list_events(record)),
        lambda c: lists.print_pages(c, show.list_pages(record)),
        lambda c: lists.print_actors(c, show.list_actors(record)),
        lambda c: lists.print_errors(c, show.list_errors(record)),
        lambda c: summary(record, c, Taken(1, 1, (), (("\x1b]0;x\x07[bold].html", "bad\u202e [red]"),))),
    ]


def test_hostile_text_reaches_no_terminal(record: Record) -> None:
    shown = [drawn(draw) for draw in pages_of(record)]
    assert all("\x1b" not in text and "\x9b" not in text and "\u202e" not in text for text in shown)
    assert "[bold red]Boats[/]" in "".join(shown), "markup of a page is shown, not obeyed"


def test_statuses_are_words(record: Record) -> None:
    text = drawn(lambda c: show_text.print_story(c, show.show_story(record, ALPHA)))
    assert "happened" in text and "only planned" in text
    text = drawn(lambda c: show_text.print_event(c, show.show_event(record, event_id("signing"))))
    assert "10 Mar 2031: denied coast/gamma.txt" in text
    assert "Norway and Sweden »signed« a ferry accord in Oslo on Friday." in text
    assert "coast/gamma.txt 52–58 · denied · says Sweden" in text


def test_a_page_says_who_carries_it_and_what_it_says(record: Record) -> None:
    text = drawn(lambda c: show_text.print_page(c, show.show_page(record, BETA)))
    assert "Its text: 2 documents / 1 text origin / 2 primary sources\nIt quotes the harbour board\n" in text
    flat = " ".join(text.split())
    assert f"({BETA} 79–104) · 2 documents / 1 text origin / 1 primary source" in flat, "the statement"
    assert f"({BETA} 84–86) · 2 documents / 1 text origin / 1 primary source" in flat, "the figure"
    assert "Its text" not in drawn(lambda c: show_text.print_page(c, show.show_page(record, BROKEN)))


def test_events_and_stories_name_a_publisher_of_several_texts() -> None:
    tables = rows()
    for row in tables["documents"]:
        row["outlet"] = "\x1b[31mFjord\u202e Post" if row["doc"] in (ALPHA, BETA, GAMMA) else None
    with record_in_memory(tables) as record:
        event = drawn(lambda c: show_text.print_event(c, show.show_event(record, event_id("signing"))))
        story = drawn(lambda c: show_text.print_story(c, show.show_story(record, ALPHA)))
    shared = r"2 text origins \(1 publisher: [^\x1b\u202e]*Fjord[^\x1b\u202e]*Post at example\.org\)"
    assert re.search(f"Told by 3 documents / {shared} / 2 primary sources", " ".join(event.split()))
    assert re.search(f"3 documents · {shared} · 2 events", " ".join(story.split()))


def test_colour_only_repeats_the_word(record: Record) -> None:
    out = io.StringIO()
    show_text.print_event(
        Console(file=out, force_terminal=True, width=WIDTH, markup=False), show.show_event(record, event_id("blocking"))
    )
    assert "\x1b[" in out.getvalue() and "only claimed" in out.getvalue()


# ------------------------------------------------------------------ the summary


def test_the_summary_says_what_matters(record: Record) -> None:
    text = drawn(lambda c: summary(record, c, Taken(6, 5, (ALPHA,), ((BROKEN, "The file is empty: leave it out."),))))
    for words in (
        "6 documents found, 5 pages new, 1 changed since the last run",
        "broken.html: The file is empty",
        "6 documents (1 without text) from 4 text origins",
        "2 documents carry one text: coast/alpha.html = coast/beta.txt",
        "15 Mar 2031  only planned",
        "happened (1 origin) / denied (coast/gamma.txt)",
    ):
        assert words in text


def test_a_summary_of_much_fits_a_screen(tmp_path: Path) -> None:
    tables = rows()
    event, mention = tables["events"][1], tables["mentions"][3]
    for number in range(300):
        id_ = f"event-{number:04}"
        tables["events"].append({**event, "event": id_, "gloss": "very long words " * 20, "origins": number % 7})
        tables["mentions"].append({**mention, "event": id_, "mention": id_})
        tables["stories"].append({**tables["stories"][0], "story": f"s{number}", "title": "a title " * 30})
        tables["differences"].append({**tables["differences"][0], "attribute": f"a{number}"})
    for number in range(30):
        for copy in ("a", "b"):
            doc = f"copy-{number}-{copy}.txt"
            tables["documents"].append({**tables["documents"][1], "doc": doc})
            tables["origins"].append({"doc": doc, "origin": f"copy-{number}-a.txt", "start": None, "end": None})
    errors = tuple((f"{n}.html", "It cannot be read: leave it out. " * 9) for n in range(50))
    with Record.open(write_record(tmp_path / "big.duckdb", tables)) as record:
        text = drawn(lambda c: summary(record, c, Taken(400, 400, (), errors)))
    shown = text.rstrip("\n").split("\n")
    assert len(shown) <= LINES and max(map(len, shown)) <= WIDTH
    assert "... and 47 more: sayso show errors" in text
    assert "of 303 (all: sayso show event)" in text


def test_main_events_are_those_of_most_origins(record: Record) -> None:
    every = show.list_events(record)
    assert main_events(every, 2) == [event_id("signing"), event_id("joining")]
    assert main_events(every, 2, {event_id("joining")}) == [event_id("signing"), event_id("blocking")]


def test_what_was_over_long_before_is_background(tmp_path: Path) -> None:
    tables = rows()
    day = datetime.date(2030, 1, 1)
    tables["events"][0].update(date_start=day, date_end=day)
    with Record.open(write_record(tmp_path / "old.duckdb", tables)) as record:
        assert background(record) == {event_id("signing")}


def test_two_that_share_a_third_text_are_not_called_copies(tmp_path: Path) -> None:
    tables = rows()
    tables["reuse"][0]["kinship"] = "common-intermediary"
    with Record.open(write_record(tmp_path / "third.duckdb", tables)) as record:
        text = drawn(lambda c: summary(record, c))
    assert "2 documents carry the same third text: coast/alpha.html = coast/beta.txt" in text


def test_an_empty_record_is_summed_up(tmp_path: Path) -> None:
    with Record.open(write_record(tmp_path / "empty.duckdb", {})) as record:
        text = drawn(lambda c: summary(record, c))
    assert "0 documents" in text and "No event was found." in text
