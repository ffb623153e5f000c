"""One outlet, one spelling."""

import pytest
from hypothesis import given

from issues.preflight import outlet_names
from issues.preflight.context import Context, Outlet
from news import outlets
from news.text import nfc
from tests.issues.editions import article
from tests.issues.preflight.trial import anything, body, codes, found, issue_of

HOUSE = Context(outlets=(Outlet("Báo Bến Nghề", ("Bến Nghề", "Báo BN")), Outlet("Tạp chí Hạt Gạo")))


def sources(*names, text="Đội tàu đã rời bến.", **fields):
    """An issue of articles with these sources."""
    return issue_of(*(article(source=name, body=body(text)) for name in names), **fields)


@pytest.mark.parametrize(
    ("names", "wrong"),
    [
        (("Báo Bến Nghề", "Bến Nghề", "Báo Bến Nghề"), ["Bến Nghề"]),
        (("Báo BN", "Báo BN", "Bến Nghề"), ["Bến Nghề"]),
        (("Bộ KH&CN", "Bộ KHCN", "Bộ KHCN"), ["Bộ KH&CN"]),
        (("Tạp chí Hạt gạo", "Tạp chí Hạt Gạo", "Tạp chí Hạt Gạo"), ["Tạp chí Hạt gạo"]),
        (("Báo Bến Nghề", "Tạp chí Hạt Gạo", "Báo Lạ"), []),
        (("Báo BN", "Báo BN"), []),
    ],
)
def test_one_outlet_in_several_spellings(names, wrong):
    findings = found(outlet_names.variants, sources(*names), HOUSE)
    assert [f.quote for f in findings] == wrong
    assert all(f.repair.new != f.quote and f.severity == "warning" for f in findings)


def test_a_text_that_spells_its_source_otherwise():
    text = "Theo Báo Bến nghề, tàu đã rời bến; báo Bến Nghề đăng ảnh."
    findings = found(outlet_names.mentions, sources("Báo Bến Nghề", text=text))
    assert codes(findings) == ["source-variant"] and findings[0].quote == "Báo Bến nghề"
    assert findings[0].repair.new == "Báo Bến Nghề"


def test_common_words_are_no_mention():
    assert not found(
        outlet_names.mentions, sources("Báo Đầu tư", text="Ban thông báo đầu tư thêm; Báo Đầu tư đưa tin.")
    )
    assert not found(outlet_names.mentions, sources("Lao động", text="Người LAO ĐỘNG rời bến."))


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("Tập chí Sóng", "Tạp chí Sóng"),
        ("Báo Bén Nghề", "Báo Bến Nghề"),
        ("Bộ KHHCN", "Bộ KHCN"),
        ("Bộ KHCCN", "Bộ KHCN"),
        ("Báo Quãng Ninh", "Báo Quảng Ninh"),
        ("Bao Hải Phòng", "Báo Hải Phòng"),
    ],
)
def test_a_slip_in_a_name(name, right):
    findings = found(outlet_names.slips, sources(name), HOUSE)
    assert codes(findings) == ["source-typo"] and findings[0].quote == name
    assert right.replace("KHCN", "") in findings[0].message.replace("KH&CN", "")


@pytest.mark.parametrize(
    "name",
    [
        "Báo Bến Nghề",
        "VTC",
        "VTV",
        "VTV8",
        "Báo Quảng Nam",
        "Báo Quảng Ngãi",
        "Báo Bến Sông",
        "Hạt",
        "",
        "Báo Hà Nam",
        "Tạp chí Tia Sáng",
    ],
)
def test_a_name_that_is_right_or_unknown(name):
    assert not found(outlet_names.slips, sources(name), HOUSE)


def test_an_outlet_that_an_import_made_of_another_ones_alias_is_a_hint():
    context = Context(outlets=(Outlet("Báo PLVN"),))
    findings = found(outlet_names.other_official_name, sources("Báo PLVN", "Báo PLVN"), context)
    assert [(f.severity, f.quote) for f in findings] == [("hint", "Báo PLVN")]


def test_the_bundled_list_is_sound():
    rows = outlets.known()
    names = [name.casefold() for row in rows for name in (row.name, *row.aliases)]
    assert len(rows) > 150 and len(names) == len(set(names))
    assert all(row.site.startswith("http") and row.name == nfc(row.name).strip() for row in rows)


@given(anything)
def test_no_text_breaks_the_checks(text):
    made = sources(text, text + "x", "Báo Bến Nghề", text=text)
    for check in (
        outlet_names.variants,
        outlet_names.mentions,
        outlet_names.slips,
        outlet_names.other_official_name,
    ):
        assert all(f.code for f in found(check, made, HOUSE))
