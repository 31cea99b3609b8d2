"""The yardstick: the least a Django page can be that logs in, counts and renders fifty rows.

Served by gunicorn as `tests.benchmarks.bare:application` on the same database as the portal.
"""

import os

import django
from django.conf import settings

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.bare_settings"
django.setup()

from django.contrib.auth.decorators import login_required  # noqa: E402
from django.core.paginator import Paginator  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import models  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.template import Context, Engine  # noqa: E402
from django.urls import path  # noqa: E402

TEMPLATE = Engine().from_string(
    "<!doctype html><title>Suppliers</title><p>{{ page.paginator.count }}<table>"
    "{% for row in page %}<tr><td>{{ row.code }}</td><td>{{ row.name }}</td><td>{{ row.tier }}</td>"
    "<td>{{ row.country_id }}</td><td>{{ row.status }}</td><td>{{ row.is_key }}</td></tr>{% endfor %}"
    "</table>"
)


class Row(models.Model):
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    country_id = models.CharField(max_length=2)
    tier = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=20)
    is_key = models.BooleanField()

    class Meta:
        app_label = "accounts"
        managed = False
        db_table = "suppliers_supplier"
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name


@login_required
def rows(request):
    page = Paginator(Row.objects.all(), 50).get_page(request.GET.get("page"))
    return HttpResponse(TEMPLATE.render(Context({"page": page})))


urlpatterns = [path("suppliers/", rows)]
settings.ROOT_URLCONF = __name__
application = get_wsgi_application()
