"""What is done to people, outlets, sections, spellings, the masthead, and to one's own notices."""

from issues.models import HouseForm, Masthead
from news import binning, joining, leaving
from news.models import Category, Mail, Notice, Source, User
from news.models.notice import Kind
from news.models.user import Role
from tests.deeds.deed import NO_PAGE, NOBODY, Request, deed, deletion_of, form_at, form_of, now
from tests.make import make_article, make_source

ADMIN = "/quan-tri/"
PASSWORD = {"password1": "Hai-Phong-1888", "password2": "Hai-Phong-1888", "usable_password": "true"}


def group(role: Role) -> int:
    """The key of a role's group."""
    return User.groups.rel.model.objects.get(name=role.label).pk


def invited() -> User:
    """Somebody who has not come in yet."""
    person = User.objects.create_user("moi", is_active=False, is_staff=True, email="moi@diemtin.example")
    joining.invite(person, User.objects.get(username="dung"))
    return person


def of_person(person: User, page: str, done, **data) -> Request:
    """A button on somebody's page."""
    return Request(f"{ADMIN}news/user/{person.pk}/{page}/", data, done)


@deed("----a")
def invite_somebody(cast, actor):
    address = f"{ADMIN}news/user/add/"
    values = {
        "last_name": "Đinh Văn",
        "first_name": "Em",
        "email": "em@diemtin.example",
        "groups": [group(Role.WRITER)],
    }
    data = form_at(address, cast.administrator, **values)
    return Request(address, data, User.objects.filter(username="em", invitation__isnull=False).exists)


@deed("----a")
def ask_somebody_in_again(cast, actor):
    person = invited()
    at = person.invitation.renewed_at
    return of_person(person, "moi-lai", lambda: now(person).invitation.renewed_at > at)


@deed("----a")
def take_an_invitation_back(cast, actor):
    person = invited()
    return of_person(person, "huy-loi-moi", lambda: now(person).invitation.revoked_at is not None)


@deed("----a")
def send_a_failed_mail_again(cast, actor):
    mail = Mail.objects.create(recipient=invited(), attempts=5, error="Máy chủ thư không trả lời.")
    return of_person(mail.recipient, "gui-lai-thu", lambda: now(mail).attempts < 5)


@deed("----a")
def change_somebodys_role(cast, actor):
    person = cast.second_editor
    address, data = form_of(person, cast.owner, groups=[group(Role.WRITER)])
    return Request(address, data, lambda: now(person).roles == {Role.WRITER})


@deed("----!")
def make_a_chief_of_somebody(cast, actor):
    person = cast.second_editor
    address, data = form_of(person, cast.owner, groups=[group(Role.CHIEF)])
    return Request(address, data, lambda: now(person).roles == {Role.CHIEF})


@deed("----a")
def set_a_writers_password(cast, actor):
    person = cast.other_writer if actor == cast.writer else cast.writer
    return of_person(person, "password", lambda: now(person).check_password("Hai-Phong-1888"), **PASSWORD)


@deed(NOBODY)
def set_a_chiefs_password(cast, actor):
    person = cast.second_chief
    return of_person(person, "password", lambda: now(person).check_password("Hai-Phong-1888"), **PASSWORD)


@deed("----a")
def let_somebody_leave_and_hand_on_what_they_wrote(cast, actor):
    article = make_article(cast.second_editor)
    return of_person(
        cast.second_editor,
        "cho-nghi",
        lambda: not now(cast.second_editor).is_active and now(article).author == cast.editor,
        successor=cast.editor.pk,
    )


@deed(NOBODY)
def let_a_chief_leave(cast, actor):
    return of_person(cast.second_chief, "cho-nghi", lambda: not now(cast.second_chief).is_active)


@deed("----a")
def let_somebody_come_back(cast, actor):
    leaving.leave(cast.second_editor, cast.administrator)
    return of_person(cast.second_editor, "lam-lai", lambda: now(cast.second_editor).is_active)


@deed(NOBODY)
def delete_somebody(cast, actor):
    gone = User.objects.filter(pk=cast.second_editor.pk)
    return of_person(cast.second_editor, "delete", lambda: not gone.exists(), post="yes")


@deed("--eca")
def enter_an_outlet(cast, actor):
    address = f"{ADMIN}news/source/add/"
    data = form_at(address, cast.editor, name="Đài Hải Đăng")
    return Request(address, data, Source.objects.filter(name="Đài Hải Đăng").exists)


