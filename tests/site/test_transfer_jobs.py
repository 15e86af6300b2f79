"""Imports in the back office: check first, then apply; one at a time; large ones later."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from schakel.base.errors import SchakelError
from schakel.catalog.ledger_faults import NOTES, TEXTS, WORDS
from schakel.site import messages
from schakel.site.pacts.models import ImportJob, Organisation
from schakel.site.pacts.transfer import jobs
from tests.support.login import logged_in

pytestmark = pytest.mark.django_db
PAGE = "/admin/ledger/"
State = ImportJob.State


@pytest.fixture
def client() -> Iterator[Client]:
    ImportJob.objects.all().delete()  # tests in a browser leave theirs
    yield logged_in("manager", "programme_manager")
    for job in ImportJob.objects.all():
        jobs._forget(job)


def paste(client: Client, text: str, **more: str) -> object:
    return client.post(PAGE, {"region": "oost", "text": text, **more}, follow=True)


def organisations(count: int) -> str:
    return "key,name\n" + "".join(f"made-{n},Gemaakt {n}\n" for n in range(count))


def folder(job: ImportJob) -> Path:
    return settings.HOME / "imports" / str(job.pk)


def test_a_small_file_is_checked_at_once_and_applied_when_told(client: Client) -> None:
    file = SimpleUploadedFile("organisations.csv", organisations(2).encode())
    page = client.post(PAGE, {"region": "oost", "files": [file]}, follow=True)
    job = ImportJob.objects.get()
    assert (job.state, job.user) == (State.CHECKED, client.user)
    assert job.counts["organisations"]["added"] == 2
    assert "Alles doorvoeren" in page.content.decode()
    assert not Organisation.objects.filter(key="made-1").exists()
    client.post(f"{PAGE}import/{job.pk}/apply/")
    job.refresh_from_db()
    assert job.state == State.DONE
    assert Organisation.objects.filter(key="made-1").exists()
    assert not folder(job).exists(), "the file is removed when it is done"


def test_problems_are_shown_row_by_row_in_dutch_and_markup_as_text(client: Client) -> None:
    text = "key;name;web\nA b;Naam;\nb;Naam;<script>alert(1)</script>\n"
    page = paste(client, text, table="organisations").content.decode()
    job = ImportJob.objects.get()
    assert (job.state, job.problem_count) == (State.REFUSED, 2)
    assert "kleine letters, cijfers en losse streepjes" in page
    assert "gescheiden door een puntkomma" in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page
    assert not folder(job).exists()


def test_a_large_file_waits_for_the_background_and_the_page_looks_again(client: Client) -> None:
    page = paste(client, organisations(jobs.AT_ONCE + 1))
    job = ImportJob.objects.get()
    assert job.state == State.WAITING
    assert page.headers["Refresh"]
    task = DBTaskResult.objects.get()
    assert task.args_kwargs["args"] == [job.pk]
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.total) == (State.CHECKED, jobs.AT_ONCE + 1)
    assert "Refresh" not in client.get(f"{PAGE}import/{job.pk}/").headers
    client.post(f"{PAGE}import/{job.pk}/apply/")
    jobs.run(job.pk)
    job.refresh_from_db()
    assert job.state == State.DONE
    assert Organisation.objects.filter(key__startswith="made-").count() == jobs.AT_ONCE + 1


def test_progress_is_told_while_it_is_busy(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[dict[str, object]] = []
    monkeypatch.setattr(jobs, "_EVERY", -1)
    real = jobs.carry_out

    def seen(*args: object) -> object:
        plan = real(*args)
        told.append(jobs.progress(ImportJob.objects.get()))
        return plan

    monkeypatch.setattr(jobs, "carry_out", seen)
    paste(client, organisations(3))
    client.post(f"{PAGE}import/{ImportJob.objects.get().pk}/apply/")
    assert told == [{"phase": "writing", "done": 3, "total": 3}]


def test_a_second_import_is_told_to_wait(client: Client) -> None:
    paste(client, organisations(jobs.AT_ONCE + 1))
    page = paste(client, organisations(1))
    assert "Wacht tot die klaar is" in page.content.decode()
    assert ImportJob.objects.count() == 1
    with pytest.raises(SchakelError), jobs.alone("oost", ["x.csv"], False):
        pass
    client.post(f"{PAGE}import/{ImportJob.objects.get().pk}/stop/")
    assert paste(client, organisations(1)).context["job"].state == State.CHECKED


def test_an_import_that_fell_silent_makes_room_and_says_so(client: Client) -> None:
    job = ImportJob.objects.create(region="oost", files=["x.csv"], state=State.BUSY)
    ImportJob.objects.update(created=timezone.now() - timedelta(hours=1))
    page = client.get(f"{PAGE}import/{job.pk}/").content.decode()
    assert "er is niets doorgevoerd" in page
    assert paste(client, organisations(1)).context["job"].state == State.CHECKED


def test_nothing_handed_over_and_too_much_pasted(client: Client) -> None:
    assert "Kies een bestand of plak een tabel" in paste(client, "").content.decode()
    for size in (11, 60):
        answer = paste(client, "x" * (size * 1024 * 1024))
        assert answer.status_code == 413
        assert "te groot om in één keer te sturen" in answer.content.decode()
    assert not ImportJob.objects.exists()


def test_an_export_is_a_zip_or_one_table(client: Client) -> None:
    whole = client.get(f"{PAGE}export/", {"region": "oost"})
    assert "money.csv" in zipfile.ZipFile(io.BytesIO(whole.content)).namelist()
    one = client.get(f"{PAGE}export/", {"region": "oost", "table": "roles"})
    assert one.headers["Content-Disposition"] == 'attachment; filename="oost-roles.csv"'
    assert b"telephone" not in one.content
    personal = client.get(f"{PAGE}export/", {"region": "oost", "table": "roles", "personal": "on"})
    assert b"telephone" in personal.content
    assert "no-store" in personal.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("programme_manager", True),
        ("administrator", True),
        ("editor", False),
        ("liaison", False),
        ("fund_adviser", False),
    ],
)
def test_who_may_import_and_export(role: str, may: bool) -> None:
    client = logged_in(f"some-{role}", role)
    job = ImportJob.objects.create(region="oost", files=["x.csv"], state=State.DONE)
    for address in (PAGE, f"{PAGE}export/?region=oost", f"{PAGE}import/{job.pk}/"):
        assert (client.get(address).status_code == 200) == may, address
    stopped = client.post(f"{PAGE}import/{job.pk}/stop/", follow=True).redirect_chain
    assert (stopped[0][0] == f"{PAGE}import/{job.pk}/") == may


def test_every_word_about_a_fault_is_there_in_dutch() -> None:
    known = {key for path in messages.catalogs() for key in messages.read(path)}
    said = {text for texts in TEXTS.values() for text in texts} | {*NOTES.values(), *WORDS}
    assert said - known == set()
