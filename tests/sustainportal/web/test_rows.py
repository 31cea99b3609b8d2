"""`{% rows %}`: many rows from one rendering of their markup."""

import pytest
from django.template import engines

from sustainportal.web.routes import address_maker


def written(markup, rows, **context):
    template = engines["django"].from_string("{% load page %}" + markup)
    return template.render({"found": rows, **context})


def test_the_markup_is_written_once_a_row():
    rows = [{"code": "A", "tier": 1}, {"code": "B", "tier": 2}]
    text = written("{% rows found %}<td>{code}</td><td>{tier}</td>{% endrows %}", rows)
    assert text == "<td>A</td><td>1</td><td>B</td><td>2</td>"


def test_no_rows_no_markup():
    assert written("{% rows found %}<td>{code}</td>{% endrows %}", []) == ""


def test_cells_are_escaped_in_text_and_attribute():
    row = {"name": "<b>Red & \"Blue'"}
    text = written('{% rows found %}<td title="{name}">{name}</td>{% endrows %}', [row])
    safe = "&lt;b&gt;Red &amp; &quot;Blue&#x27;"
    assert text == f'<td title="{safe}">{safe}</td>'


def test_a_cell_that_looks_like_markup_of_ours_stays_text():
    row = {"name": "{code} %s {{ user }}", "code": "A"}
    text = written("{% rows found %}<td>{name}</td>{% endrows %}", [row])
    assert text == "<td>{code} %s {{ user }}</td>"


def test_words_of_the_page_and_percent_signs_pass():
    text = written(
        '{% rows found %}<td data-label="{{ word }}">{share} %</td>{% endrows %}',
        [{"share": 40}],
        word="Share, %",
    )
    assert text == '<td data-label="Share, %">40 %</td>'


def test_nothing_known_is_an_empty_cell():
    assert written("{% rows found %}<td>{tier}</td>{% endrows %}", [{"tier": None}]) == "<td></td>"


def test_a_name_the_row_has_not_is_an_error():
    with pytest.raises(KeyError):
        written("{% rows found %}{price}{% endrows %}", [{"code": "A"}])


def test_an_address_is_made_from_the_route():
    address = address_maker("suppliers:supplier_detail")
    assert [address(7), address(100)] == ["/suppliers/7/", "/suppliers/100/"]
