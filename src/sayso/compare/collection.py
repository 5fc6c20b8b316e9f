"""All documents in, one Comparison out: the order of the compare steps and nothing else.

Recurring blocks, copies, origins, dates, statements, events, stories, differences.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sayso.compare.clearing import clear
from sayso.compare.differences import differences
from sayso.compare.events import events
from sayso.compare.figure_groups import figure_groups
from sayso.compare.furniture import recurring_blocks
from sayso.compare.kinship import relate
from sayso.compare.origins import origins
from sayso.compare.publications import date_documents
from sayso.compare.sketch import Sketch
from sayso.compare.statements import statements
from sayso.compare.stories import sketch_story, stories
from sayso.model.comparison import Comparison, Furniture, Passage, Reuse, Told

Alignments = Mapping[tuple[str, str], tuple[Passage, ...]]


def compare(
    told: Iterable[Told], sketches: Sequence[Sketch], alignments: Alignments
) -> tuple[tuple[Told, ...], Comparison]:
    """The documents with recurring furniture taken out of their readings, and what compare finds over them.

    `sketches` and `alignments` are per page and per pair of pages; both hold for the same pages as `told`.
    """
    documents = sorted(told, key=lambda t: t.document.doc)
    furniture = _furniture(documents, sketches)
    cleared = _cleared(documents, furniture)
    reuse = _reuse(cleared, alignments, furniture)
    origin_lines = origins(cleared, reuse, furniture)
    publications = date_documents(cleared, reuse)
    statement_list = statements(cleared, reuse)
    event_list = events(cleared, publications, origin_lines, reuse)
    story_list = stories([sketch_story(t) for t in cleared], origin_lines, publications, event_list)
    groups = figure_groups(cleared, event_list, story_list, origin_lines)
    return cleared, Comparison(
        furniture=furniture,
        reuse=reuse,
        origins=origin_lines,
        publications=publications,
        statements=statement_list,
        events=event_list,
        figure_groups=groups,
        stories=story_list,
        differences=differences(cleared, event_list, statement_list, groups, origin_lines, publications),
    )


def _by_page(documents: Sequence[Told]) -> dict[str, list[Told]]:
    by_page: dict[str, list[Told]] = defaultdict(list)
    for told in documents:
        by_page[told.page.id].append(told)
    return by_page


def _furniture(documents: Sequence[Told], sketches: Sequence[Sketch]) -> tuple[Furniture, ...]:
    by_page = _by_page(documents)
    found = [
        Furniture(told.document.doc, start, end, pages)
        for page, start, end, pages in recurring_blocks(sketches)
        for told in by_page[page]
    ]
    return tuple(sorted(found, key=lambda f: (f.doc, f.start, f.end)))


def _cleared(documents: Sequence[Told], furniture: Sequence[Furniture]) -> tuple[Told, ...]:
    blocks = _by_document(furniture)
    return tuple(clear(told, blocks[told.document.doc]) for told in documents)


def _by_document(furniture: Iterable[Furniture]) -> Mapping[str, list[Furniture]]:
    blocks: dict[str, list[Furniture]] = defaultdict(list)
    for block in furniture:
        blocks[block.doc].append(block)
    return blocks


def _reuse(documents: Sequence[Told], alignments: Alignments, furniture: Iterable[Furniture]) -> tuple[Reuse, ...]:
    by_page, blocks = _by_page(documents), _by_document(furniture)
    found: list[Reuse] = []
    for (page, other), passages in sorted(alignments.items()):
        for a in by_page[page]:
            for b in by_page[other]:
                found.extend(relate(a, b, passages, blocks[a.document.doc] + blocks[b.document.doc]))
    for same in by_page.values():
        for k, a in enumerate(same):
            for b in same[k + 1 :]:
                found.extend(relate(a, b, (), blocks[a.document.doc]))
    return tuple(sorted(found, key=lambda r: (r.doc, r.start, r.end, r.other_doc, r.other_start, r.other_end)))
