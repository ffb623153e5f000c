"""Where files are kept: in a folder of this machine, each there whole or not at all; or on object storage (settings).

Files are named by their content and never written a second time, so half a file under its final name would stay for ever.
"""

import os
import tempfile

from django.core.files.storage import FileSystemStorage

MODE = 0o644


class WholeFiles(FileSystemStorage):
    """Django's files in a folder; a new one appears under its name only when all of it is on the disk."""

    def _save(self, name, content):
        folder = os.path.dirname(self.path(name))
        os.makedirs(folder, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".part-") as part:
            for chunk in content.chunks():
                part.write(chunk if isinstance(chunk, bytes) else chunk.encode())
            part.flush()
            os.fsync(part.fileno())
            os.chmod(part.name, self.file_permissions_mode or MODE)
            while True:
                try:
                    os.link(part.name, self.path(name))
                    break
                except FileExistsError:
                    name = self.get_available_name(name)
        return os.path.relpath(self.path(name), self.location)


def store(env) -> dict:
    """The entry for STORAGES["default"]: files in MEDIA_ROOT, or with MEDIA_S3 objects in a private bucket."""
    bucket = env.str("MEDIA_S3", default="")
    if not bucket:
        return {"BACKEND": "diemtin.storage.WholeFiles"}
    options = {
        "bucket_name": bucket,
        "endpoint_url": env.str("MEDIA_S3_ENDPOINT", default="") or None,
        "region_name": env.str("MEDIA_S3_REGION", default="") or None,
        "access_key": env.str("MEDIA_S3_KEY", default="") or None,
        "secret_key": env.str("MEDIA_S3_SECRET", default="") or None,
    }
    return {"BACKEND": "diemtin.object_storage.ObjectStorage", "OPTIONS": options}
