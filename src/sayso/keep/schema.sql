-- The record: one DuckDB file. Schema version 2 (see meta).
-- Three kinds of tables, kept apart:
--   stage tables    the result of a stage for one input, under the key that says when it is stale
--   derived tables  what tell reads; a pure function of the current documents, rewritten by compare
--   journal tables  what happened when: runs, first seen, judgements; clock time lives here and nowhere else

-- ------------------------------------------------------------------ the record itself
CREATE TABLE meta (
  name VARCHAR PRIMARY KEY,
  value VARCHAR NOT NULL
);
COMMENT ON TABLE meta IS 'What this record is: its schema version, and the key of the collection that the derived tables were made from.';
COMMENT ON COLUMN meta.name IS 'schema_version, collection_key.';
COMMENT ON COLUMN meta.value IS 'The value as text.';

-- ------------------------------------------------------------------ stage tables
CREATE TABLE pages (
  page VARCHAR PRIMARY KEY,
  key VARCHAR NOT NULL,
  acquired BLOB NOT NULL
);
COMMENT ON TABLE pages IS 'Stage acquire: the content of each payload ever taken in, once.';
COMMENT ON COLUMN pages.page IS 'sha256 of the payload bytes; for a record inside a container, of its text field in UTF-8.';
COMMENT ON COLUMN pages.key IS 'sha256 of everything the result was made from: payload, code and tables of acquire. Another key: stale.';
COMMENT ON COLUMN pages.acquired IS 'The Page (canonical text, blocks, regions, language, error) as MessagePack.';

CREATE TABLE appearances (
  doc VARCHAR NOT NULL,
  page VARCHAR NOT NULL,
  key VARCHAR NOT NULL,
  document BLOB NOT NULL,
  PRIMARY KEY (doc, page)
);
COMMENT ON TABLE appearances IS 'Stage acquire: every version of every document: which page stood at which address.';
COMMENT ON COLUMN appearances.doc IS 'The document: path relative to the folder named, or URL.';
COMMENT ON COLUMN appearances.page IS 'The page that stood there; empty where the source could not be opened.';
COMMENT ON COLUMN appearances.key IS 'sha256 of the source''s metadata, payload and the code of acquire.';
COMMENT ON COLUMN appearances.document IS 'The Document (uri, outlet, title, declared date, error) as MessagePack.';

CREATE TABLE readings (
  page VARCHAR PRIMARY KEY,
  key VARCHAR NOT NULL,
  reading BLOB NOT NULL
);
COMMENT ON TABLE readings IS 'Stage read: what each page reports.';
COMMENT ON COLUMN readings.page IS 'The page that was read.';
COMMENT ON COLUMN readings.key IS 'sha256 of the page''s text and regions, the code and tables of read and model, and the language model.';
COMMENT ON COLUMN readings.reading IS 'The Reading as MessagePack.';

CREATE TABLE sketches (
  page VARCHAR PRIMARY KEY,
  key VARCHAR NOT NULL,
  sketch BLOB NOT NULL
);
COMMENT ON TABLE sketches IS 'Stage compare: the fingerprints by which shared wording is found.';
COMMENT ON COLUMN sketches.page IS 'The page sketched.';
COMMENT ON COLUMN sketches.key IS 'sha256 of the page''s text and regions and of the code of compare.';
COMMENT ON COLUMN sketches.sketch IS 'The Sketch as MessagePack.';

CREATE TABLE alignments (
  page VARCHAR NOT NULL,
  other VARCHAR NOT NULL,
  key VARCHAR NOT NULL,
  passages BLOB NOT NULL,
  PRIMARY KEY (page, other)
);
COMMENT ON TABLE alignments IS 'Stage compare: every pair of pages that was aligned, with its shared passages (possibly none).';
COMMENT ON COLUMN alignments.page IS 'The smaller page id.';
COMMENT ON COLUMN alignments.other IS 'The larger page id.';
COMMENT ON COLUMN alignments.key IS 'sha256 of both pages'' sketch keys. Another key: the pair is aligned anew.';
COMMENT ON COLUMN alignments.passages IS 'The passages as MessagePack.';

