"""What each file of an export holds: one query a file, its columns in the order of the file's keys.

The one place where the order of keys and lines is decided; docs/export.md is generated from it.
"""

import msgspec


class ExportFile(msgspec.Struct, frozen=True):
    """One file: `query` gives its lines, in order. `table` is the record's table its keys are described in."""

    name: str
    table: str
    about: str
    query: str
    keys: dict[str, str] = {}
    """What keys mean that are not columns of the table."""


EXPORTS: tuple[ExportFile, ...] = (
    ExportFile(
        "documents",
        "documents",
        "Every document with its text, its day and its regions.",
        """
        SELECT doc, page, text, text_sha256, uri, outlet, language, title, published_start, published_end,
               published_basis,
               from_json(published_clues, '[{"start": "INTEGER", "end": "INTEGER", "reading": "VARCHAR"}]')
                   AS published_clues,
               coalesce(regions, []) AS regions, error, note
        FROM documents
        LEFT JOIN (
            SELECT doc, list({'start': start, 'end': "end", 'role': role} ORDER BY start, "end", role) AS regions
            FROM effective_regions GROUP BY doc
        ) USING (doc)
        ORDER BY doc
        """,
        {"regions": "Its parts, after the collection's recurring furniture has been taken out."},
    ),
    ExportFile(
        "events",
        "events",
        "Happenings over all pages, each with who took part and every phrase that names it.",
        """
        SELECT event, gloss, type, kind, mode, contexts, cameo, modality, date_start, date_end, date_precision,
               coalesce(participants, []) AS participants,
               CASE WHEN place_name IS NOT NULL THEN
                   {'name': place_name, 'country': place_country, 'lat': place_lat, 'lon': place_lon,
                    'id': place_id, 'precision': place_precision}
               END AS place,
               origins, coalesce(mentions, []) AS mentions
        FROM events
        LEFT JOIN (
            SELECT event, list(
                       {'role': role, 'country': country, 'sector': sector, 'name': name, 'id': id, 'docs': docs,
                        'confidence': round(confidence, 2)}
                       ORDER BY role, country, sector, name, id, docs) AS participants
            FROM participants GROUP BY event
        ) USING (event)
        LEFT JOIN (
            SELECT event, list(
                       {'doc': doc, 'start': start, 'end': "end", 'type': type, 'modality': modality,
                        'realis': realis, 'polarity': polarity, 'factuality': round(factuality, 2),
                        'speaker': speaker, 'claim': claim, 'confidence': round(confidence, 2),
                        'mention': mention, 'sentence_start': sentence_start, 'sentence_end': sentence_end,
                        'realis_confidence': round(realis_confidence, 2)}
                       ORDER BY doc, start, "end", mention) AS mentions
            FROM mentions GROUP BY event
        ) USING (event)
        ORDER BY date_start NULLS LAST, event
        """,
        {
            "participants": "Who took part, with the documents that name each.",
            "place": "Where; null = not said.",
            "mentions": "The phrases that name it, sorted by doc, start, end. `speaker` null = the page's own voice.",
        },
    ),
    ExportFile(
        "figures",
        "figures",
        "Quantities with their bounds.",
        """
        SELECT doc, start, "end", low, high, unit, counted, change, whose, event, figure_group AS "group", claim,
               figure
        FROM figures ORDER BY doc, start, "end", figure
        """,
        {"group": "The group of figures that speak of the same thing."},
    ),
    ExportFile(
        "figure_groups",
        "figure_groups",
        "Figures that speak of the same thing.",
        """
        SELECT figure_group AS "group", relation, coalesce(members, []) AS members, why
        FROM figure_groups
        LEFT JOIN (
            SELECT figure_group, list({'doc': doc, 'start': start, 'end': "end"} ORDER BY doc, start, "end") AS members
            FROM figures GROUP BY figure_group
        ) USING (figure_group)
        ORDER BY figure_group
        """,
        {"group": "Id.", "members": "Its figures, sorted by doc, start, end."},
    ),
    ExportFile(
        "claims",
        "claims",
        "What the pages put into somebody's mouth.",
        """
        SELECT claim, doc, speaker_name, speaker_country, speaker_id, speaker_start, speaker_end, cue_start, cue_end,
               content_start, content_end, mode, chain, statement, stance
        FROM claims ORDER BY doc, content_start, content_end, claim
        """,
    ),
    ExportFile(
        "reuse",
        "reuse",
        "Passages that two documents share, and statements that both report in different words (quotation).",
        """
        SELECT doc, start, "end", other_doc, other_start, other_end, kind, kinship, direction, reasons
        FROM reuse ORDER BY doc, start, "end", other_doc, other_start, other_end
        """,
    ),
    ExportFile(
        "origins",
        "origins",
        "The text origin of each document (start = end = null), and of parts of it.",
        'SELECT doc, origin, start, "end" FROM origins ORDER BY doc, start NULLS FIRST, "end" NULLS FIRST, origin',
    ),
    ExportFile(
        "stories",
        "stories",
        "Documents about the same happening; every document is in one coarse story (parent = null).",
        "SELECT story, title, first, last, docs, parent FROM stories ORDER BY story",
    ),
    ExportFile(
        "places",
        "places",
        "Every mention of a place.",
        """
        SELECT doc, start, "end", name, country, id, lat, lon, kind, precision, basis
        FROM places ORDER BY doc, start, "end", name, id
        """,
    ),
    ExportFile(
        "actors",
        "actors",
        "Every mention of an actor.",
        """
        SELECT doc, start, "end", name, country, sector, id, basis, round(confidence, 2) AS confidence
        FROM actors ORDER BY doc, start, "end", name, id
        """,
    ),
    ExportFile(
        "times",
        "times",
        "Every mention of a time and the days it comes to.",
        """
        SELECT doc, start, "end", date_start, date_end, precision, anchor, basis
        FROM times ORDER BY doc, start, "end", basis
        """,
    ),
    ExportFile(
        "differences",
        "differences",
        "Where documents agree or differ about one attribute of an event or claim.",
        """
        SELECT CASE WHEN about IN (FROM (SELECT event FROM events)) THEN about END AS event,
               CASE WHEN about NOT IN (FROM (SELECT event FROM events)) THEN about END AS claim,
               attribute, kind,
               list_transform(
                   from_json("values", '[{"value": "VARCHAR", "origins": "INTEGER", "docs": ["VARCHAR"],
                       "mentions": [["JSON"]]}]'),
                   lambda v: {'value': v.value, 'origins': v.origins, 'docs': v.docs,
                       'mentions': list_transform(v.mentions, lambda m: {'doc': m[1] ->> '$',
                           'start': CAST(m[2] AS INTEGER), 'end': CAST(m[3] AS INTEGER)})}
               ) AS "values",
               why
        FROM differences ORDER BY about, attribute, kind, CAST("values" AS VARCHAR)
        """,
        {"event": "The event it is about; null = a claim.", "claim": "The claim it is about; null = an event."},
    ),
)
