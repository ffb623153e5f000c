"""`/healthz` and `/readyz`, as a load balancer asks."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from diemtin import health, heartbeat
from diemtin.models import WorkerHeartbeat
from issues.tasks import purge_addresses


@pytest.fixture(autouse=True)
def nothing_remembered():
    health.seen_applied.clear()


def test_alive_whatever_the_host_and_without_any_database(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/healthz", headers={"host": "10.0.0.7"})
    assert (response.status_code, response.content) == (200, b"ok")
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
class TestReady:
    def test_all_is_well(self, client):
        response = client.get("/readyz")
        assert response.status_code == 200
        assert response.json() == dict.fromkeys(
            ("database", "migrations", "storage", "cache", "worker"), "ok"
        )
        assert default_storage.listdir("readyz")[1] == []

    def test_a_database_that_does_not_answer(self, client, monkeypatch):
        monkeypatch.setitem(health.CHECKS, "database", lambda: 1 / 0)
        response = client.get("/readyz")
        assert response.status_code == 503 and response.json()["database"] == "failed"

    def test_a_migration_that_is_missing(self, client, monkeypatch):
        monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *_: ["0099"])
        assert client.get("/readyz").json()["migrations"] == "migrate"

    def test_a_storage_that_cannot_be_written(self, client, monkeypatch):
        def full(*_):
            raise OSError("No space left on device")

        monkeypatch.setattr(default_storage, "save", full)
        assert client.get("/readyz").json()["storage"] == "failed"
        monkeypatch.undo()

    def test_a_cache_that_forgets(self, client, monkeypatch):
        monkeypatch.setattr(health, "cache", Forgetful())
        assert client.get("/readyz").json()["cache"] == "forgets"

    def test_a_queue_that_nobody_works(self, client, settings, monkeypatch):
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
        purge_addresses.enqueue([])
        assert client.get("/readyz").status_code == 200
        later = timezone.now() + health.WAITED + timedelta(seconds=1)
        monkeypatch.setattr(health.timezone, "now", lambda: later)
        assert client.get("/readyz").json()["worker"] == "waiting"

    def test_a_task_for_later_is_not_late(self, client, settings, monkeypatch):
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
        purge_addresses.using(run_after=timezone.now() + timedelta(days=1)).enqueue([])
        later = timezone.now() + timedelta(hours=3)
        monkeypatch.setattr(health.timezone, "now", lambda: later)
        assert client.get("/readyz").json()["worker"] == "ok"

    def test_workers_that_fell_silent(self, client):
        heartbeat.beat("dead")
        heartbeat.beat("alive")
        WorkerHeartbeat.objects.filter(pk="dead").update(beat_at=timezone.now() - 2 * heartbeat.DEAD)
        assert client.get("/readyz").json()["worker"] == "ok"
        WorkerHeartbeat.objects.filter(pk="alive").update(beat_at=timezone.now() - 2 * heartbeat.DEAD)
        answer = client.get("/readyz")
        assert answer.json()["worker"] == "silent" and answer.status_code == 200, "readers are served without"
        WorkerHeartbeat.objects.all().delete()
        assert client.get("/readyz").json()["worker"] == "ok", "stopped in order, nothing is left to do"

    def test_tells_nothing_of_an_error(self, client, monkeypatch, caplog):
        def broken():
            raise RuntimeError("password=secret")

        monkeypatch.setitem(health.CHECKS, "database", broken)
        assert b"secret" not in client.get("/readyz").content


class Forgetful:
    def set(self, *_):
        pass

    def get(self, *_):
        return None
