// The sentences of a day, with the patterns that the page brings along in its language.

import { isoOf } from "./timeline.js";

const HIJRI = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", {
  timeZone: "UTC", day: "numeric", month: "numeric", year: "numeric",
});

// Return the functions that tell a day in the words of `phrases`.
export function teller(phrases) {
  const { calendar, actors } = phrases;
  const digits = (text) => String(text).replace(/[0-9,]/g, (each) => calendar.digits["0123456789,".indexOf(each)]);
  const number = (value) => digits(String(value).replace(/\B(?=(\d{3})+$)/g, ","));
  const plural = (name, value) => phrases[value === 1 ? "one" : "many"][name];

  function dayText(day) {
    const [year, month, date] = isoOf(day).split("-").map(Number);
    return digits(`${date} ${calendar.months[month - 1]} ${year}`) + hijri(day);
  }

  function hijri(day) {
    if (!calendar.hijri) return "";
    const parts = HIJRI.formatToParts(new Date(day * 86_400_000));
    const part = (type) => parseInt(parts.find((one) => one.type === type).value, 10);
    return digits(` (${part("day")} ${calendar.hijri[part("month") - 1]} ${part("year")})`);
  }

  function joined(parts) {
    const { lists } = calendar;
    const two = (pattern, one, other) => pattern.replace(/\{([01])\}/g, (_, which) => (which === "0" ? one : other));
    if (parts.length < 2) return parts[0] ?? "";
    if (parts.length === 2) return two(lists["2"], ...parts);
    const end = two(lists.end, parts.at(-2), parts.at(-1));
    const rest = parts.slice(1, -2).reduceRight((text, part) => two(lists.middle, part, text), end);
    return two(lists.start, parts[0], rest);
  }

  const counted = (slug, value) => ({ actor: actors[slug].the, number: number(value) });
  const inOrder = (counts) => Object.keys(actors)
    .filter((slug) => counts.held[slug] || counts.claimed[slug])
    .sort((one, other) => (counts.held[other] ?? 0) - (counts.held[one] ?? 0));

  function held(counts) {
    const [most, ...others] = inOrder(counts).filter((slug) => counts.held[slug]);
    if (!most) return phrases.held.nobody;
    const first = fill(phrases.held.most, counted(most, counts.held[most]));
    return joined([first, ...others.map((slug) => fill(phrases.held.other, counted(slug, counts.held[slug])))]);
  }

  function rest(counts) {
    const [first, ...others] = inOrder(counts).filter((slug) => counts.claimed[slug]);
    const unknown = number(counts.unknown);
    if (!first) return counts.unknown ? fill(plural("unknown", counts.unknown), { unknown }) : "";
    const claims = joined([
      fill(plural("claims", counts.claimed[first]), counted(first, counts.claimed[first])),
      ...others.map((slug) => fill(phrases.claimed.other, counted(slug, counts.claimed[slug]))),
    ]);
    return fill(counts.unknown ? plural("both", counts.unknown) : phrases.claimed.only, { claims, unknown });
  }

  function turned(turns, nameOf) {
    if (!turns.length) return phrases.still;
    const parts = turns.map(({ code, step }) =>
      fill(phrases.turn, { place: nameOf(code), actor: actors[step.controller].the }));
    const left = parts.length - phrases.named;
    if (left > 0) parts.splice(phrases.named, left, fill(phrases.more, { number: number(left) }));
    return fill(plural("turned", turns.length), { number: number(turns.length), places: parts.join(phrases.between) });
  }

  const about = ({ start, certain }) => {
    const day = dayText(start);
    return certain ? day : fill(phrases.holding.about, { day });
  };

  function spot(place, { step, claimant }) {
    let state = phrases.holding.unknown;
    if (step) {
      state = fill(phrases.holding[step.contested ? "contested" : "held"], {
        actor: actors[step.controller].name,
        day: about(step.held),
        contested: about(step),
        standing: phrases.standings[step.standing],
      });
    }
    if (claimant) state = fill(phrases.holding.claimed, { state, actor: actors[claimant].the });
    return fill(phrases.spot, { place, state });
  }

  return { about, dayText, digits, held, number, plural, rest, spot, turned };
}

// Return a pattern of gettext with its named places filled in.
export const fill = (pattern, values) => pattern.replace(/%\((\w+)\)s/g, (_, name) => values[name]);
