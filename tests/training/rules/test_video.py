import pytest

from training.rules.video import host_of, is_host


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://player.example.org/v/1", "player.example.org"),
        ("https://Player.Example.ORG", "player.example.org"),
        ("http://player.example.org/v/1", ""), ("javascript:alert(1)", ""), ("//player.example.org", ""),
        ("https://player.example.org:8443/", ""), ("https://player.example.org:443/", ""),
        ("https://player.example.org@evil.test/", ""), ("https://a:b@player.example.org/", ""),
        ("https://evil.test\\@player.example.org/", ""), ("https://evil.test\t.player.example.org/", ""),
        ("https://localhost/", ""), ("https://127.0.0.1/", ""), ("https://[::1]/", ""), ("https://", ""),
        ("https://plаyer.example.org/", ""), ("https://player.example.org;script-src/", ""),
        ("https://player.example.org./", ""), ("https://player.example.org:x/", ""), ("", ""),
    ],
)  # fmt: skip
def test_only_a_plain_https_address_has_a_host(address, host):
    assert host_of(address) == host


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("player.example.org", True), ("a.b", False), ("a.bc", True), ("example", False), ("*.example.org", False),
        ("example.org/path", False), ("https://example.org", False), ("example.org:443", False),
        ("Example.org", False), ("-a.example.org", False), ("10.0.0.1", False), ("a.b; script-src *", False),
        ("xn--bcher-kva.example", True), ("x" * 64 + ".org", False), ("example.org\n", False),
    ],
)  # fmt: skip
def test_a_host_is_a_bare_name(text, result):
    assert is_host(text) is result
