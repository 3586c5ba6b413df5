"""What the reading of an article gives: plain values that an analyst accepts, edits or discards. Pure."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Where words stand in the text as it was given: `text[start:end]` are the words."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reason:
    """The name of a rule, one of `events.ingest.article.RULES`, and the words that set it off."""

    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class ReportProposal:
    """The fields of the report: `published` is None where no day was found, `source_slug` "" where none is known.

    `language` is a BCP 47 code, `via` the agencies or the copy that the article credits.
    """

    title: str
    published: datetime.date | None
    published_precision: str
    language: str
    source: str
    source_slug: str
    url: str
    via: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place that the text names: `kind` district, province, country or other; `code` "" where it is not resolved.

    `certainty` is certain, likely, ambiguous or outside (not an Afghan district); `why` is a sentence.
    """

    span: Span
    words: str
    kind: str
    code: str
    certainty: str
    candidates: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time that the text names: its best day and the first and last possible day, both included.

    `precision` is day, week, month or year.
    """

    span: Span
    words: str
    date: datetime.date
    earliest: datetime.date
    latest: datetime.date
    precision: str
    why: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One voice on an event: `voice` is an actor's slug, "" for an independent one; `stance` asserts or denies."""

    voice: str
    stance: str
    attribution: str
    span: Span


@dataclass(frozen=True, slots=True)
class CasualtyProposal:
    """What a voice says of losses: `of` the side that bore them ("" unknown), `high` None for “at least”.

    `outcome` is killed, wounded, captured or surrendered.
    """

    voice: str
    of: str
    outcome: str
    low: int
    high: int | None
    attribution: str
    span: Span


@dataclass(frozen=True, slots=True)
class EventProposal:
    """A draft event: `district` is a code, "" where several `candidates` are as likely.

    `kind`, `standing` and `scope` are values of the record's own lists; `date_earliest` and `date_latest` bound the
    day, both included; `certainty` runs from 0 to 1; `summary` is in our own words.
    """

    district: str
    candidates: tuple[str, ...]
    kind: str
    controller: str
    opponent: str
    date: datetime.date
    date_earliest: datetime.date
    date_latest: datetime.date
    precision: str
    contested: bool
    statements: tuple[Statement, ...]
    spans: tuple[Span, ...]
    reasons: tuple[Reason, ...]
    certainty: float
    summary: str
    standing: str
    scope: str = "district"
    casualties: tuple[CasualtyProposal, ...] = ()


@dataclass(frozen=True, slots=True)
class TallyProposal:
    """A count of districts: “more than 50” and “at least 50” are both `count_low` 50 with `count_high` None.

    `measure` is held, captured, contested or lost; `denominator` None where none was said; `since`, with its bounds,
    is when the counting began, None where it was not said.
    """

    actor: str
    voice: str
    measure: str
    count_low: int
    count_high: int | None
    denominator: int | None
    since: datetime.date | None
    since_earliest: datetime.date | None
    since_latest: datetime.date | None
    date: datetime.date
    attribution: str
    span: Span
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class NoteProposal:
    """A statement about control that names no district, or is not about one: `what` says it in our own words."""

    span: Span
    words: str
    what: str
    voice: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that an article proposes, each part in the order of the text."""

    report: ReportProposal
    places: tuple[PlaceMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    drafts: tuple[EventProposal, ...] = ()
    tallies: tuple[TallyProposal, ...] = ()
    notes: tuple[NoteProposal, ...] = ()
