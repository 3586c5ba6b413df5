import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.ingest.folding import fold, host_of, mark_of

PAGE = "tolonews.com/afghanistan/imam-sahib-district-falls"
QUERY = "ariananews.af?id=12&p=4471"
FORMS = [
    pytest.param(f"https://{PAGE}", PAGE, id="plain"),
    pytest.param(f"http://{PAGE}", PAGE, id="http"),
    pytest.param(PAGE, PAGE, id="no-scheme"),
    pytest.param(f"  https://{PAGE}\n", PAGE, id="spaces-around"),
    pytest.param(f"https://{PAGE}/", PAGE, id="last-slash"),
    pytest.param(f"https://www.{PAGE}", PAGE, id="www"),
    pytest.param(f"https://WWW.ToloNews.Com{PAGE.removeprefix('tolonews.com')}", PAGE, id="capitals-in-the-host"),
    pytest.param("https://tolonews.com./afghanistan/imam-sahib-district-falls", PAGE, id="dot-after-the-host"),
    pytest.param("https://tolonews.com:443/afghanistan/imam-sahib-district-falls", PAGE, id="https-port"),
    pytest.param("http://tolonews.com:80/afghanistan/imam-sahib-district-falls", PAGE, id="http-port"),
    pytest.param(f"https://{PAGE}#comments", PAGE, id="fragment"),
    pytest.param(f"https://{PAGE}?", PAGE, id="empty-query"),
    pytest.param(f"https://{PAGE}?utm_source=twitter&utm_medium=social", PAGE, id="utm"),
    pytest.param(f"https://{PAGE}?fbclid=IwAR0x", PAGE, id="fbclid"),
    pytest.param(f"https://{PAGE}?gclid=1&dclid=2&msclkid=3&twclid=4", PAGE, id="other-click-ids"),
    pytest.param(f"https://{PAGE}?mc_cid=1&mc_eid=2&_ga=3&igshid=4&ref_src=twsrc", PAGE, id="mail-and-social"),
    pytest.param(f"https://{PAGE}?at_medium=custom7", PAGE, id="broadcaster-campaign"),
    pytest.param(f"https://{PAGE}/amp", PAGE, id="amp-at-the-end"),
    pytest.param(f"https://{PAGE}/amp/?amp=1", PAGE, id="amp-twice"),
    pytest.param("https://tolonews.com/amp/afghanistan/imam-sahib-district-falls", PAGE, id="amp-first"),
    pytest.param(f"https://{PAGE}.amp", PAGE, id="amp-as-a-suffix"),
    pytest.param(f"https://amp.{PAGE}", PAGE, id="amp-host"),
    pytest.param(f"https://{PAGE}?amp", PAGE, id="amp-without-a-value"),
    pytest.param(f"https://{PAGE}?outputType=amp", PAGE, id="amp-output"),
    pytest.param(f"https://tolonews-com.cdn.ampproject.org/c/s/{PAGE}", PAGE, id="amp-cache"),
    pytest.param(f"https://tolonews-com.cdn.ampproject.org/v/s/www.{PAGE}/amp/?amp_js_v=a6", PAGE, id="amp-viewer"),
    pytest.param(f"https://cdn.ampproject.org/c/s/{PAGE}", PAGE, id="amp-cache-without-a-host"),
    pytest.param(f"https://www.google.com/amp/s/www.{PAGE}/amp/", PAGE, id="google-amp"),
    pytest.param(f"https://www.google.co.uk/amp/{PAGE}", PAGE, id="google-amp-of-a-country"),
    pytest.param(f"https://m.{PAGE}", PAGE, id="mobile-m"),
    pytest.param(f"https://mobile.{PAGE}", PAGE, id="mobile"),
    pytest.param(f"https://www.m.{PAGE}", PAGE, id="www-and-mobile"),
    pytest.param("https://en.m.wikipedia.org/wiki/Imam_Sahib", "en.wikipedia.org/wiki/Imam_Sahib", id="mobile-inside"),
    pytest.param(f"https://web.archive.org/web/20210622101112/https://{PAGE}", PAGE, id="wayback"),
    pytest.param(f"https://web.archive.org/web/20210622101112id_/http://www.{PAGE}/", PAGE, id="wayback-raw"),
    pytest.param(f"https://web.archive.org/web/2021*/{PAGE}", PAGE, id="wayback-calendar"),
    pytest.param(f"https://archive.ph/20210622101112/https://{PAGE}", PAGE, id="archive-today-with-the-day"),
    pytest.param(f"https://archive.is/2021.06.22-101112/https://{PAGE}", PAGE, id="archive-today-with-dots"),
    pytest.param(f"https://archive.today/o/AbC12/https://{PAGE}", PAGE, id="archive-today-original"),
    pytest.param(f"https://web.archive.org/web/2021/https://archive.ph/newest/{PAGE}", PAGE, id="archive-in-archive"),
    pytest.param("https://archive.ph/AbC12", "archive.ph/AbC12", id="archive-today-that-names-no-page"),
    pytest.param("https://ariananews.af/?p=4471&id=12", QUERY, id="order-of-parameters"),
    pytest.param("http://www.ariananews.af?id=12&utm_source=x&p=4471", QUERY, id="parameter-between-tracking"),
    pytest.param("https://mobile.twitter.com/a/status/14?s=20&t=xyz", "x.com/a/status/14", id="twitter"),
    pytest.param("https://x.af/%d8%a7/", "x.af/%D8%A7", id="percent-in-lower-case"),
    pytest.param("https://x.af/ا", "x.af/%D8%A7", id="letters-not-in-percent"),
    pytest.param("https://x.af:8080/a", "x.af:8080/a", id="another-port-stays"),
    pytest.param("https://x.af/News/A", "x.af/News/A", id="capitals-in-the-path-stay"),
    pytest.param("https://m.me/a", "m.me/a", id="a-short-domain-is-no-mobile-form"),
    pytest.param("https://x.af/a.amp.html", "x.af/a.html", id="amp-before-html"),
    pytest.param("", "", id="nothing"),
    pytest.param("https://[", "[", id="no-address"),
    pytest.param("https://x.af:99999/a", "x.af:99999/a", id="no-port"),
]


