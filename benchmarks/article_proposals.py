"""How many of the proposals that the reader of articles makes are right, and how many it misses.

`python -m benchmarks.article_proposals [--verbose] [--split dev]` reads every labelled article and prints precision
and recall over events and tallies together; notes and casualty claims are counted apart. “What, where” counts the
events alone, and only district, kind and holder: what an analyst does not have to look for any more.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from benchmarks.article_gold import SPLITS, STYLES, WIDEST, Article, GoldEvent, articles, place_index


@dataclass(frozen=True, slots=True)
class Counts:
    """How many proposals are right, how many are wrong and how many are missing."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float | None:
        """The share of the proposals that are right, None if there are none."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """The share of what was to be found that was proposed, None if there was nothing."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None


@dataclass(frozen=True, slots=True)
class Match:
    """Proposals laid against labels: the pairs that agree, the proposals left over, the labels left over."""

    pairs: tuple = ()
    wrong: tuple = ()
    missed: tuple = ()

    @property
    def counts(self) -> Counts:
        """The numbers, without what is optional."""
        return Counts(
            sum(not label.optional for _, label in self.pairs),
            len(self.wrong),
            sum(not label.optional for label in self.missed),
        )


@dataclass(frozen=True, slots=True)
class Score:
    """What a reading of one article got right."""

    events: Match = field(default_factory=Match)
    tallies: Match = field(default_factory=Match)
    notes: Match = field(default_factory=Match)
    casualties: Match = field(default_factory=Match)
    outcomes: Match = field(default_factory=Match)

    @property
    def proposals(self) -> Counts:
        """The numbers over events and tallies together."""
        return self.events.counts + self.tallies.counts


def score(reading, gold: Article) -> Score:
    """Return how a reading agrees with the labels of its article.

    An event agrees in district (or in the codes that may be meant), kind, controller, date and the set of voices with
    their stances; a tally in actor, voice, both counts and the denominator, if labelled. A proposal that differs in
    one of these is wrong, and its label is missed.
    """
    return Score(
        _matched(reading.drafts, gold.events, same_event),
        _matched(reading.tallies, gold.tallies, _same_tally),
        _matched(reading.notes, gold.notes, _same_note),
        _matched(_casualties(reading.drafts), gold.casualties, _same_casualty),
        _matched(reading.drafts, gold.events, same_outcome),
    )


def _matched(proposals: Iterable, labels: Iterable, agree: Callable) -> Match:
    """Pair each label, those that count first, with the first proposal left that agrees with it."""
    left, pairs, missed = list(proposals), [], []
    for label in sorted(labels, key=lambda label: label.optional):
        found = next((each for each in left if agree(each, label)), None)
        if found is None:
            missed.append(label)
        else:
            left.remove(found)
            pairs.append((found, label))
    return Match(tuple(pairs), tuple(left), tuple(missed))


def same_event(draft, gold: GoldEvent) -> bool:
    """Return whether a drafted event is the labelled one."""
    return not differences(draft, gold)


def same_outcome(draft, gold: GoldEvent) -> bool:
    """Return whether a drafted event has the district, the kind and the holder of the labelled one."""
    return not {"place", "kind", "controller"} & set(differences(draft, gold))


def differences(draft, gold: GoldEvent) -> list[str]:
    """Return in which respects a drafted event differs from a labelled one."""
    said = {f"{each.voice or 'independent'}:{each.stance}" for each in draft.statements}
    place = {draft.district} if draft.district else set(draft.candidates)
    agreed = {
        "place": place == (gold.ambiguous or {gold.district}) and bool(draft.district) == bool(gold.district),
        "kind": draft.kind in gold.kinds,
        "controller": draft.controller == gold.controller,
        "voices": bool(said) and gold.voices <= said <= gold.voices | gold.may,
        "date": _same_date(draft, gold),
    }
    return [name for name, agrees in agreed.items() if not agrees]


def _same_date(draft, gold: GoldEvent) -> bool:
    if WIDEST[gold.precision] is None or draft.date is None:
        return draft.date == gold.date
    earliest, latest = draft.date_earliest or draft.date, draft.date_latest or draft.date
    return earliest <= gold.date <= latest and (latest - earliest).days <= WIDEST[gold.precision]


def _same_tally(tally, gold) -> bool:
    counts = tally.voice or "independent", tally.count_low, tally.count_high
    carried = gold.actor in ("", tally.actor) and gold.measure in ("", tally.measure)
    whole = gold.denominator in (None, tally.denominator)
    return counts == (gold.voice, gold.count_low, gold.count_high) and carried and whole


def _same_note(note, gold) -> bool:
    return (note.voice or "independent") == gold.voice