CREATE TABLE indexed (
  page VARCHAR PRIMARY KEY,
  key VARCHAR NOT NULL
);
COMMENT ON TABLE indexed IS 'Stage compare: the pages whose sketches are in the index of wording (segments, postings, kin).';
COMMENT ON COLUMN indexed.page IS 'The page.';
COMMENT ON COLUMN indexed.key IS 'The key of the sketch that was indexed. Another key: taken out and put in anew.';

CREATE TABLE segments (
  segment INTEGER PRIMARY KEY,
  bits INTEGER NOT NULL,
  rows BIGINT NOT NULL
);
COMMENT ON TABLE segments IS 'Stage compare: the sorted parts of the index of wording, merged as they grow; a fingerprint may be in several.';
COMMENT ON COLUMN segments.segment IS 'Its number, given once.';
COMMENT ON COLUMN segments.bits IS 'It is cut into 2**bits ranges of fingerprints, by their first bits.';
COMMENT ON COLUMN segments.rows IS 'Rows (fingerprint, page) in it.';

CREATE TABLE postings (
  range BIGINT PRIMARY KEY,
  keys BLOB NOT NULL,
  pages BLOB NOT NULL
);
COMMENT ON TABLE postings IS 'Stage compare: the index of wording: which fingerprint is on which page.';
COMMENT ON COLUMN postings.range IS 'The segment''s number times 2**32 plus the number of the range; empty ranges are left out.';
COMMENT ON COLUMN postings.keys IS 'Fingerprints, unsigned little-endian numbers of 64 bits, sorted.';
COMMENT ON COLUMN postings.pages IS 'In step with keys: the first 64 bits of the sha256 of each page''s id.';

CREATE TABLE kin (
  a UBIGINT NOT NULL,
  b UBIGINT NOT NULL,
  few BIGINT NOT NULL,
  many BIGINT NOT NULL
);
COMMENT ON TABLE kin IS 'Stage compare: what pairs of indexed pages have in common; several rows of a pair are added up.';
COMMENT ON COLUMN kin.a IS 'The smaller of the two pages'' numbers (see postings.pages).';
COMMENT ON COLUMN kin.b IS 'The larger.';
COMMENT ON COLUMN kin.few IS 'Shared fingerprints that few pages have.';
COMMENT ON COLUMN kin.many IS 'Shared fingerprints that many pages have, one of the two being among the first of those.';

-- ------------------------------------------------------------------ derived tables
CREATE TABLE documents (
  doc VARCHAR PRIMARY KEY,
  page VARCHAR,
  text VARCHAR NOT NULL,
  text_sha256 VARCHAR NOT NULL,
  uri VARCHAR,
  outlet VARCHAR,
  language VARCHAR,
  title VARCHAR,
  published_start DATE,
  published_end DATE,
  published_basis VARCHAR NOT NULL,
  published_clues JSON NOT NULL,
  error VARCHAR,
  note VARCHAR
);
COMMENT ON TABLE documents IS 'Every document of the record in its current version.';
COMMENT ON COLUMN documents.doc IS 'Its name: the path relative to the folder named, or its URL.';
COMMENT ON COLUMN documents.page IS 'sha256 of its payload; null where the source could not be opened.';
COMMENT ON COLUMN documents.text IS 'The canonical text: every offset of the record counts its Unicode code points, end exclusive.';
COMMENT ON COLUMN documents.text_sha256 IS 'sha256 of the canonical text in UTF-8.';
COMMENT ON COLUMN documents.uri IS 'Its address on the web where it declares one.';
COMMENT ON COLUMN documents.outlet IS 'The outlet it names as its own.';
COMMENT ON COLUMN documents.language IS 'ISO 639-1 code; null where there is too little text to tell.';
COMMENT ON COLUMN documents.title IS 'Its headline.';
COMMENT ON COLUMN documents.published_start IS 'First day on which it may have been published; null = open.';
COMMENT ON COLUMN documents.published_end IS 'Last day on which it may have been published; null = open.';
COMMENT ON COLUMN documents.published_basis IS 'declared, inferred or none.';
COMMENT ON COLUMN documents.published_clues IS 'What the publication day rests on: list of {start, end, reading}.';
COMMENT ON COLUMN documents.error IS 'One sentence where it could not be taken in whole.';
COMMENT ON COLUMN documents.note IS 'One sentence where it was not read for events, and why.';

