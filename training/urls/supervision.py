"""The addresses of supervision and the boards of its groups."""

from django.urls import path

from ..views import board, groups, participation, supervision, supervision_moves

urlpatterns = [
    path("supervision/", supervision.SupervisionList.as_view(), name="supervision_list"),
    path("supervision/new/", supervision_moves.SupervisionNew.as_view(), name="supervision_new"),
    path(
        "supervision/<int:pk>/", supervision.SupervisionDetail.as_view(), name="supervision_detail"
    ),
    path(
        "supervision/<int:pk>/group/",
        supervision_moves.SupervisionMove.as_view(),
        name="supervision_move",
    ),
    path(
        "supervision/<int:pk>/end/",
        supervision_moves.SupervisionEnd.as_view(),
        name="supervision_end",
    ),
    path("groups/", groups.GroupList.as_view(), name="group_list"),
    path("groups/new/", groups.GroupNew.as_view(), name="group_new"),
    path("groups/<int:pk>/", board.GroupDetail.as_view(), name="group_detail"),
    path("groups/<int:pk>/change/", groups.GroupChange.as_view(), name="group_change"),
    path("groups/<int:pk>/post/", board.PostNew.as_view(), name="post_new"),
    path("groups/<int:pk>/read/", board.BoardRead.as_view(), name="board_read"),
    path("posts/<int:pk>/", board.PostShow.as_view(), name="post_show"),
    path("posts/<int:pk>/answer/", board.PostAnswer.as_view(), name="post_answer"),
    path("posts/<int:pk>/take-back/", board.PostTakeBack.as_view(), name="post_take_back"),
    path("post-files/<int:pk>/", board.PostFileDownload.as_view(), name="post_file"),
    path(
        "participation/<int:pk>/",
        participation.ParticipationList.as_view(),
        name="participation_list",
    ),
]
