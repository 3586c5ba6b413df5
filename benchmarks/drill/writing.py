"""A writer that can be killed at any instant: `python -m benchmarks.drill.writing RUN THREADS`.

Each thread logs events with two citations and corrects those it has logged, through `recording()`, as the desk does. A
line `logged E1234 words` or `corrected E1234 words` is printed once a write has been committed.
"""

import datetime
import os
import random
import sys
import threading

# In June: what the import has is in July, or it would find these events again and add its sources to them.
WHEN, DAYS = datetime.date(2021, 6, 1), 30


def main(run: str, threads: str) -> None:
    """Write until killed, from so many threads."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    for number in range(int(threads)):
        threading.Thread(target=_write, args=(f"{run}-{number}",)).start()


def _write(name: str) -> None:
    from districts.models import District

    chance, own, count = random.Random(name), [], 0  # noqa: S311 – no secret
    districts = list(District.objects.order_by("code").values_list("pk", flat=True)[:12])
    while True:
        count += 1
        words = f"Drill {name}-{count}"
        if own and chance.random() < 0.3:
            _say("corrected", _correct(chance.choice(own), words), words)
        else:
            own.append(_log(chance, districts, words))
            _say("logged", own[-1], words)


def _log(chance, districts, words):
    """Log an event with two citations, and return its code once it is committed."""
    from events.control.recording import recording
    from events.models import Actor, Citation, ControlEvent, Report, Source

    winner, loser = chance.sample(list(Actor.objects.parties().values_list("pk", flat=True)[:2]), 2)
    day = WHEN + datetime.timedelta(days=chance.randrange(DAYS))
    with recording(reason="Drill") as record:
        event = ControlEvent.objects.create(
            district_id=chance.choice(districts), date=day, date_earliest=day, date_latest=day, kind="captured",
            controller_id=winner, opponent_id=loser, summary=words, status="published",
        )  # fmt: skip
        report = Report.objects.create(source=Source.objects.first(), title=words, published=day)
        for voice in (None, winner):
            Citation.objects.create(event=event, report=report, voice_id=voice, attribution="The drill")
        record.touch(event.district_id)
    return event.code


def _correct(code, words):
    """Give an event another summary, and return its code once that is committed."""
    from events.control.recording import recording
    from events.models import ControlEvent
    from events.models.numbering import number_of

    with recording(reason="Drill") as record:
        event = ControlEvent.objects.get(pk=number_of(code, "E"))
        event.summary = words
        event.save()
        record.touch(event.district_id)
    return code


def _say(*words):
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