CREATE TABLE regions (
  doc VARCHAR NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  role VARCHAR NOT NULL,
  reason VARCHAR NOT NULL
);
COMMENT ON TABLE regions IS 'The page''s own view of its parts; the view effective_regions adds what the collection taught.';
COMMENT ON COLUMN regions.doc IS 'The document.';
COMMENT ON COLUMN regions.start IS 'First code point.';
COMMENT ON COLUMN regions."end" IS 'Code point behind the last.';
COMMENT ON COLUMN regions.role IS 'title, heading, dateline, byline, lede, body, bullet, caption, pull_quote, quoted_source, related_link, credit, form or furniture.';
COMMENT ON COLUMN regions.reason IS 'Why it was given this role.';

CREATE TABLE furniture (
  doc VARCHAR NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  pages INTEGER NOT NULL
);
COMMENT ON TABLE furniture IS 'Blocks that recur over unrelated pages of this collection.';
COMMENT ON COLUMN furniture.doc IS 'The document.';
COMMENT ON COLUMN furniture.start IS 'First code point.';
COMMENT ON COLUMN furniture."end" IS 'Code point behind the last.';
COMMENT ON COLUMN furniture.pages IS 'On how many pages the block stands.';

CREATE VIEW effective_regions AS
SELECT r.doc, r.start, r."end",
       CASE WHEN f.doc IS NULL THEN r.role ELSE 'furniture' END AS role,
       CASE WHEN f.doc IS NULL THEN r.reason ELSE 'recurs on ' || f.pages || ' pages' END AS reason
FROM regions r
LEFT JOIN (SELECT doc, start, "end", max(pages) AS pages FROM furniture GROUP BY ALL) f
  ON f.doc = r.doc AND f.start <= r.start AND f."end" >= r."end";
COMMENT ON VIEW effective_regions IS 'Each document''s regions after the collection''s recurring furniture has been taken out.';
COMMENT ON COLUMN effective_regions.doc IS 'The document.';
COMMENT ON COLUMN effective_regions.start IS 'First code point.';
COMMENT ON COLUMN effective_regions."end" IS 'Code point behind the last.';
COMMENT ON COLUMN effective_regions.role IS 'The role that counts.';
COMMENT ON COLUMN effective_regions.reason IS 'Why.';

CREATE TABLE actors (
  doc VARCHAR NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  name VARCHAR,
  country VARCHAR,
  sector VARCHAR,
  id VARCHAR,
  basis VARCHAR NOT NULL,
  confidence DOUBLE NOT NULL
);
COMMENT ON TABLE actors IS 'Mentions of actors and who they are.';
COMMENT ON COLUMN actors.doc IS 'The document.';
COMMENT ON COLUMN actors.start IS 'First code point of the words.';
COMMENT ON COLUMN actors."end" IS 'Code point behind the last.';
COMMENT ON COLUMN actors.name IS 'The name it resolves to.';
COMMENT ON COLUMN actors.country IS 'ISO 3166-1 alpha-3; null = none or unknown.';
COMMENT ON COLUMN actors.sector IS 'PLOVER sector (GOV, MIL, REB ...); null = unknown.';
COMMENT ON COLUMN actors.id IS 'Stable id over all pages (RUS-MIL, IGO:NATO, PER:...); null = unresolved.';
COMMENT ON COLUMN actors.basis IS 'How it was resolved.';
COMMENT ON COLUMN actors.confidence IS 'The chance that it is of that country, 0 to 1, two decimals.';

