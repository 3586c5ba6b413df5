from events.ingest.pace import Pace


def test_a_host_is_asked_again_after_a_while_and_another_one_at_once():
    now, slept = [100.0], []

    def sleep(seconds):
        slept.append(seconds)
        now[0] += seconds

    pace = Pace(2, sleep=sleep, clock=lambda: now[0])
    for url, passes in [("https://a.example/1", 0.5), ("https://b.example/1", 0), ("https://a.example/2", 3),
                        ("https://a.example/3", 0)]:  # fmt: skip
        pace.wait(url)
        now[0] += passes

    assert slept == [1.5, 0]
