"""The second factor: an authenticator app (TOTP, RFC 6238) and ten backup codes. The rows and the arithmetic are django-otp's.

Who has one is asked for it. Chiefs and administrators must have one where SECOND_FACTOR is on.
"""

import re
from base64 import b32encode
from io import BytesIO

import segno
from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.timezone import now
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

from diemtin.gate import sign_ins
from news.models import User
from news.workflow import Refused

CODES = 10
# What a chief or an administrator may do and others may not; whoever may do one of these needs a second factor.
POWERS = (
    *("issues.approve_issue", "issues.publish_issue", "issues.withdraw_issue"),
    *("news.change_user", "news.add_user", "issues.change_masthead"),
)
NAME = "Ứng dụng xác thực"


def is_required(person: User) -> bool:
    """Whether this person must have a second factor now: asked anew on each request, so a new role counts at once."""
    return settings.SECOND_FACTOR and person.is_staff and any(person.has_perm(power) for power in POWERS)


def device(person: User) -> TOTPDevice | None:
    """The person's authenticator, or None."""
    return TOTPDevice.objects.filter(user=person, confirmed=True).first()


def codes_left(person: User) -> int:
    """How many backup codes are unused."""
    return StaticToken.objects.filter(device__user=person).count()


def new_key() -> str:
    """A secret for an authenticator that is being set up: 20 random bytes in hexadecimal."""
    return default_key()


def spelled(key: str) -> str:
    """The secret for those who type it, in groups of four."""
    return " ".join(re.findall("....", b32encode(bytes.fromhex(key)).decode()))


def picture(person: User, key: str) -> str:
    """The QR code that an authenticator app reads, as SVG without a name space declaration, for the middle of a page."""
    address = TOTPDevice(user=person, key=key).config_url
    drawn = BytesIO()
    segno.make(address, error="m").save(
        drawn,
        kind="svg",
        scale=5,
        border=4,
        dark="#000",
        light="#fff",
        xmldecl=False,
        svgns=False,
        omitsize=True,
    )
    return drawn.getvalue().decode()


@transaction.atomic
def set_up(person: User, key: str, code: str) -> list[str]:
    """Take this authenticator, in place of an earlier one, and make new backup codes. Returns them: they are not shown again.

    Raises Refused where the code is not the authenticator's.
    """
    User.objects.select_for_update().get(pk=person.pk)
    TOTPDevice.objects.filter(user=person).delete()
    found = TOTPDevice.objects.create(user=person, name=NAME, key=key)
    if not found.verify_token(bare(code)):
        # Out of the transaction: the earlier authenticator stays.
        raise Refused(
            "Mã chưa đúng. Hãy nhập 6 chữ số mà ứng dụng đang hiện, và xem đồng hồ của điện thoại có đúng không."
        )
    return new_codes(person)


@transaction.atomic
def new_codes(person: User) -> list[str]:
    """Ten new backup codes in place of all earlier ones. Only what follows from them is stored."""
    StaticDevice.objects.filter(user=person).delete()
    holder = StaticDevice.objects.create(user=person, name="Mã dự phòng")
    codes = [StaticToken.random_token() for _ in range(CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=holder, token=stored(code)) for code in codes)
    return [f"{code[:4]}-{code[4:]}" for code in codes]


def bare(code: str) -> str:
    """A code as it was meant: without spaces and hyphens, small letters."""
    return re.sub(r"[\s-]", "", code).lower()


def stored(code: str) -> str:
    """What is kept of a backup code. Whoever reads the database without SECRET_KEY learns no code."""
    return salted_hmac("diemtin.gate.backup_code", code, algorithm="sha256").hexdigest()[:16]


def verify(person: User, code: str) -> bool:
    """Whether a code is the authenticator's now, or an unused backup code, which it then no longer is.

    Raises Refused while further tries have to wait: 1, 2, 4, … seconds after each wrong one.
    """
    code = bare(code)
    of_app = bool(re.fullmatch("[0-9]{6}", code))
    with transaction.atomic():
        devices = (TOTPDevice if of_app else StaticDevice).objects.select_for_update()
        found = devices.filter(user=person, confirmed=True).first()
        if found is None:
            return False
        allowed, why = found.verify_is_allowed()
        if not allowed:
            seconds = max(1, round((why["locked_until"] - now()).total_seconds()))
            raise Refused(f"Đã nhập sai {why['failure_count']} lần. Hãy chờ {waiting(seconds)} rồi thử lại.")
        return found.verify_token(code if of_app else stored(code))


def waiting(seconds: int) -> str:
    """A time to wait, in words."""
    if seconds < 100:
        return f"{seconds} giây"
    return f"{-(-seconds // 60)} phút" if seconds < 100 * 60 else f"{-(-seconds // 3600)} giờ"


@transaction.atomic
def remove(person: User) -> bool:
    """Take authenticator and backup codes away, and end the person's sessions. Returns whether there were any."""
    removed = [model.objects.filter(user=person).delete()[0] for model in (TOTPDevice, StaticDevice)]
    if any(removed):
        sign_ins.end_all(person)
    return any(removed)
