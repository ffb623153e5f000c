"""A cache in files that stays quick with a hundred thousand entries: Django's lists its whole folder at every write."""

import glob
import hashlib
import os
import pickle
import random

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.utils._os import safe_makedirs

CULL_EVERY = 500  # writes, on average
SHARDS = 256
# Gone meanwhile; written by another version, or not to its end.
UNREADABLE = (FileNotFoundError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError)


class ShardedFileCache(FileBasedCache):
    """Django's file cache in 256 folders. Culling looks into one of them, once in some hundred writes.

    Values are not compressed: the large ones, public pages, already are, and unpacking them took a third of the time in
    which a kept page is answered.
    """

    def get(self, key, default=None, version=None):
        """The value, or `default` where there is none any more."""
        try:
            with open(self._key_to_file(key, version), "rb") as file:
                return default if self._is_expired(file) else pickle.load(file)
        except UNREADABLE:
            return default

    def touch(self, key, timeout=DEFAULT_TIMEOUT, version=None):
        """Give a value another time to live; False where there is none."""
        missing = object()
        value = self.get(key, missing, version)
        if value is missing:
            return False
        self.set(key, value, timeout, version)
        return True

    def _write_content(self, file, timeout, value):
        pickle.dump(self.get_backend_timeout(timeout), file, self.pickle_protocol)
        pickle.dump(value, file, self.pickle_protocol)

    def _key_to_file(self, key, version=None):
        # Keys are checked for what memcached would refuse nowhere: a file's name is made of their sum.
        name = hashlib.md5(self.make_key(key, version=version).encode(), usedforsecurity=False).hexdigest()
        return f"{self._dir}/{name[:2]}/{name}{self.cache_suffix}"

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