CREATE TABLE places (
  doc VARCHAR NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  country VARCHAR,
  id VARCHAR,
  lat DOUBLE,
  lon DOUBLE,
  kind VARCHAR NOT NULL,
  precision VARCHAR NOT NULL,
  basis VARCHAR NOT NULL
);
COMMENT ON TABLE places IS 'Mentions of places and where they are.';
COMMENT ON COLUMN places.doc IS 'The document.';
COMMENT ON COLUMN places.start IS 'First code point of the words.';
COMMENT ON COLUMN places."end" IS 'Code point behind the last.';
COMMENT ON COLUMN places.name IS 'The name it resolves to.';
COMMENT ON COLUMN places.country IS 'ISO 3166-1 alpha-3 of the country it lies in; null = several or none.';
COMMENT ON COLUMN places.id IS 'Gazetteer id (geonames:..., sayso:..., iso3166:...); null = unresolved.';
COMMENT ON COLUMN places.lat IS 'Degrees north.';
COMMENT ON COLUMN places.lon IS 'Degrees east.';
COMMENT ON COLUMN places.kind IS 'country, city, sea, strait, region ...';
COMMENT ON COLUMN places.precision IS 'How exact the point is.';
COMMENT ON COLUMN places.basis IS 'How it was resolved.';

CREATE TABLE times (
  doc VARCHAR NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  date_start DATE,
  date_end DATE,
  precision VARCHAR NOT NULL,
  anchor VARCHAR NOT NULL,
  basis VARCHAR NOT NULL
);
COMMENT ON TABLE times IS 'Mentions of times and the days they come to once the page is dated.';
COMMENT ON COLUMN times.doc IS 'The document.';
COMMENT ON COLUMN times.start IS 'First code point of the words.';
COMMENT ON COLUMN times."end" IS 'Code point behind the last.';
COMMENT ON COLUMN times.date_start IS 'First day; null = open or unknown.';
COMMENT ON COLUMN times.date_end IS 'Last day; null = open or unknown.';
COMMENT ON COLUMN times.precision IS 'day, week, month, quarter, season, year, decade, century, range or vague.';
COMMENT ON COLUMN times.anchor IS 'What it leans on: none (said in full), publication, or mention (another time of the page).';
COMMENT ON COLUMN times.basis IS 'Which form of words it was read by.';

CREATE TABLE events (
  event VARCHAR PRIMARY KEY,
  gloss VARCHAR NOT NULL,
  type VARCHAR NOT NULL,
  kind VARCHAR,
  mode VARCHAR,
  contexts VARCHAR[] NOT NULL,
  cameo VARCHAR,
  modality VARCHAR NOT NULL,
  date_start DATE,
  date_end DATE,
  date_precision VARCHAR,
  place_name VARCHAR,
  place_country VARCHAR,
  place_lat DOUBLE,
  place_lon DOUBLE,
  place_id VARCHAR,
  place_precision VARCHAR,
  origins INTEGER NOT NULL
);
COMMENT ON TABLE events IS 'Happenings, each over all pages that tell it.';
COMMENT ON COLUMN events.event IS 'Id: that of its smallest mention; the id of any mention opens it.';
COMMENT ON COLUMN events.gloss IS 'A line that names it.';
COMMENT ON COLUMN events.type IS 'PLOVER 2.0 type, or NONE.';
COMMENT ON COLUMN events.kind IS 'What it is, for NONE.';
COMMENT ON COLUMN events.mode IS 'PLOVER mode, or one of ours (exercise, patrol, deploy, transfer, incursion).';
COMMENT ON COLUMN events.contexts IS 'PLOVER contexts.';
COMMENT ON COLUMN events.cameo IS 'Two-digit CAMEO root.';
COMMENT ON COLUMN events.modality IS 'happened, ongoing, planned, possible, claimed or denied, over all its mentions.';
COMMENT ON COLUMN events.date_start IS 'First day; null = unknown or open, never guessed.';
COMMENT ON COLUMN events.date_end IS 'Last day; null = unknown or open.';
COMMENT ON COLUMN events.date_precision IS 'How exactly the pages say when.';
COMMENT ON COLUMN events.place_name IS 'Where, by name.';
COMMENT ON COLUMN events.place_country IS 'Where: ISO 3166-1 alpha-3.';
COMMENT ON COLUMN events.place_lat IS 'Degrees north.';
COMMENT ON COLUMN events.place_lon IS 'Degrees east.';
COMMENT ON COLUMN events.place_id IS 'Gazetteer id.';
COMMENT ON COLUMN events.place_precision IS 'How exact the point is.';
COMMENT ON COLUMN events.origins IS 'Independent text origins that tell it; copies count once.';

