"""An independent, slow reading of the rules: asks them anew for every day. Shares no code with the product."""

import datetime

GAINS = ("captured", "handed_over", "held", "assessed")


def standing_on(event, day):
    """Return the standing of an event by what was published by a day, rule by rule."""
    if event.kind == "assumed":
        return "assumed"
    gainer, loser = event.controller, event.opponent
    if event.kind not in GAINS:
        gainer, loser = loser, gainer
    known = [one for one in event.statements if one.published <= day]
    yes = [one for one in known if one.asserts]
    no = [one for one in known if not one.asserts]
    if not yes:
        return "refuted"
    if any(one.side == gainer for one in no):
        return "refuted"
    neutral_yes = [one for one in yes if one.side != gainer and one.side != loser]
    neutral_no = [one for one in no if one.side != gainer and one.side != loser]
    admitted = any(one.side == loser for one in yes)
    if neutral_no:
        last_denial = sorted(one.published for one in neutral_no)[-1]
        if not [one for one in yes if one.side != gainer and one.published > last_denial]:
            return "disputed" if admitted or neutral_yes else "refuted"
    good = [one for one in neutral_yes if one.grade == "A" or one.grade == "B"]
    passable = {one.outlet for one in neutral_yes if one.grade != "E"} - {""}
    if admitted or good or len(passable) >= 2:
        return "confirmed"
    denied = any(one.side == loser for one in no)
    if neutral_yes:
        return "disputed" if denied else "reported"
    return "disputed" if denied else "claimed"


def counts(event, view, day):
    """Return whether an event counts in a perspective on what was published by a day."""
    standing = standing_on(event, day)
    if standing == "assumed":
        return True
    yes = {one.side for one in event.statements if one.published <= day and one.asserts}
    no = {one.side for one in event.statements if one.published <= day and not one.asserts}
    if not yes:
        return False
    ladder = {"confirmed": 1, "reported": 2, "claimed": 3, "disputed": 3, "refuted": 4}
    rungs = {"confirmed": 1, "reported": 2, "claimed": 3}
    if view in rungs:
        return ladder[standing] <= rungs[view]
    return view not in no and (view in yes or ladder[standing] <= 2)


def timeline(events, view, evidence_day):
    """Return [(day, controller, contested, event id)]: the changes of state, in order."""
    found = []
    for event in sorted(events, key=lambda one: (one.date, one.time or datetime.time(0), one.id)):
        if counts(event, view, evidence_day):
            state = (event.controller, event.contested)
            if not found or found[-1][1:3] != state:
                found.append((event.date, *state, event.id))
    return found


def holder(events, view, evidence_day, day):
    """Return (controller, contested, event id) on a day; None = unknown."""
    past = [change for change in timeline(events, view, evidence_day) if change[0] <= day]
    return past[-1][1:] if past else None
