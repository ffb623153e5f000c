"""The pages of signing in shut nobody out: axe-core finds nothing serious, by day and by night, on desks and phones."""

import pytest

from diemtin.gate import limits, second_factor
from tests.browser.test_accessibility import LOOKS, violations
from tests.gate.conftest import equip, token

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ADMIN = "/quan-tri/"


def sign_in(page, username: str, password: str = "pw") -> None:
    """Fill in the form."""
    page.goto(ADMIN)
    page.fill("#id_username", username)
    page.fill("#id_password", password)
    page.click("input[type=submit]")


def heading(page) -> str:
    """What the page says it is."""
    return page.inner_text("#content h1")


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_from_the_first_sign_in_to_ones_own_account(visit, chief, settings, scheme, width):
    settings.SECOND_FACTOR = True
    page = visit(width=width)
    page.emulate_media(color_scheme=scheme)
    seen = {}

    def look() -> None:
        """Note what is wrong with the page, and whether it is wider than the screen."""
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        seen[heading(page)] = violations(page) + (["wider than the screen"] if wide else [])

    sign_in(page, chief.username)
    look()
    page.click("summary")
    key = page.inner_text(".gate-key").replace(" ", "")
    page.fill("#id_code", "000000")
    page.click("input[type=submit]")
    look()
    assert "Mã chưa đúng" in page.inner_text(".errorlist")
    secret = bytes_of(key)
    page.fill("#id_code", token(secret))
    page.click("input[type=submit]")
    look()
    code = page.inner_text(".gate-codes li:first-child")
    page.click("text=Tôi đã cất các mã")
    page.wait_for_selector(".newsroom-nav")
    page.click("#user-tools >> text=Tài khoản")
    look()
    page.click("#logout-form button")
    sign_in(page, chief.username)
    look()
    page.fill("#id_code", code)
    page.keyboard.press("Enter")
    page.wait_for_selector(".newsroom-nav")
    assert list(seen) == ["Cài xác thực hai bước", "Mã dự phòng", "Tài khoản của tôi", "Bước thứ hai"]
    assert not any(seen.values()), seen


def bytes_of(key: str) -> str:
    """The secret as it is stored, from what the page spells."""
    from base64 import b32decode

    return b32decode(key).hex()


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_the_administrators_pages_and_those_of_who_cannot_get_in(visit, administrator, writer, scheme, width):
    equip(writer)
    page = visit(administrator.username, width=width)
    page.emulate_media(color_scheme=scheme)
    outside = visit(width=width)
    outside.emulate_media(color_scheme=scheme)
    for _ in range(limits.SAME_ADDRESS):
        sign_in(outside, writer.username, "sai")
    wrong = {}
    assert heading(outside) == "Tạm khóa đăng nhập"
    wrong["locked"] = violations(outside)
    for name, address in {"forgotten": "quen-mat-khau/", "gone": "mat-khau-moi/x/y/"}.items():
        outside.goto(ADMIN + address)
        wrong[name] = violations(outside)
    person = f"news/user/{writer.pk}"
    for address in (
        "admin/logentry/",
        "axes/accessattempt/",
        f"{person}/dang-nhap/",
        f"{person}/change/",
        "news/user/",
    ):
        assert page.goto(ADMIN + address).status == 200
        wrong[address] = violations(page)
    page.goto(f"{ADMIN}{person}/dang-nhap/")
    page.click("text=Mở khóa")
    assert "đăng nhập được ngay" in page.inner_text(".messagelist")
    page.click("text=Xóa xác thực hai bước")
    assert "Đã xóa xác thực hai bước" in page.inner_text(".messagelist")
    assert second_factor.device(writer) is None
    assert not any(wrong.values()), wrong
