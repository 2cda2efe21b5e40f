"""Who published, and who said it first."""

import pytest

from streams.data.publishers import families, registered_domain, wires
from streams.domain.dedupe.origins import UNKNOWN, domain_of, origin
from tests.unit.dedupe.make import QUAKE, record


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.bbc.co.uk/news/1", "bbc.co.uk"),
        ("http://edition.cnn.com:8080/x", "cnn.com"),
        ("news.example.org/x", "example.org"),
        ("https://news.example.org", "example.org"),
        ("https://reader:secret@news.example.org/x", "example.org"),
        ("HTTPS://News.Example.org?a=//b", "example.org"),
        ("http://10.0.0.1/x", "10.0.0.1"),
        ("http://[::1", None),
        (None, None),
    ],
)
def test_the_registered_domain_of_a_link(url: str | None, domain: str | None) -> None:
    assert domain_of(url) == domain


def test_sites_of_one_house_are_one_publisher() -> None:
    mirror = origin(record(QUAKE, url="https://www.mirror.co.uk/a"))
    express = origin(record(QUAKE, url="https://www.express.co.uk/b"))
    other = origin(record(QUAKE, url="https://www.example.com/b"))

    assert mirror.publisher == express.publisher
    assert mirror.publisher != other.publisher
    assert origin(record(QUAKE)).publisher == UNKNOWN


def test_the_credit_or_the_site_says_which_wire() -> None:
    credited = origin(record(QUAKE, url="https://one.example/a", credit=("Associated Press",)))
    own_site = origin(record(QUAKE, url="https://apnews.com/a"))

    assert credited.wire == own_site.wire != 0
    assert origin(record(QUAKE, url="https://one.example/a", credit=("Our Man",))).wire == 0


def test_the_tables_hold_registered_domains_once() -> None:
    assert all(registered_domain(domain) == domain for domain in families())
    assert all(registered_domain(name) == name for name in wires() if "." in name)
