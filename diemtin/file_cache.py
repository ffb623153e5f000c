"""A cache in files that stays quick with a hundred thousand entries: Django's lists its whole folder at every write."""

import glob
import os
import random

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.utils._os import safe_makedirs

CULL_EVERY = 500  # writes, on average
SHARDS = 256


class ShardedFileCache(FileBasedCache):
    """Django's file cache in 256 folders. Culling looks into one of them, once in some hundred writes."""

    def _key_to_file(self, key, version=None):
        folder, name = os.path.split(super()._key_to_file(key, version))
        return os.path.join(folder, name[:2], name)

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        """Store a value; its folder is made where it is missing."""
        safe_makedirs(os.path.dirname(self._key_to_file(key, version)), mode=0o700, exist_ok=True)
        super().set(key, value, timeout, version)

    def _cull(self):
        if random.randrange(CULL_EVERY):
            return
        files = glob.glob(os.path.join(self._dir, f"{random.randrange(SHARDS):02x}", f"*{self.cache_suffix}"))
        for name in files:
            self._drop_expired(name)
        if len(files) > self._max_entries // SHARDS:
            for name in random.sample(files, len(files) // 3):
                self._delete(name)

    def _drop_expired(self, name: str) -> None:
        try:
            with open(name, "rb") as file:
                self._is_expired(file)
        except FileNotFoundError:
            pass

    def _list_cache_files(self):
        return glob.glob(os.path.join(self._dir, "??", f"*{self.cache_suffix}"))
