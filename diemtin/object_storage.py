"""Files on S3-compatible object storage, as the code knows files: what goes wrong is an OSError, what is opened is there."""

from contextlib import contextmanager

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

IN_MEMORY = 8 * 1024 * 1024  # bytes of an opened file; what is larger lies in a temporary one
CLIENT = {
    "signature_version": "s3v4",
    "connect_timeout": 5,
    "read_timeout": 20,
    "retries": {"max_attempts": 3, "mode": "standard"},
    # Other servers than Amazon's know neither hosts named after buckets nor the newer checksums.
    "s3": {"addressing_style": "path"},
    "request_checksum_calculation": "when_required",
    "response_checksum_validation": "when_required",
}


@contextmanager
def as_file_trouble(name: str):
    """An object storage in trouble is a disk in trouble: callers know what to tell people then."""
    try:
        yield
    except (ClientError, BotoCoreError) as error:
        raise OSError(f"object storage, {name}: {error}") from error


def status_of(error: BaseException | None) -> int:
    """The HTTP status with which the storage answered; 0 where it did not."""
    answer = getattr(error, "response", None) or {}
    return answer.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)


class ObjectStorage(S3Storage):
    """A private bucket. Nothing is overwritten, nothing is public, nothing is fetched after `open`."""

    def get_default_settings(self):
        """What does not come from the environment."""
        return super().get_default_settings() | {
            "file_overwrite": False,
            "default_acl": None,
            "max_memory_size": IN_MEMORY,
            "transfer_config": TransferConfig(use_threads=False),
            "client_config": Config(**CLIENT),
        }

    def _open(self, name, mode="rb"):
        with as_file_trouble(name):
            opened = super()._open(name, mode)
            if "r" in mode:
                # Now, not while a response is half sent.
                _ = opened.file
            return opened

    def _save(self, name, content):
        with as_file_trouble(name):
            return super()._save(name, content)

    def delete(self, name):
        """Delete an object; one that is not there is no error. Raises OSError."""
        with as_file_trouble(name):
            super().delete(name)

    def exists(self, name):
        """Whether there is an object of this name. Raises OSError."""
        with as_file_trouble(name):
            return super().exists(name)

    def listdir(self, name):
        """Folders and files below a name. Raises OSError."""
        with as_file_trouble(name):
            return super().listdir(name)

    def size(self, name):
        """Bytes of an object. Raises OSError."""
        with as_file_trouble(name):
            return super().size(name)

    def get_modified_time(self, name):
        """When an object was written. Raises OSError, FileNotFoundError where there is none."""
        try:
            with as_file_trouble(name):
                return super().get_modified_time(name)
        except OSError as error:
            if status_of(error.__cause__) == 404:
                raise FileNotFoundError(f"object storage, {name}: not there") from error
            raise

    def url(self, name, parameters=None, expire=None, http_method=None):
        """An address under which nothing is: the views serve what is in the bucket, to those who may see it."""
        return f"{settings.MEDIA_URL}{filepath_to_uri(name)}"