def _same_casualty(claim, gold) -> bool:
    found = claim.voice or "independent", claim.of, claim.outcome, claim.low, claim.high
    return found == (gold.voice, gold.of, gold.outcome, gold.low, gold.high)


def _casualties(drafts) -> list:
    """Return the casualty claims of all drafts, one that stands on several of them once."""
    return list(dict.fromkeys(claim for draft in drafts for claim in draft.casualties))


def main(arguments: list[str] | None = None) -> None:
    """Read the labelled articles, print the table and, if asked, every wrong and missed proposal with its words."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--split", choices=SPLITS, action="append", help="read this split only (may be repeated)")
    parser.add_argument("--verbose", action="store_true", help="list what is wrong and what is missed")
    options = parser.parse_args(arguments)
    scored = [(gold, reading, score(reading, gold)) for gold, reading in _read(options.split or SPLITS)]
    sys.stdout.writelines(f"{line}\n" for line in table([(gold, result) for gold, _, result in scored]))
    if options.verbose:
        sys.stdout.writelines(f"{line}\n" for one in scored for line in failures(*one))


def _read(splits: Iterable[str]) -> Iterator[tuple[Article, object]]:
    """Yield each article of the splits with what the reader proposes for it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from events.ingest.article import propose

    index = place_index()
    for gold in (gold for split in splits for gold in articles(split)):
        yield (
            gold,
            propose(gold.text, published=gold.published, title=gold.headline, source=gold.source, index=index),
        )


def table(scored: list[tuple[Article, Score]]) -> Iterator[str]:
    """Yield the lines of the table: each split, then each style, then all."""
    columns = "articles  right wrong missed  precision recall   what, where notes       casualties  silent when due"
    yield f"{'':12} {columns}"
    rows = [*((split, "split") for split in SPLITS), *((style, "style") for style in STYLES), ("all", "")]
    for name, attribute in rows:
        chosen = [(gold, one) for gold, one in scored if not attribute or getattr(gold, attribute) == name]
        if chosen:
            yield _row(name, chosen)


def _row(name: str, scored: list[tuple[Article, Score]]) -> str:
    total = sum((one.proposals for _, one in scored), Counts())
    notes = sum((one.notes.counts for _, one in scored), Counts())
    casualties = sum((one.casualties.counts for _, one in scored), Counts())
    outcomes = sum((one.outcomes.counts for _, one in scored), Counts())
    due = [one for gold, one in scored if gold.says_nothing]
    silent = sum(one.proposals.wrong == 0 for one in due)
    apart = " ".join(f"{_pair(counts):11}" for counts in (outcomes, notes, casualties))
    return (
        f"{name:12} {len(scored):8} {total.right:6} {total.wrong:5} {total.missed:6}  {_share(total.precision):>9} "
        f"{_share(total.recall):>6}   {apart} {silent} of {len(due)}"
    )


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _pair(counts: Counts) -> str:
    return f"{_share(counts.precision)} {_share(counts.recall)}"


def failures(gold: Article, reading, result: Score) -> Iterator[str]:
    """Yield a line for each proposal that is wrong, with its words, and each label that is missed."""
    for draft in result.events.wrong:
        words = " … ".join(gold.text[span.start : span.end] for span in draft.spans)
        yield f"{gold.split}/{gold.slug}: wrong: {_described(draft)} from “{words}”"
    for label in result.events.missed:
        if not label.optional:
            yield f"{gold.split}/{gold.slug}: missed: {_labelled(label)}{_nearest(label, result.events.wrong)}"
    for name in ("tallies", "notes", "casualties"):
        match = getattr(result, name)
        yield from (f"{gold.split}/{gold.slug}: wrong in {name}: {each}" for each in match.wrong)
        yield from (f"{gold.split}/{gold.slug}: missed in {name}: {each}" for each in match.missed if not each.optional)


def _described(draft) -> str:
    said = sorted(f"{each.voice or 'independent'}:{each.stance}" for each in draft.statements)
    place = draft.district or "/".join(draft.candidates) or "no place"
    return f"{place} {draft.kind} by {draft.controller} on {draft.date} ({', '.join(said)})"


def _labelled(gold: GoldEvent) -> str:
    place, kind = gold.district or "/".join(sorted(gold.ambiguous)), "/".join(sorted(gold.kinds))
    return f"{place} {kind} by {gold.controller} on {gold.date} ±{gold.precision} ({', '.join(sorted(gold.voices))})"


def _nearest(gold: GoldEvent, wrong: Iterable) -> str:
    """Return in which respects the likeliest of the wrong drafts of that place differs, or nothing."""
    near = [differences(draft, gold) for draft in wrong]
    near = [names for names in near if "place" not in names]
    return f"; the nearest differs in {', '.join(min(near, key=len))}" if near else ""


if __name__ == "__main__":
    main()
