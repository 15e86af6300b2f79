"""The clock does what is due, once, whatever else happens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime, timedelta
from datetime import time as hour
from pathlib import Path

import pytest
from django.utils import timezone
from django_tasks import task
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult
from wagtail.models import Locale

from schakel.site.desk import jobs
from schakel.site.desk.models import ClockJob, ClockLease
from schakel.site.desk.timetable import LEASE, Job, Timekeeper
from schakel.site.desk.timetable import jobs as jobs_of_the_settings
from schakel.site.pacts.models import Role
from schakel.site.pages import generation
from schakel.site.pages.models import HomePage, StandardPage

START = datetime(2026, 11, 26, 1, 30, tzinfo=UTC)
done_tasks: list[str] = []


class Watch:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def on(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


@pytest.fixture
def keeper(db: None, watch: Watch, pool: ThreadPoolExecutor) -> Callable[..., Timekeeper]:
    ClockLease.objects.all().delete()
    return lambda *jobs: Timekeeper(jobs, pool, now=watch)


def tick(keeper: Timekeeper) -> bool:
    """One tick, and one more that gathers what the first started."""
    keeper.tick()
    wait(keeper.busy(), timeout=5)
    return keeper.tick()


@task(backend="background")
def note(word: str) -> str:
    """A task that can be seen to be done."""
    if word == "break":
        raise ValueError("this task breaks")
    done_tasks.append(word)
    return word


def test_a_job_is_done_as_often_as_it_asks(keeper, watch: Watch) -> None:
    calls: list[datetime] = []
    every = keeper(Job("j", lambda: calls.append(watch.now), every=timedelta(seconds=30)))
    for _ in range(91):
        tick(every)
        watch.on(seconds=1)
    assert [(call - START).seconds for call in calls] == [0, 30, 60, 90]


def test_a_nightly_job_is_done_once_a_night_and_made_up_for_after_a_stop(
    keeper, watch: Watch
) -> None:
    calls: list[datetime] = []
    job = Job("night", lambda: calls.append(watch.now), at=hour(3))  # 02:00 UTC in winter
    first = keeper(job)
    for _ in range(48):
        tick(first)
        watch.on(minutes=30)
    assert [call.strftime("%d %H:%M") for call in calls] == ["26 01:30", "26 02:00"]
    first.leave()
    watch.on(days=2, hours=3)
    again = keeper(job)
    tick(again)
    watch.on(minutes=1)
    tick(again)
    assert len(calls) == 3, "what was missed is done once"


def test_a_job_that_fails_is_written_down_and_stops_no_other(
    keeper, watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks() -> None:
        raise ValueError("the wire is cut")

    calls: list[int] = []
    both = keeper(
        Job("bad", breaks, every=timedelta(seconds=1)),
        Job("good", lambda: calls.append(1) or "all well", every=timedelta(seconds=1)),
    )
    for _ in range(5):
        tick(both)
        watch.on(seconds=1)
    assert len(calls) == 5
    bad = ClockJob.objects.get(name="bad")
    assert bad.state == ClockJob.State.FAILED
    assert "ValueError: the wire is cut" in bad.said
    assert "Traceback" in caplog.text
    assert caplog.text.count("The job bad failed") == 1, "it is tried again after a minute"
    assert ClockJob.objects.get(name="good").said == "all well"


def test_one_clock_at_a_time_and_another_when_it_stops(keeper, watch: Watch) -> None:
    calls: list[str] = []
    one = keeper(Job("j", lambda: calls.append("one"), every=timedelta(seconds=1)))
    two = keeper(Job("j", lambda: calls.append("two"), every=timedelta(seconds=1)))
    for _ in range(120):
        assert tick(one)
        assert not tick(two)
        watch.on(seconds=1)
    assert set(calls) == {"one"}
    watch.on(seconds=LEASE.seconds)
    assert tick(two), "one has not been heard of for as long as its lease"
    assert not tick(one)
    two.leave()
    assert tick(one), "at once"


def test_tasks_in_the_queue_are_done_and_failures_kept(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)  # we are in a transaction
    done_tasks.clear()
    good, bad = note.enqueue("hello"), note.enqueue("break")
    assert done_tasks == [], "not in the request of whoever asks"
    jobs.run_tasks()
    assert done_tasks == ["hello"]
    assert DBTaskResult.objects.get(pk=good.id).status == "SUCCESSFUL"
    assert "this task breaks" in DBTaskResult.objects.get(pk=bad.id).traceback
    assert jobs.run_tasks() == "", "nothing left"


def test_a_task_whose_clock_was_stopped_is_told_so(db: None) -> None:
    ClockLease.objects.update_or_create(pk=1, defaults={"holder": "now", "until": timezone.now()})
    cut, own = note.enqueue("x"), note.enqueue("y")
    DBTaskResult.objects.get(pk=cut.id).claim("clock-before")
    DBTaskResult.objects.get(pk=own.id).claim("clock-now")
    jobs.run_tasks()
    assert "stopped while" in DBTaskResult.objects.get(pk=cut.id).traceback
    assert DBTaskResult.objects.get(pk=own.id).status == "RUNNING"


def test_the_jobs_of_the_settings_can_be_found() -> None:
    found = {job.name: job for job in jobs_of_the_settings()}
    assert found["desk.jobs.publish_scheduled"].every <= timedelta(seconds=30)
    assert found["desk.jobs.run_tasks"].every <= timedelta(seconds=1)


def test_who_held_a_role_is_erased_when_it_has_ended(db: None) -> None:
    role = Role.objects.first()
    yesterday = timezone.localdate() - timedelta(days=1)
    before = {"valid_from": None, "valid_until": yesterday, "person": "Jo de Vries"}
    Role.objects.filter(pk=role.pk).update(**before)
    assert jobs.erase_ended_roles()
    assert Role.objects.get(pk=role.pk).person == ""
    assert jobs.erase_ended_roles() == "", "nothing left"
    assert "desk.jobs.erase_ended_roles" in {job.name for job in jobs_of_the_settings()}


def scheduled(slug: str, at: datetime) -> StandardPage:
    home = HomePage.objects.get(locale=Locale.objects.get_for_language("nl"))
    page = StandardPage(title=slug, slug=slug, live=False, locale=home.locale, go_live_at=at)
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def test_a_page_is_published_and_taken_down_at_its_hour(db: None) -> None:
    page = scheduled("op-tijd", timezone.now() + timedelta(days=1))
    jobs.publish_scheduled()
    page.refresh_from_db()
    assert not page.live, "it is not time yet"
    page.go_live_at = timezone.now() - timedelta(seconds=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    before = generation.current()
    jobs.publish_scheduled()
    page.refresh_from_db()
    assert page.live
    assert generation.current() > before, "kept pages are made anew"
    page.expire_at = timezone.now() - timedelta(seconds=1)
    page.save()
    jobs.publish_scheduled()
    page.refresh_from_db()
    assert not page.live


BESIDE = "import time; from schakel.site import clock\nwith clock.beside(): time.sleep(60)"


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_the_clock_publishes_by_itself_and_ends_with_its_server(
    site_db: Path, django_db_blocker, how: signal.Signals
) -> None:
    with django_db_blocker.unblock():
        page = scheduled(f"vanzelf-{how.value}", timezone.now() + timedelta(seconds=1))
        server = subprocess.Popen(
            [sys.executable, "-c", BESIDE], env=os.environ, stderr=subprocess.PIPE, text=True
        )
        try:
            until_true(lambda: StandardPage.objects.get(pk=page.pk).live, "published")
            server.send_signal(how)
            said = server.communicate(timeout=30)[1]  # until nobody holds its end: the clock too
        finally:
            server.kill()
            StandardPage.objects.get(pk=page.pk).delete()
        assert "The clock could not" not in said


def test_a_clock_that_dies_alone_is_started_again(site_db: Path, django_db_blocker) -> None:
    with django_db_blocker.unblock():
        ClockLease.objects.all().delete()  # a clock that an earlier test killed left its own
        server = subprocess.Popen([sys.executable, "-c", BESIDE], env=os.environ)
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children")
        try:
            until_true(ClockLease.objects.exists, "the clock works")
            (clock,) = children.read_text().split()
            os.kill(int(clock), signal.SIGKILL)
            ClockLease.objects.all().delete()  # as if the minute of its lease were over
            until_true(ClockLease.objects.exists, "another clock works")
        finally:
            server.send_signal(signal.SIGINT)
            server.communicate(timeout=30)


def until_true(question: Callable[[], bool], what: str) -> None:
    """Ask again and again, half a minute at most."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if question():
            return
        time.sleep(0.1)
    raise AssertionError(f"not within 30 seconds: {what}")
