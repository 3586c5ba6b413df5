import io

import pytest

from config.bodies import BUSY, Bodies


@pytest.fixture
def answered():
    """Return an application with one place, what it was asked to do by address, and what was answered."""
    doing, said = {}, []

    def application(environ, start_response):
        doing.get(environ["PATH_INFO"], lambda environ: None)(environ)
        said.append((environ["PATH_INFO"], 200))
        return []

    bodies = Bodies(application, 1)

    def ask(path, body=b"", **more):
        environ = {"PATH_INFO": path, "CONTENT_LENGTH": str(len(body) or ""), "wsgi.input": io.BytesIO(body), **more}
        return bodies(environ, lambda status, headers: said.append((path, int(status[:3]), dict(headers))))

    return ask, doing, said


def test_while_a_body_is_slow_who_reads_is_answered_and_who_sends_is_told_to_wait(answered):
    ask, doing, said = answered
    told = []
    doing["/slow/"] = lambda environ: told.extend([ask("/page/"), ask("/desk/", b"a=1"), ask("/api/v1/x/", b"a=1")])

    ask("/slow/", b"quer")
    ask("/later/", b"a=1")

    assert [each[:2] for each in said] == [
        ("/page/", 200), ("/desk/", 503), ("/api/v1/x/", 503), ("/slow/", 200), ("/later/", 200),
    ]  # fmt: skip
    assert [said[number][2]["Content-Type"].partition(";")[0] for number in (1, 2)] == [
        "text/plain",
        "application/problem+json",
    ]
    assert said[1][2]["Retry-After"] == "2"
    assert told[1] == [f"{BUSY}\n".encode()]


@pytest.mark.parametrize(
    "read",
    [
        pytest.param(lambda body: body.read(8), id="to-its-length"),
        pytest.param(lambda body: body.read(), id="whole"),
        pytest.param(list, id="line-by-line"),
    ],
)
def test_a_body_that_has_arrived_keeps_no_place_while_its_answer_is_made(answered, read):
    ask, doing, said = answered
    doing["/read/"] = lambda environ: (read(environ["wsgi.input"]), ask("/other/", b"a=1"))

    ask("/read/", b"a=1\nb=22")

    assert said == [("/other/", 200), ("/read/", 200)]


def test_a_body_of_unknown_length_takes_a_place_and_a_failure_gives_it_back(answered):
    ask, doing, said = answered

    def fail(environ):
        ask("/other/", HTTP_TRANSFER_ENCODING="chunked")
        raise ZeroDivisionError

    doing["/fails/"] = fail

    with pytest.raises(ZeroDivisionError):
        ask("/fails/", HTTP_TRANSFER_ENCODING="chunked")
    ask("/after/", b"a=1")

    assert [each[:2] for each in said] == [("/other/", 503), ("/after/", 200)]
