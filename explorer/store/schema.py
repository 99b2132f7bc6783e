"""The schema as plain SQL: what a migration once did never changes when the ORM classes do.

Column names are those of the records in `explorer.domain.entries`. Integer keys stay inside the
store. Lists keep their order in ``position``.
"""

from __future__ import annotations

from typing import Final

SCHEMA_1: Final = """
CREATE TABLE document (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  short_title TEXT NOT NULL,
  standing TEXT NOT NULL,
  filename TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  text_sha256 TEXT NOT NULL,
  reader TEXT NOT NULL,
  language TEXT NOT NULL,
  author TEXT NOT NULL,
  affiliation TEXT NOT NULL,
  publisher TEXT NOT NULL,
  published TEXT,
  accessed TEXT,
  added TEXT,
  url TEXT NOT NULL,
  body INTEGER NOT NULL,
  version_of TEXT REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
  translation_of TEXT REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
  note TEXT NOT NULL,
  text TEXT NOT NULL
);
CREATE TABLE passage (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  document_key INTEGER NOT NULL REFERENCES document (key),
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  exact TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  orphaned INTEGER NOT NULL,
  CHECK (0 <= "start" AND "start" < "end")
);
CREATE INDEX passage_document ON passage (document_key, "start");
CREATE TABLE record (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  file_sha256 TEXT NOT NULL,
  "row" INTEGER NOT NULL,
  "column" TEXT NOT NULL,
  printed TEXT NOT NULL
);
CREATE TABLE institution (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  acronym TEXT NOT NULL,
  state TEXT,
  note TEXT NOT NULL
);
CREATE TABLE institution_alias (
  institution_key INTEGER NOT NULL REFERENCES institution (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  alias TEXT NOT NULL,
  PRIMARY KEY (institution_key, position)
) WITHOUT ROWID;
CREATE TABLE institution_name (
  institution_key INTEGER NOT NULL REFERENCES institution (key) ON DELETE CASCADE,
  language TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (institution_key, language)
) WITHOUT ROWID;
CREATE TABLE institution_misprint (
  institution_key INTEGER NOT NULL REFERENCES institution (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  printed TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (institution_key, position)
) WITHOUT ROWID;
CREATE TABLE entry (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  short_title TEXT NOT NULL,
  kind TEXT NOT NULL,
  summary TEXT NOT NULL,
  instrument TEXT NOT NULL,
  institution_key INTEGER REFERENCES institution (key),
  period TEXT,
  note TEXT NOT NULL,
  origin_source TEXT NOT NULL,
  origin_document TEXT,
  origin_external_id TEXT,
  origin_batch TEXT
);
CREATE UNIQUE INDEX entry_external ON entry (origin_document, origin_external_id)
  WHERE origin_external_id IS NOT NULL;
CREATE TABLE entry_party (
  entry_key INTEGER NOT NULL REFERENCES entry (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  state TEXT,
  institution_key INTEGER REFERENCES institution (key),
  role TEXT NOT NULL,
  printed TEXT NOT NULL,
  since TEXT,
  until TEXT,
  PRIMARY KEY (entry_key, position),
  CHECK ((state IS NULL) <> (institution_key IS NULL))
) WITHOUT ROWID;
CREATE TABLE entry_sector (
  entry_key INTEGER NOT NULL REFERENCES entry (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  sector TEXT NOT NULL,
  PRIMARY KEY (entry_key, position)
) WITHOUT ROWID;
CREATE TABLE entry_language (
  entry_key INTEGER NOT NULL REFERENCES entry (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  language TEXT NOT NULL,
  PRIMARY KEY (entry_key, position)
) WITHOUT ROWID;
CREATE TABLE entry_tag (
  entry_key INTEGER NOT NULL REFERENCES entry (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY (entry_key, position)
) WITHOUT ROWID;
CREATE TABLE milestone (
  entry_key INTEGER NOT NULL REFERENCES entry (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  stage TEXT NOT NULL,
  "when" TEXT,
  due TEXT,
  as_of TEXT,
  note TEXT NOT NULL,
  PRIMARY KEY (entry_key, position)
) WITHOUT ROWID;
CREATE TABLE relation (
  entry_key INTEGER NOT NULL REFERENCES entry (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  target TEXT NOT NULL REFERENCES entry (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (entry_key, position)
) WITHOUT ROWID;
CREATE INDEX relation_target ON relation (target);
CREATE TABLE place (
  entry_key INTEGER NOT NULL REFERENCES entry (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  printed TEXT NOT NULL,
  PRIMARY KEY (entry_key, position)
) WITHOUT ROWID;
CREATE TABLE reference (
  entry_key INTEGER NOT NULL REFERENCES entry (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  registration TEXT NOT NULL,
  series TEXT NOT NULL,
  volume TEXT NOT NULL,
  page TEXT NOT NULL,
  PRIMARY KEY (entry_key, position)
) WITHOUT ROWID;
CREATE TABLE figure (
  entry_key INTEGER NOT NULL REFERENCES entry (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  what TEXT NOT NULL,
  printed TEXT NOT NULL,
  number REAL,
  unit TEXT NOT NULL,
  by_when TEXT,
  PRIMARY KEY (entry_key, position)
) WITHOUT ROWID;
CREATE TABLE evidence (
  key INTEGER PRIMARY KEY,
  entry_key INTEGER NOT NULL REFERENCES entry (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  field TEXT NOT NULL,
  basis TEXT NOT NULL,
  why TEXT NOT NULL,
  UNIQUE (entry_key, position)
);
CREATE TABLE evidence_passage (
  evidence_key INTEGER NOT NULL REFERENCES evidence (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  passage_key INTEGER NOT NULL REFERENCES passage (key),
  PRIMARY KEY (evidence_key, position)
) WITHOUT ROWID;
CREATE INDEX evidence_of_passage ON evidence_passage (passage_key);
CREATE TABLE evidence_record (
  evidence_key INTEGER NOT NULL REFERENCES evidence (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  record_key INTEGER NOT NULL REFERENCES record (key),
  PRIMARY KEY (evidence_key, position)
) WITHOUT ROWID;
CREATE TABLE collection (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  note TEXT NOT NULL
);
CREATE TABLE collection_entry (
  collection_key INTEGER NOT NULL REFERENCES collection (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  entry_key INTEGER NOT NULL REFERENCES entry (key) ON DELETE CASCADE,
  PRIMARY KEY (collection_key, position),
  UNIQUE (collection_key, entry_key)
);
CREATE TABLE saved_search (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  query TEXT NOT NULL,
  seen_revision INTEGER NOT NULL
);
CREATE TABLE pack (
  id TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  title TEXT NOT NULL,
  sha256 TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE change (
  revision INTEGER PRIMARY KEY AUTOINCREMENT,
  batch TEXT NOT NULL,
  made_at TEXT NOT NULL,
  entity TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  before TEXT,
  after TEXT
);
CREATE INDEX change_batch ON change (batch);
"""