CREATE TABLE participants (
  event VARCHAR NOT NULL,
  role VARCHAR NOT NULL,
  country VARCHAR,
  sector VARCHAR,
  name VARCHAR,
  id VARCHAR,
  docs VARCHAR[] NOT NULL,
  confidence DOUBLE
);
COMMENT ON TABLE participants IS 'Who took part in each event, as a union over its mentions.';
COMMENT ON COLUMN participants.event IS 'The event.';
COMMENT ON COLUMN participants.role IS 'actor, recipient, participant (affected without being a target) or third_party (host, mediator).';
COMMENT ON COLUMN participants.country IS 'ISO 3166-1 alpha-3.';
COMMENT ON COLUMN participants.sector IS 'PLOVER sector.';
COMMENT ON COLUMN participants.name IS 'Name.';
COMMENT ON COLUMN participants.id IS 'Actor id.';
COMMENT ON COLUMN participants.docs IS 'The documents that name it.';
COMMENT ON COLUMN participants.confidence IS 'The chance that it has this role, of the surest mention, 0 to 1, two decimals.';

CREATE TABLE mentions (
  mention VARCHAR NOT NULL,
  event VARCHAR NOT NULL,
  doc VARCHAR NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  sentence_start INTEGER NOT NULL,
  sentence_end INTEGER NOT NULL,
  type VARCHAR NOT NULL,
  modality VARCHAR NOT NULL,
  realis VARCHAR NOT NULL,
  realis_start INTEGER,
  realis_end INTEGER,
  polarity VARCHAR NOT NULL,
  factuality DOUBLE NOT NULL,
  speaker VARCHAR,
  claim VARCHAR,
  confidence DOUBLE NOT NULL,
  realis_confidence DOUBLE
);
COMMENT ON TABLE mentions IS 'The phrases that name an event, one row a document.';
COMMENT ON COLUMN mentions.mention IS 'Id of the phrase in its page; documents with one page share it.';
COMMENT ON COLUMN mentions.event IS 'The event.';
COMMENT ON COLUMN mentions.doc IS 'The document.';
COMMENT ON COLUMN mentions.start IS 'First code point of the trigger phrase.';
COMMENT ON COLUMN mentions."end" IS 'Code point behind the last.';
COMMENT ON COLUMN mentions.sentence_start IS 'First code point of its sentence.';
COMMENT ON COLUMN mentions.sentence_end IS 'Code point behind its sentence.';
COMMENT ON COLUMN mentions.type IS 'Type as this mention words it.';
COMMENT ON COLUMN mentions.modality IS 'Derived from realis and the claim it stands in.';
COMMENT ON COLUMN mentions.realis IS 'happened, ongoing, planned, possible or denied, in the words of whoever speaks.';
COMMENT ON COLUMN mentions.realis_start IS 'First code point of the words that decided the realis; null where nothing marks it.';
COMMENT ON COLUMN mentions.realis_end IS 'Code point behind them.';
COMMENT ON COLUMN mentions.polarity IS 'positive or negative, of the coded type.';
COMMENT ON COLUMN mentions.factuality IS '-3 (certainly not) to 3 (certainly).';
COMMENT ON COLUMN mentions.speaker IS 'Who says it; null = the page''s own voice.';
COMMENT ON COLUMN mentions.claim IS 'The claim it stands in.';
COMMENT ON COLUMN mentions.confidence IS 'The chance that such a happening is told here, 0 to 1, two decimals.';
COMMENT ON COLUMN mentions.realis_confidence IS 'The chance that the realis is the one said, 0 to 1, two decimals.';

