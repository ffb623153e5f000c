"""System checks of who gets in: what is nonsense or unsafe, with its remedy."""

import re

from django.conf import settings
from django.core.checks import Error, Warning, register
from django.urls import Resolver404, resolve

from diemtin.checks import TAG
from diemtin.gate.networks import OUTSIDE, networks

PATH = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9_-]*)*/")


@register(TAG)
def check_admin_path(app_configs, **kwargs):
    """The newsroom's address is one, and no public page's."""
    hint = "Đặt ADMIN_PATH bằng chữ không dấu, chữ số, gạch nối, ví dụ: ADMIN_PATH=toa-soan-k7. Bỏ trống thì là quan-tri."
    path = settings.ADMIN_PATH
    if not PATH.fullmatch(path):
        return [Error(f"ADMIN_PATH không dùng được: {path.strip('/')!r}.", hint=hint, id="diemtin.E101")]
    first = path.partition("/")[0]
    if f"/{first}/" == settings.STATIC_URL or is_public(path):
        return [Error(f"ADMIN_PATH trùng với một trang công khai: {first}.", hint=hint, id="diemtin.E102")]
    return []


def is_public(path: str) -> bool:
    """Whether the public archive answers at this path."""
    try:
        resolve(f"/{path}", OUTSIDE)
    except Resolver404:
        return False
    return True


@register(TAG)
def check_admin_networks(app_configs, **kwargs):
    """Networks are networks."""
    try:
        networks(tuple(settings.ADMIN_NETWORKS))
    except ValueError as error:
        hint = "Viết các mạng cách nhau bằng dấu phẩy, ví dụ: ADMIN_NETWORKS=10.2.0.0/16,192.0.2.7/32,2001:db8:7::/48"
        return [Error(f"ADMIN_NETWORKS không đọc được: {error}.", hint=hint, id="diemtin.E103")]
    return []


@register(TAG)
def check_proxy_hops(app_configs, **kwargs):
    """So many proxies stand in front as there can be."""
    if 0 <= settings.PROXY_HOPS <= 9:
        return []
    hint = (
        "Đặt PROXY_HOPS bằng số máy chủ trung gian đứng trước, thường là 1 (nginx), hoặc bỏ đi nếu không có."
    )
    return [Error(f"PROXY_HOPS không dùng được: {settings.PROXY_HOPS}.", hint=hint, id="diemtin.E104")]


@register(TAG, deploy=True)
def check_clients_are_told_apart(app_configs, **kwargs):
    """Behind a proxy that nobody has told of, all clients are one: one lock for all, one network for all."""
    if not settings.HTTPS or settings.PROXY_HOPS:
        return []
    hint = "Đặt PROXY_HOPS=1 nếu có nginx đứng trước (nginx phải ghi X-Forwarded-For)."
    words = "HTTPS do máy chủ đứng trước lo, nhưng PROXY_HOPS là 0: mọi người đọc và người đăng nhập có chung một địa chỉ."
    return [Warning(words, hint=hint, id="diemtin.W105")]


@register(TAG, deploy=True)
def check_second_factor(app_configs, **kwargs):
    """Chiefs and administrators have a second factor."""
    if settings.SECOND_FACTOR:
        return []
    hint = "Bỏ SECOND_FACTOR, hoặc đặt SECOND_FACTOR=1."
    words = "SECOND_FACTOR đang tắt: một mật khẩu bị lộ là đủ để xuất bản hoặc đổi tài khoản."
    return [Warning(words, hint=hint, id="diemtin.W106")]
