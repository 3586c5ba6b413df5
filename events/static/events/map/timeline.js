// The course of a perspective, read once; who held what on any day, as pure functions. Days are numbers since 1970.

const DAY = 86_400_000;

export const dayOf = (iso) => Date.parse(`${iso}T00:00:00Z`) / DAY;
export const isoOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);

// Return the timeline of the columns of timeline.json: {codes, steps, claims}, one list of each a district.
export function read(columns) {
  const first = columns.first ? dayOf(columns.first) : 0;
  const { periods, claims, actors, standings } = columns;
  const steps = rows(periods, (i) => ({
    start: first + periods.start[i],
    controller: actors[periods.controller[i]],
    contested: periods.contested[i] === 1,
    standing: standings[periods.standing[i]],
    certain: periods.certain[i] === 1,
    event: periods.event[i],
  }));
  const open = rows(claims, (i) => ({ start: first + claims.start[i], controller: actors[claims.controller[i]] ?? null }));
  for (const line of steps) line.forEach((step, i) => { step.held = held(line, i); });
  return { codes: columns.districts, steps, claims: open, turns: turns(columns.districts, steps) };
}

function rows(table, row) {
  let next = 0;
  return table.of.map((many) => Array.from({ length: many }, () => row(next++)));
}

// With which step the holder of a step came to hold the district.
function held(line, i) {
  const before = line[i - 1];
  return before && before.controller === line[i].controller ? before.held : line[i];
}

function turns(codes, steps) {
  const found = [];
  steps.forEach((line, place) => line.forEach((step, i) => {
    if (i && line[i - 1].controller !== step.controller) {
      found.push({ code: codes[place], step, loser: line[i - 1].controller });
    }
  }));
  return found.sort((one, other) => one.step.start - other.step.start || one.step.event - other.step.event);
}

// The last of a list that began by a day; null before the first.
export function at(line, day) {
  let low = 0, high = line.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (line[middle].start <= day) low = middle + 1;
    else high = middle;
  }
  return line[low - 1] ?? null;
}

// The state of a district, by its place in the timeline, on a day: {step, claimant}.
export function stateOf(timeline, place, day) {
  return { step: at(timeline.steps[place], day), claimant: at(timeline.claims[place], day)?.controller ?? null };
}

export const statesOn = (timeline, day) => timeline.codes.map((_, place) => stateOf(timeline, place, day));

export const isSame = (one, other) => one && one.step === other.step && one.claimant === other.claimant;

// As which kind of line of the legend a state is drawn.
export function kindOf({ step }) {
  if (!step) return "unknown";
  if (step.contested) return "contested";
  return step.standing === "assumed" ? "assumed" : "held";
}

// The counts of a day: {held, claimed: {slug: n}, lines: {"held taliban": n}, unknown}.
export function count(states) {
  const found = { held: {}, claimed: {}, lines: {}, unknown: 0 };
  const add = (where, key) => { where[key] = (where[key] ?? 0) + 1; };
  for (const state of states) {
    if (state.step) {
      add(found.held, state.step.controller);
      add(found.lines, `${kindOf(state)} ${state.step.controller}`);
    } else {
      found.unknown += 1;
      add(found.lines, "unknown");
    }
    if (state.claimant) {
      add(found.claimed, state.claimant);
      add(found.lines, `claimed ${state.claimant}`);
    }
  }
  return found;
}

export const turnsOn = (timeline, day) => timeline.turns.filter((turn) => turn.step.start === day);

// The last changes of hands up to a day, the newest first.
export function latest(timeline, day, most) {
  const until = timeline.turns.findIndex((turn) => turn.step.start > day);
  const known = until < 0 ? timeline.turns : timeline.turns.slice(0, until);
  return known.slice(-most).reverse();
}

export function differing(states, others) {
  const known = ({ step }) => (step ? `${step.controller} ${step.contested}` : "");
  return states.map((_, place) => place).filter((place) => known(states[place]) !== known(others[place]));
}