@deed("--eca")
def change_an_outlet(cast, actor):
    source = make_source("Báo Bến Sông")
    address, data = form_of(source, cast.editor, **{"aliases-0-name": "Bến Sông online"})
    return Request(address, data, source.aliases.exists)


@deed("----a")
def merge_outlets(cast, actor):
    winner, loser = make_source("Báo Bến Sông"), make_source("Bến Sông điện tử")
    sent = {"nguon": f"{winner.pk},{loser.pk}", "winner": winner.pk}
    gone = Source.objects.filter(pk=loser.pk)
    return Request(f"{ADMIN}news/source/gop/", sent, lambda: not gone.exists())


@deed("----a")
def begin_a_new_section(cast, actor):
    address = f"{ADMIN}news/category/add/"
    data = form_at(address, cast.administrator, name="Biển đảo", slug="bien-dao", order=9)
    return Request(address, data, Category.objects.filter(slug="bien-dao").exists)


@deed("----a")
def change_a_section(cast, actor):
    section = Category.objects.get(slug="domestic")
    address, data = form_of(section, cast.administrator, kicker="Từ các tỉnh")
    return Request(address, data, lambda: now(section).kicker == "Từ các tỉnh")


@deed("--eca")
def enter_a_house_spelling(cast, actor):
    address = f"{ADMIN}issues/houseform/add/"
    data = form_at(address, cast.editor, preferred="trạm phao", variants="trạm-phao")
    return Request(address, data, HouseForm.objects.filter(preferred="trạm phao").exists)


@deed("--eca")
def change_a_house_spelling(cast, actor):
    term = HouseForm.objects.create(preferred="trạm phao", variants="trạm-phao")
    address, data = form_of(term, cast.editor, note="Theo từ điển.")
    return Request(address, data, lambda: now(term).note == "Theo từ điển.")


@deed("--eca")
def delete_a_house_spelling(cast, actor):
    term = HouseForm.objects.create(preferred="trạm phao", variants="trạm-phao")
    gone = HouseForm.objects.filter(pk=term.pk)
    return Request(deletion_of(term), {"post": "yes"}, lambda: not gone.exists())


@deed("--eca")
def delete_an_outlet_of_no_articles(cast, actor):
    outlet = make_source("Báo Gõ Nhầm")
    gone = Source.objects.filter(pk=outlet.pk)
    return Request(deletion_of(outlet), {"post": "yes"}, lambda: not gone.exists())


@deed(NOBODY)
def delete_an_outlet_of_articles(cast, actor):
    outlet = make_article().source
    gone = Source.objects.filter(pk=outlet.pk)
    return Request(deletion_of(outlet), {"post": "yes"}, lambda: not gone.exists())


@deed("--eca")
def bring_an_outlet_back(cast, actor):
    outlet = make_source("Báo Gõ Nhầm")
    binned = binning.throw_away(outlet, cast.second_editor)
    back = Source.objects.filter(pk=outlet.pk)
    return Request(f"{ADMIN}news/binned/{binned.pk}/khoi-phuc/", {}, back.exists)


@deed("----a")
def change_the_masthead(cast, actor):
    masthead = Masthead.current()
    address, data = form_of(masthead, cast.administrator, slogan="Mỗi tuần một số")
    return Request(address, data, lambda: now(masthead).slogan == "Mỗi tuần một số")


def told(person: User) -> Notice:
    """Something that somebody was told."""
    return Notice.objects.create(
        recipient=person, kind=Kind.APPROVED, subject="Tin được duyệt", delivery="inbox"
    )


@deed("woeca")
def read_ones_own_notice(cast, actor):
    notice = told(actor)
    return Request(f"{ADMIN}news/notice/{notice.pk}/da-doc/", {}, lambda: now(notice).read_at is not None)


@deed(NO_PAGE)
def read_anothers_notice(cast, actor):
    notice = told(cast.second_editor)
    return Request(f"{ADMIN}news/notice/{notice.pk}/da-doc/", {}, lambda: now(notice).read_at is not None)


@deed("woeca")
def choose_how_one_is_told(cast, actor):
    return Request(
        f"{ADMIN}news/notice/cach-nhan/", {"delivery": "daily"}, lambda: now(actor).delivery == "daily"
    )
