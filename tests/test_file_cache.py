"""The file cache: Django's, in many folders."""

import time

import pytest

from diemtin import file_cache
from diemtin.file_cache import ShardedFileCache


@pytest.fixture
def cache(tmp_path):
    return ShardedFileCache(str(tmp_path / "cache"), {"OPTIONS": {"MAX_ENTRIES": 512}})


def test_keeps_what_it_is_given(cache):
    cache.set("a", {"b": b"\x00"}, 60)
    cache.set_many({f"k{n}": n for n in range(30)})
    assert cache.get("a") == {"b": b"\x00"} and cache.get_many(["k3", "k7", "none"]) == {"k3": 3, "k7": 7}
    assert not cache.add("a", 1) and cache.delete("a") and cache.get("a") is None
    cache.clear()
    assert cache.get("k3") is None


def test_forgets_in_time(cache, monkeypatch):
    cache.set("a", 1, 10)
    cache.set("b", 2, 10)
    assert cache.touch("b", 100) and not cache.touch("c", 100)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 11)
    assert cache.get("a") is None and cache.get("b") == 2


def test_what_cannot_be_read_is_not_there(cache):
    cache.set("a", 1)
    (name,) = cache._list_cache_files()
    with open(name, "r+b") as file:
        file.seek(16)
        file.write(b"x\x9c damaged")
    assert cache.get("a", "none") == "none"
    cache.set("a", 2)
    assert cache.get("a") == 2


def test_culls_what_has_expired_and_what_is_too_much(cache, monkeypatch):
    monkeypatch.setattr(file_cache, "SHARDS", 1)
    monkeypatch.setattr(file_cache, "CULL_EVERY", 1)
    folder = f"{cache._dir}/00"
    names = []

    def here(key, version=None):
        names.append(f"{folder}/{key}.djcache")
        return names[-1]

    monkeypatch.setattr(cache, "_key_to_file", here)
    cache.set("old", 1, timeout=-1)
    for n in range(700):
        cache.set(f"k{n}", n)
    left = cache._list_cache_files()
    assert len(left) <= 514 and f"{folder}/old.djcache" not in left