# How texts were built, and what undo brings back: a removed document's text is in no journal.
SCHEMA_2: Final = """
CREATE TABLE structure (
  document_key INTEGER PRIMARY KEY REFERENCES document (key) ON DELETE CASCADE,
  content TEXT NOT NULL
);
CREATE TABLE removed_document (
  id TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL,
  text TEXT NOT NULL,
  structure TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX document_sha256 ON document (sha256);
"""

# What a document suggests and what was decided of it, as JSON of `explorer.domain.review`. Indexes
# for what is asked when bodies and entries go: each of thousands would look through a whole table.
SCHEMA_3: Final = """
CREATE TABLE review (
  document_key INTEGER PRIMARY KEY REFERENCES document (key) ON DELETE CASCADE,
  text_sha256 TEXT NOT NULL,
  made TEXT NOT NULL
);
CREATE TABLE review_item (
  document_key INTEGER NOT NULL REFERENCES review (document_key) ON DELETE CASCADE,
  key TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  decision TEXT NOT NULL,
  entry_id TEXT,
  batch TEXT,
  confidence REAL NOT NULL,
  proposal TEXT NOT NULL,
  suggested TEXT,
  why TEXT NOT NULL,
  PRIMARY KEY (document_key, key)
) WITHOUT ROWID;
CREATE INDEX entry_party_institution ON entry_party (institution_key)
  WHERE institution_key IS NOT NULL;
CREATE INDEX entry_institution ON entry (institution_key) WHERE institution_key IS NOT NULL;
CREATE INDEX collection_entry_entry ON collection_entry (entry_key);
"""
