"""All documents in, one Comparison out: the order of the compare steps and nothing else.

Recurring blocks, copies, origins, dates, offices of persons, statements, events, stories, differences.
"""

from collections.abc import Iterable, Sequence

from sayso.compare.clearing import clear
from sayso.compare.copies import Alignments, by_document, find_furniture, find_reuse
from sayso.compare.differences import differences
from sayso.compare.events import events
from sayso.compare.figure_groups import figure_groups
from sayso.compare.in_office import in_office
from sayso.compare.origins import origins
from sayso.compare.paraphrases import around, paraphrases, reuse_order
from sayso.compare.publications import date_documents
from sayso.compare.sketch import Sketch
from sayso.compare.statements import claims_alike, statements
from sayso.compare.stories import sketch_story, stories
from sayso.model.comparison import Comparison, Furniture, Told
from sayso.model.time import OPEN


def compare(
    told: Iterable[Told], sketches: Sequence[Sketch], alignments: Alignments
) -> tuple[tuple[Told, ...], Comparison]:
    """The documents with recurring furniture taken out of their readings, and what compare finds over them.

    `sketches` and `alignments` are per page and per pair of pages; both hold for the same pages as `told`.
    """
    documents = sorted(told, key=lambda t: t.document.doc)
    furniture = find_furniture(documents, sketches)
    cleared = _cleared(documents, furniture)
    reuse = find_reuse(cleared, alignments, furniture)
    origin_lines = origins(cleared, reuse, furniture)
    publications = date_documents(cleared, reuse)
    days = {publication.doc: publication.interval for publication in publications}
    cleared = tuple(in_office(t, days.get(t.document.doc, OPEN)) for t in cleared)
    alike = claims_alike(cleared)
    statement_list = statements(cleared, reuse, alike)
    event_list = events(cleared, publications, origin_lines, reuse)
    story_list = stories([sketch_story(t) for t in cleared], origin_lines, publications, event_list)
    known = around(cleared, origin_lines, story_list, publications)
    retold = paraphrases(alike, statement_list, reuse, known)
    groups = figure_groups(cleared, event_list, story_list, origin_lines)
    return cleared, Comparison(
        furniture=furniture,
        reuse=tuple(sorted((*reuse, *retold), key=reuse_order)),
        origins=origin_lines,
        publications=publications,
        statements=statement_list,
        events=event_list,
        figure_groups=groups,
        stories=story_list,
        differences=differences(cleared, event_list, statement_list, groups, origin_lines, publications),
    )


def _cleared(documents: Sequence[Told], furniture: Sequence[Furniture]) -> tuple[Told, ...]:
    blocks = by_document(furniture)
    return tuple(clear(told, blocks[told.document.doc]) for told in documents)
