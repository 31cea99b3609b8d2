"""A group's board: its threads, writing, answering, taking back, read marks, files."""

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from sustainportal.files.views import FileDownload
from sustainportal.web.pages import ActOnOne, ChangePage, DetailPage, OneThing

from ..forms_board import PostForm
from ..models import Post, PostFile, SupervisionGroup
from ..operations import board as operations
from ..queries.board import (
    PER_PAGE,
    page_of,
    posts_of,
    robot_waits,
    threads,
    unread_among,
    with_readers,
)
from ..queries.groups import is_of_group, people_of_group, supervised_in

LONGEST_ID = 18  # digits


def people_to_tell(group, user):
    """The others of the group, each with `company` (None for ours and the auditor), ours first."""
    people = people_of_group(group).exclude(pk=user.pk)
    people = people.annotate(company=F("memberships__supplier__name"))
    return people.order_by(
        F("company").asc(nulls_first=True), "first_name", "last_name", "username"
    )


class GroupDetail(DetailPage):
    """The board, and who is in the group."""

    permission = "training.read_group"
    queryset = SupervisionGroup.objects.select_related("lead")
    template_name = "training/group_detail.html"

    def get_context_data(self, **kwargs):
        group, user = self.object, self.request.user
        page = Paginator(threads(group), PER_PAGE).get_page(self.request.GET.get("page"))
        page.object_list = list(page.object_list)
        posts = posts_of(page.object_list)
        writes = is_of_group(user, group)
        unread = unread_among(posts, user) if writes else set()
        with_readers(posts, group, user)
        for post in posts:
            post.unread = post.pk in unread
        waiting, error = robot_waits(group) if user.has_perm("training.change_group") else (0, "")
        return super().get_context_data(
            page_obj=page,
            paginator=page.paginator,
            unread=sorted(unread),
            writes=writes,
            form=PostForm(people=people_to_tell(group, user)) if writes else None,
            supervised=list(supervised_in(group)),
            people=list(people_to_tell(group, user)),
            robot_waiting=waiting,
            robot_error=error,
            **kwargs,
        )


class Writing:
    """A form with text, people and files on the board of `group`."""

    permission = "training.post"
    form_class = PostForm
    submit_label = _("Post")

    def group(self):
        return self.object

    def get_form_kwargs(self):
        people = people_to_tell(self.group(), self.request.user)
        return super().get_form_kwargs() | {"people": people}

    def write(self, form, **more):
        row = operations.post(
            self.group(), **form.cleaned_data, **more, by=self.request.user, at=timezone.now()
        )
        return reverse("training:post_show", args=[row.pk])


class PostNew(Writing, ChangePage):
    model = SupervisionGroup
    title = _("Write on the board")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"intro": self.object.name} | kwargs)

    def change(self, form):
        return self.write(form)


class PostAnswer(Writing, ChangePage):
    queryset = Post.objects.select_related("group", "by", "answers")
    template_name = "training/post_answer.html"
    title = _("Answer")

    def group(self):
        return self.object.group

    def cancel_address(self):
        return reverse("training:post_show", args=[self.object.pk])

    def change(self, form):
        return self.write(form, answers=self.object)


class PostShow(OneThing):
    """Leads to the page of the board a post stands on."""

    permission = "training.read_group"
    queryset = Post.objects.select_related("group")
    http_method_names = ["get", "head", "options"]

    def get(self, request, *args, **kwargs):
        number = page_of(self.object)
        asked = f"?page={number}" if number > 1 else ""
        board = reverse("training:group_detail", args=[self.object.group_id])
        return HttpResponseRedirect(f"{board}{asked}#post-{self.object.pk}")


class PostTakeBack(ActOnOne):
    permission = "training.post"
    queryset = Post.objects.select_related("group")
    success_message = _("The post was taken back.")

    def act(self):
        operations.take_back(self.object, by=self.request.user, at=timezone.now())
        return reverse("training:post_show", args=[self.object.pk])


class BoardRead(ActOnOne):
    """Marks what is shown as read: asked by the page itself once it is there, or by hand without script."""

    permission = "training.post"
    model = SupervisionGroup

    @cached_property
    def ids(self):
        asked = self.request.POST.getlist("post")
        return [
            int(text)
            for text in asked
            if text.isascii() and text.isdecimal() and len(text) <= LONGEST_ID
        ]

    def act(self):
        operations.mark_read(self.object, self.ids[:1000], by=self.request.user, at=timezone.now())
        return self.object

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        return HttpResponse(status=204) if request.htmx else response


class PostFileDownload(FileDownload):
    permission = "training.read_group"
    model = PostFile