CREATE TABLE claims (
  claim VARCHAR NOT NULL,
  doc VARCHAR NOT NULL,
  speaker_name VARCHAR,
  speaker_country VARCHAR,
  speaker_id VARCHAR,
  speaker_start INTEGER,
  speaker_end INTEGER,
  cue_start INTEGER,
  cue_end INTEGER,
  content_start INTEGER NOT NULL,
  content_end INTEGER NOT NULL,
  mode VARCHAR NOT NULL,
  stance VARCHAR,
  chain VARCHAR[] NOT NULL,
  statement VARCHAR NOT NULL
);
COMMENT ON TABLE claims IS 'What the pages put into somebody''s mouth.';
COMMENT ON COLUMN claims.claim IS 'Id of the claim in its page.';
COMMENT ON COLUMN claims.doc IS 'The document.';
COMMENT ON COLUMN claims.speaker_name IS 'Who says it, resolved; a description where unnamed; null = nobody named.';
COMMENT ON COLUMN claims.speaker_country IS 'ISO 3166-1 alpha-3.';
COMMENT ON COLUMN claims.speaker_id IS 'Actor id.';
COMMENT ON COLUMN claims.speaker_start IS 'First code point of the speaker''s words; null = carried over from elsewhere.';
COMMENT ON COLUMN claims.speaker_end IS 'Code point behind them.';
COMMENT ON COLUMN claims.cue_start IS 'First code point of the cue; null = a floating quotation.';
COMMENT ON COLUMN claims.cue_end IS 'Code point behind the cue.';
COMMENT ON COLUMN claims.content_start IS 'First code point of what is said.';
COMMENT ON COLUMN claims.content_end IS 'Code point behind it.';
COMMENT ON COLUMN claims.mode IS 'direct, indirect, mixed or scare.';
COMMENT ON COLUMN claims.stance IS 'How the page words its distance, where it does.';
COMMENT ON COLUMN claims.chain IS 'From the page outwards: page, outlet, speaker.';
COMMENT ON COLUMN claims.statement IS 'Shared by the renderings of one statement.';

CREATE TABLE figures (
  figure VARCHAR NOT NULL,
  doc VARCHAR NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  low DOUBLE,
  high DOUBLE,
  unit VARCHAR,
  counted VARCHAR,
  change VARCHAR NOT NULL,
  whose VARCHAR,
  event VARCHAR,
  figure_group VARCHAR,
  claim VARCHAR
);
COMMENT ON TABLE figures IS 'Quantities in the pages.';
COMMENT ON COLUMN figures.figure IS 'Id of the figure in its page.';
COMMENT ON COLUMN figures.doc IS 'The document.';
COMMENT ON COLUMN figures.start IS 'First code point of the words.';
COMMENT ON COLUMN figures."end" IS 'Code point behind the last.';
COMMENT ON COLUMN figures.low IS 'Lower bound; null = open.';
COMMENT ON COLUMN figures.high IS 'Upper bound; null = open.';
COMMENT ON COLUMN figures.unit IS 'Unit or currency; null = a plain count.';
COMMENT ON COLUMN figures.counted IS 'What is counted, in the page''s words.';
COMMENT ON COLUMN figures.change IS 'How the value is hedged: = ~ > < up down.';
COMMENT ON COLUMN figures.whose IS 'Actor id, country or name it belongs to.';
COMMENT ON COLUMN figures.event IS 'The event it belongs to.';
COMMENT ON COLUMN figures.figure_group IS 'The group of figures that speak of the same thing.';
COMMENT ON COLUMN figures.claim IS 'The claim it stands in.';

