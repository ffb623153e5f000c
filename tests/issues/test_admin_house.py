"""House spellings are the newsroom's own data: editors and administrators extend them, writers do not."""

import pytest
from django.urls import reverse

from issues.models import HouseForm

ADD = "admin:issues_houseform_add"


@pytest.mark.parametrize(
    ("role", "may"), [("writer", False), ("editor", True), ("chief", True), ("administrator", True)]
)
def test_who_may_add_a_spelling(role, may, client, request):
    client.force_login(request.getfixturevalue(role))
    data = {
        "preferred": " pin mặt trời ",
        "variants": "pin năng lượng mặt trời\n\n pin MT \npin mặt trời\npin MT",
        "note": "",
    }
    assert client.get(reverse(ADD)).status_code == (200 if may else 403)
    response = client.post(reverse(ADD), data)
    assert response.status_code == (302 if may else 403)
    made = HouseForm.objects.filter(preferred="pin mặt trời").first()
    assert (made.variants if made else None) == ("pin năng lượng mặt trời\npin MT" if may else None)


def test_a_spelling_needs_another_one(client, editor):
    client.force_login(editor)
    response = client.post(reverse(ADD), {"preferred": "pin", "variants": "pin\n \n", "note": ""})
    assert "ít nhất một cách viết khác" in response.content.decode()
    assert not HouseForm.objects.filter(preferred="pin").exists()
