import pytest
from django.urls import reverse

from sustainportal.jobs import operations, work
from sustainportal.jobs.models import Job


@pytest.fixture
def job(effects, buyer, now):
    return operations.ask("tests.steps", by=buyer, at=now, count=3)


def failed(job, now, effects):
    effects.trouble[1] = [RuntimeError("the secret of the house")]
    with pytest.raises(work.JobFailed):
        operations.run(job, at=now)
    job.refresh_from_db()
    return job


def progress(client, job):
    return client.get(reverse("jobs:job_progress", args=[job.pk])).content.decode()


def test_procurement_and_admin_see_all_jobs(as_user, buyer, second_buyer, admin_user, job):
    for person in (buyer, second_buyer, admin_user):
        page = as_user(person).get(reverse("jobs:job_list"))
        assert list(page.context["object_list"]) == [job]
        assert f'<a href="/jobs/{job.pk}/">Steps 3</a>' in page.content.decode()


@pytest.mark.parametrize("role", ["sales", "auditor", "mill_user"])
def test_the_list_is_not_for_the_other_roles(role, request, as_user):
    person = request.getfixturevalue(role)
    assert as_user(person).get(reverse("jobs:job_list")).status_code == 403


def test_the_list_is_filtered_by_state_kind_and_night(as_user, buyer, job, now, effects):
    single = operations.ask("tests.single", by=None, at=now)
    Job.objects.filter(pk=single.pk).update(night=now.date())
    operations.run(single, at=now)

    def found(**asked):
        return list(as_user(buyer).get(reverse("jobs:job_list"), asked).context["object_list"])

    assert found(state="queued") == [job]
    assert found(state="done") == [single]
    assert found(kind="tests.single") == [single]
    assert found(nightly="true") == [single]
    assert found(nightly="false") == [job]
    assert found(q="steps") == [job]


def test_the_list_asks_as_much_for_three_jobs_as_for_one(
    as_user, buyer, job, now, django_assert_num_queries
):
    client = as_user(buyer)
    address = reverse("jobs:job_list")
    client.get(address)
    with django_assert_num_queries(4):
        client.get(address)
    for count in (4, 5):
        operations.ask("tests.steps", by=buyer, at=now, count=count)
    with django_assert_num_queries(4):
        client.get(address)


def test_one_follows_a_job_one_asked_for_oneself(as_user, sales, mill_user, now, effects):
    own = operations.ask("tests.steps", by=sales, at=now, count=2)
    for route in ("jobs:job_detail", "jobs:job_progress"):
        address = reverse(route, args=[own.pk])
        assert as_user(sales).get(address).context["object"] == own
        assert as_user(mill_user).get(address).status_code == 404


def test_the_progress_renews_itself_until_the_job_is_finished(as_user, buyer, job, now):
    client = as_user(buyer)
    waiting = progress(client, job)
    assert f'hx-get="/jobs/{job.pk}/progress/" hx-trigger="every 2s"' in waiting
    assert "Waiting for a worker." in waiting
    mine = work.claim(job.pk, at=now)
    assert "The steps are being planned." in progress(client, job)
    seen = []
    work.work_through(mine, clock=lambda: now, told=lambda _job: seen.append(progress(client, job)))
    assert "1 of 3 steps done (33 %)" in seen[1]
    done = progress(client, job)
    assert "hx-get" not in done
    assert '<th scope="row">effects</th><td class="text-end">3</td>' in done
    assert '<a href="/seen/">See the result</a>' in done
    address = reverse("jobs:job_progress", args=[job.pk])
    assert client.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_the_result_says_what_failed_to_people_and_the_detail_to_admins_only(
    as_user, buyer, admin_user, job, now, effects
):
    failed(job, now, effects)
    address = reverse("jobs:job_detail", args=[job.pk])
    page = as_user(buyer).get(address).content.decode()
    assert "Step 2 of 3 failed: an unexpected error." in page
    assert "the secret of the house" not in page
    assert "the secret of the house" in as_user(admin_user).get(address).content.decode()


def test_trying_again_is_a_button_that_goes_back_to_the_job(
    as_user, second_buyer, job, now, effects
):
    failed(job, now, effects)
    answer = as_user(second_buyer).post(reverse("jobs:job_retry", args=[job.pk]))
    assert (answer.status_code, answer.url) == (302, f"/jobs/{job.pk}/")
    job.refresh_from_db()
    assert (job.state, job.position) == ("queued", 1)


def test_trying_a_waiting_job_again_is_refused(as_user, buyer, job):
    answer = as_user(buyer).post(reverse("jobs:job_retry", args=[job.pk]))
    assert answer.status_code == 409
    assert "has not failed" in answer.content.decode()


def test_trying_again_is_not_for_who_only_asked(as_user, sales, now, effects):
    job = failed(operations.ask("tests.steps", by=sales, at=now, count=2), now, effects)
    assert as_user(sales).post(reverse("jobs:job_retry", args=[job.pk])).status_code == 403
    assert "Try again" not in progress(as_user(sales), job)


def test_an_admin_searches_jobs_and_changes_none(as_user, admin_user, job):
    client = as_user(admin_user)
    page = client.get("/admin/jobs/job/", {"q": "steps"})
    assert "Steps 3" in page.content.decode()
    assert client.get(f"/admin/jobs/job/{job.pk}/change/").status_code == 200
    assert client.post(f"/admin/jobs/job/{job.pk}/change/", {}).status_code == 403
    assert client.get("/admin/jobs/job/add/").status_code == 403
