"""What is said of a load: the figures, what of the aims was missed, and where it is written."""

import pytest

from benchmarks.load import figures
from benchmarks.load.serving import growth

SIZES = {"events": 100, "periods": 700, "closed": 70, "bytes": 700 * 512}


def make_run(**overrides):
    """Return a run in which nothing is missed: 100 answers of each kind in ten seconds."""
    answers = {"times": {f"{kind}: a": [10.0] * 99 + [50.0] for kind in figures.KINDS}, "failures": {}}
    memory = [[0.0, 100.0], [600.0, 101.0]]
    told = {"workers": 1, "held": True, "memory": memory, "growth_mib_per_hour": 6.0, "core_ms_per_answer": 20.0}
    return figures.of(answers, 10.0) | told | overrides


def test_a_spread_is_the_rate_the_median_and_the_slowest_of_a_hundred():
    assert figures.spread([float(number) for number in range(1, 102)], 10.0) == {
        "rate": 10.1,
        "p50": 51.0,
        "p99": 100.0,
    }
    assert figures.spread([], 10.0) == {"rate": 0.0, "p50": None, "p99": None}


@pytest.mark.parametrize(
    ("overrides", "missed"),
    [
        pytest.param({}, [], id="nothing"),
        pytest.param({"errors": 2}, ["2 errors"], id="errors"),
        pytest.param({"growth_mib_per_hour": 13.0}, ["memory grew by 13 MiB an hour"], id="memory"),
        pytest.param({"growth_mib_per_hour": None}, [], id="too-short-to-say"),
        pytest.param({"kinds": {"API": {"p50": 1.0, "p99": 11.0}}}, ["API: p99 is 11 × p50"], id="tail"),
    ],
)
def test_what_of_the_aims_a_run_missed_is_said(overrides, missed):
    assert figures.verdicts(make_run(**overrides)) == missed


def test_growth_is_the_slope_of_the_second_half_and_no_single_moment_makes_it():
    filling = [(float(second), 100.0 + second) for second in range(300)]
    steady = [(float(second), 400.0) for second in range(300, 600)]
    leaking = [(float(second), 400.0 + second / 60) for second in range(300, 600)]
    steady[200] = (500.0, 900.0)

    assert (growth(filling + steady), growth(filling + leaking), growth(filling[:100])) == (0.0, 60.0, None)


def test_what_one_core_serves_a_day_is_worked_out_from_what_was_measured():
    text = figures.plan({"runs": [make_run()], "sizes": SIZES})

    assert "1,000 ms / 20.0 ms × 86,400 s = 4.3 million answers a day" in text
    assert "it gave 30.0 a second" in text
    assert "86,400 / 60 = 1,440 answers a day" in text
    assert "50.0 answers/s a core, 3,000 addresses" in text
    assert "publishing an event took 10 ms, so 360,000 an hour" in text
    assert "1,000,000 events × 7 rows × 512 bytes = 3.3 GiB" in text


def test_the_figures_are_written_between_their_own_marks_alone(tmp_path):
    docs, results = tmp_path / "performance.md", tmp_path / "load.json"
    docs.write_text(f"<!-- measured: begin -->kept<!-- measured: end -->\n{figures.BEGIN}\nold\n{figures.END}\nafter\n")
    found = {"seconds": 600, "machine": "Two cores.", "sizes": SIZES, "runs": [make_run(failures={"a: 500": 1})]}

    figures.write(found, results=results, docs=docs)

    text = docs.read_text()
    assert text.startswith(
        f"<!-- measured: begin -->kept<!-- measured: end -->\n{figures.BEGIN}\n\n600 seconds a setting."
    )
    assert "| 1 process, answers held | page | 10.0 | 10.0 | 10.4 | 1.0 |" in text
    assert "| 1 process, answers held | 0 | 100 | 101 | 6 | nothing |" in text
    assert text.endswith(f"{figures.END}\nafter\n")
    assert '"a: 500": 1' in results.read_text()