CREATE TABLE figure_groups (
  figure_group VARCHAR PRIMARY KEY,
  relation VARCHAR NOT NULL,
  why VARCHAR NOT NULL
);
COMMENT ON TABLE figure_groups IS 'Figures that speak of the same thing.';
COMMENT ON COLUMN figure_groups.figure_group IS 'Id.';
COMMENT ON COLUMN figure_groups.relation IS 'agree, differ, part-of or not-comparable.';
COMMENT ON COLUMN figure_groups.why IS 'One sentence.';

CREATE TABLE reuse (
  doc VARCHAR NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  other_doc VARCHAR NOT NULL,
  other_start INTEGER NOT NULL,
  other_end INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  kinship VARCHAR NOT NULL,
  direction VARCHAR NOT NULL,
  reasons VARCHAR[] NOT NULL
);
COMMENT ON TABLE reuse IS 'Passages that two documents share; each once, doc < other_doc.';
COMMENT ON COLUMN reuse.doc IS 'The document.';
COMMENT ON COLUMN reuse.start IS 'First code point.';
COMMENT ON COLUMN reuse."end" IS 'Code point behind the last.';
COMMENT ON COLUMN reuse.other_doc IS 'The other document.';
COMMENT ON COLUMN reuse.other_start IS 'First code point there.';
COMMENT ON COLUMN reuse.other_end IS 'Code point behind the last there.';
COMMENT ON COLUMN reuse.kind IS 'verbatim, edited or quotation.';
COMMENT ON COLUMN reuse.kinship IS 'copy, common-intermediary or common-primary-source.';
COMMENT ON COLUMN reuse.direction IS 'from / to / unknown, as seen from doc.';
COMMENT ON COLUMN reuse.reasons IS 'Why, one sentence each.';

CREATE TABLE origins (
  doc VARCHAR NOT NULL,
  origin VARCHAR NOT NULL,
  start INTEGER,
  "end" INTEGER
);
COMMENT ON TABLE origins IS 'Where each document''s wording comes from; documents of one text origin share it.';
COMMENT ON COLUMN origins.doc IS 'The document.';
COMMENT ON COLUMN origins.origin IS 'The origin: the smallest document that carries this text.';
COMMENT ON COLUMN origins.start IS 'First code point of a part; null = the whole document.';
COMMENT ON COLUMN origins."end" IS 'Code point behind the part; null = the whole document.';

CREATE TABLE stories (
  story VARCHAR PRIMARY KEY,
  title VARCHAR NOT NULL,
  first DATE,
  last DATE,
  docs VARCHAR[] NOT NULL,
  parent VARCHAR
);
COMMENT ON TABLE stories IS 'Documents about the same happening. Every document is in exactly one coarse story.';
COMMENT ON COLUMN stories.story IS 'Id: its smallest document''s; any member''s name opens it.';
COMMENT ON COLUMN stories.title IS 'A headline of it.';
COMMENT ON COLUMN stories.first IS 'First day it may span; null = unknown.';
COMMENT ON COLUMN stories.last IS 'Last day; null = unknown.';
COMMENT ON COLUMN stories.docs IS 'Its documents.';
COMMENT ON COLUMN stories.parent IS 'The coarse story a fine one belongs to; null = a coarse one.';

