import pytest


@pytest.fixture
def var(tmp_path, monkeypatch):
    """A state directory of our own."""
    monkeypatch.setenv("PORTAL_VAR", str(tmp_path / "var"))
    for name in ("PORT", "REDIS_URL", "DATABASE_URL", "PORTAL_BROKER"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "var"