@pytest.mark.parametrize(("url", "folded"), FORMS)
def test_forms_of_one_address_fold_to_one(url, folded):
    assert fold(url) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("https://x.af/a", "https://x.af/b", id="path"),
        pytest.param("https://x.af/?p=1", "https://x.af/?p=2", id="parameter"),
        pytest.param("https://x.af/a", "https://dari.x.af/a", id="language-host"),
        pytest.param("https://x.af/a", "https://x.af/a/ramp", id="a-word-that-holds-amp"),
        pytest.param("https://x.af/%FE", "https://x.af/%FF", id="bytes-that-are-no-letters"),
    ],
)
def test_different_pages_stay_apart(one, other):
    assert fold(one) != fold(other)


@given(st.one_of(st.text(max_size=80), st.text(alphabet="a%Fm.w/?&=:#[ ampارwwwhttps", max_size=60)))
def test_any_text_folds_and_folds_no_further(text):
    folded = fold(text)

    assert fold(folded) == folded


@pytest.mark.parametrize(("url", "folded"), FORMS)
def test_each_form_holds_the_mark_by_which_it_is_found(url, folded):
    mark = mark_of(folded)

    assert mark in url or mark in url.lower()


@pytest.mark.parametrize(
    ("folded", "mark"),
    [
        pytest.param(PAGE, "imam-sahib-district-falls", id="longest-word-of-the-path"),
        pytest.param("longwarjournal.org/?p=12", "longwarjournal", id="host-where-the-rest-is-short"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_the_mark_is_the_longest_run_of_plain_letters(folded, mark):
    assert mark_of(folded) == mark


def test_the_host_is_folded_too():
    assert host_of("https://www.m.tolonews.com:8080/a?b=1") == "tolonews.com"