CREATE TABLE differences (
  about VARCHAR NOT NULL,
  attribute VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  "values" JSON NOT NULL,
  why VARCHAR NOT NULL
);
COMMENT ON TABLE differences IS 'Where documents agree or differ about one attribute of an event or claim.';
COMMENT ON COLUMN differences.about IS 'The event or claim.';
COMMENT ON COLUMN differences.attribute IS 'status, date, place, figure, participants ...';
COMMENT ON COLUMN differences.kind IS 'agreed, differs, only-asserted or denied.';
COMMENT ON COLUMN differences."values" IS 'List of {value, origins, docs, mentions}.';
COMMENT ON COLUMN differences.why IS 'One sentence.';

-- ------------------------------------------------------------------ journal tables
CREATE TABLE runs (
  run INTEGER PRIMARY KEY,
  started TIMESTAMPTZ NOT NULL,
  ended TIMESTAMPTZ,
  command VARCHAR NOT NULL,
  version VARCHAR NOT NULL
);
COMMENT ON TABLE runs IS 'Journal: every run that wrote to the record.';
COMMENT ON COLUMN runs.run IS 'Number, from 1.';
COMMENT ON COLUMN runs.started IS 'When it began.';
COMMENT ON COLUMN runs.ended IS 'When it finished; null = it was stopped.';
COMMENT ON COLUMN runs.command IS 'read, forget ...';
COMMENT ON COLUMN runs.version IS 'The version of Sayso.';

CREATE TABLE seen (
  doc VARCHAR NOT NULL,
  page VARCHAR NOT NULL,
  run INTEGER NOT NULL,
  seen_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE seen IS 'Journal: which page stood at which address in which run. The latest row of an address names its current version.';
COMMENT ON COLUMN seen.doc IS 'The document.';
COMMENT ON COLUMN seen.page IS 'The page.';
COMMENT ON COLUMN seen.run IS 'The run.';
COMMENT ON COLUMN seen.seen_at IS 'When.';

CREATE TABLE judgements (
  judgement INTEGER PRIMARY KEY,
  judged_at TIMESTAMPTZ NOT NULL,
  judge VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  page VARCHAR NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  words VARCHAR NOT NULL,
  layer VARCHAR NOT NULL,
  other_page VARCHAR,
  other_start INTEGER,
  other_end INTEGER,
  other_words VARCHAR,
  value VARCHAR
);
COMMENT ON TABLE judgements IS 'Journal: what analysts decided; rows are appended and never changed, and hold on to words, not to ids.';
COMMENT ON COLUMN judgements.judgement IS 'Number, from 1.';
COMMENT ON COLUMN judgements.judged_at IS 'When it was made.';
COMMENT ON COLUMN judgements.judge IS 'Who decided.';
COMMENT ON COLUMN judgements.kind IS 'same, different, right, wrong, status, date ...';
COMMENT ON COLUMN judgements.page IS 'The page whose words it is about.';
COMMENT ON COLUMN judgements.start IS 'First code point of the words.';
COMMENT ON COLUMN judgements."end" IS 'Code point behind the last.';
COMMENT ON COLUMN judgements.words IS 'The words, quoted.';
COMMENT ON COLUMN judgements.layer IS 'event, claim, figure, actor, place or time.';
COMMENT ON COLUMN judgements.other_page IS 'For same and different: the page of the other words.';
COMMENT ON COLUMN judgements.other_start IS 'First code point of the other words.';
COMMENT ON COLUMN judgements.other_end IS 'Code point behind them.';
COMMENT ON COLUMN judgements.other_words IS 'The other words, quoted.';
COMMENT ON COLUMN judgements.value IS 'For status, date and the like: the value decided.';

CREATE VIEW current_documents AS
SELECT doc, arg_max(page, (run, page)) AS page FROM seen GROUP BY doc;
COMMENT ON VIEW current_documents IS 'The current version of each address: the page seen there last.';
COMMENT ON COLUMN current_documents.doc IS 'The document.';
COMMENT ON COLUMN current_documents.page IS 'Its current page.';
