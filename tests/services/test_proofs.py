"""Mails that prove who reads an address: their links work once, for a while, and stand nowhere but in the mail."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import Any

import pytest
from bson import ObjectId

from drivesphere.domain import clock
from drivesphere.domain.errors import DriveSphereError, NotAllowed, Rejected, Unauthenticated
from drivesphere.domain.user import Actor, Role
from drivesphere.infra import seal
from drivesphere.models import account_token, outbox, user
from drivesphere.services import accounts, own_account, passwords, proofs, sessions, users
from tests.mailroom import Mailroom, text_of
from tests.profiler import Profiled
from tests.races.conftest import SPREADS
from tests.races.controls import MOMENT_SECONDS
from tests.stage import Stage

PASSWORD, NEW = "blue-harbour-lantern-19", "amber-lighthouse-ferry-27"
EMAIL = "ada@example.com"


@pytest.fixture
def ada(mailroom: Mailroom) -> ObjectId:
    """Ada, who has just registered."""
    return accounts.register(email=EMAIL, name="Ada", password=PASSWORD, role="client")["_id"]


def tokens_in(mailroom: Mailroom, subject: str) -> list[str]:
    """The tokens of the links in all mails with this subject."""
    texts = [text_of(message) for message in mailroom.sent() if message["Subject"] == subject]
    return [token for text in texts for token in re.findall(r"#token=([\w-]+)", text)]


def verification(mailroom: Mailroom) -> str:
    return tokens_in(mailroom, "Is this your e-mail address?")[-1]


def reset_token(mailroom: Mailroom) -> str:
    """The token of the mail that Ada asks for now."""
    proofs.ask_to_reset(EMAIL)
    return tokens_in(mailroom, "Choose a new password")[-1]


def wait_a_quarter_of_an_hour() -> None:
    back = [{"$set": {"expires_at": {"$subtract": ["$expires_at", 15 * 60_000]}}}]
    account_token.collection().update_many({}, back)


def log_in(password: str) -> sessions.Ticket:
    return accounts.log_in(email=EMAIL, password=password)


def test_who_registers_is_unverified_until_the_link_is_followed(mailroom: Mailroom, ada: ObjectId) -> None:
    with pytest.raises(NotAllowed, match="mail"):
        accounts.refuse_unverified(ada)

    proofs.verify(verification(mailroom))

    accounts.refuse_unverified(ada)
    assert accounts.public(accounts.find(ada))["email_verified"] is True


def test_the_mail_leads_to_our_own_page_and_keeps_the_token_from_every_server(
    mailroom: Mailroom, ada: ObjectId
) -> None:
    [message] = mailroom.sent()

    [link] = re.findall(r"http\S+token\S+", text_of(message))
    assert (message["To"], link.partition("#")[0]) == (EMAIL, "http://127.0.0.1:8000/verify")


def test_whoever_names_an_account_says_nothing_to_a_stranger_by_its_mails(mailroom: Mailroom) -> None:
    spam = "You won, call 555 0199"
    ada = accounts.register(email=EMAIL, name=spam, password=PASSWORD, role="client")["_id"]
    own_account.change_password(Actor(ada, Role.CLIENT, None), PASSWORD, NEW)
    proofs.ask_to_reset(EMAIL)

    texts = [form for each in mailroom.sent() for form in (text_of(each), each.as_string())]

    assert len(texts) == 6
    assert not [text for text in texts if spam in text]
    proofs.verify(verification_of(ada))
    proofs.ask_to_reset(EMAIL)
    assert f"Hello {spam}," in text_of(mailroom.sent()[-1])


def verification_of(user_id: ObjectId) -> str:
    """A link that the user asks for now."""
    seed = "a" * 32
    page = proofs.page_of(proofs.VERIFY, seed, user_id, clock.now())
    assert page is not None
    return page.partition("token=")[2]


def test_accounts_that_were_made_otherwise_count_as_verified(stage: Stage) -> None:
    imported = user.upsert_imported({"7": "Fleet"})["7"]["_id"]

    assert [accounts.public(accounts.find(each))["email_verified"] for each in (stage.person(), imported)] == [True] * 2


def test_an_admin_of_the_command_line_is_verified_and_gets_no_mail(mailroom: Mailroom) -> None:
    iris = accounts.create_admin(email="iris@example.com", name="Iris", password=PASSWORD)

    assert user.is_verified(iris)
    assert mailroom.sent() == []


def test_the_mail_can_be_asked_for_again_until_it_was_of_use(mailroom: Mailroom, ada: ObjectId) -> None:
    proofs.ask_again(ada)
    proofs.verify(verification(mailroom))

    proofs.ask_again(ada)

    assert len(mailroom.sent()) == 2


@pytest.mark.usefixtures("ada")
def test_a_forgotten_password_is_replaced_and_all_sessions_end(mailroom: Mailroom) -> None:
    ticket = log_in(PASSWORD)

    proofs.reset(reset_token(mailroom), NEW)

    assert not sessions.is_live(ticket.family_id)
    with pytest.raises(Unauthenticated):
        log_in(PASSWORD)
    assert log_in(NEW)
    assert [message["Subject"] for message in mailroom.sent()][-1] == "Your password was changed"


def test_who_reads_the_mail_of_a_reset_has_the_address(mailroom: Mailroom, ada: ObjectId) -> None:
    proofs.reset(reset_token(mailroom), NEW)

    accounts.refuse_unverified(ada)


@pytest.mark.usefixtures("ada")
def test_a_token_works_once(mailroom: Mailroom) -> None:
    token = reset_token(mailroom)
    proofs.reset(token, NEW)

    with pytest.raises(Rejected) as refused:
        proofs.reset(token, "another-harbour-lantern-20")

    assert (refused.value.code, list(refused.value.errors)) == ("token_no_good", ["token"])
    assert log_in(NEW)


@pytest.fixture
def crowd(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifty may hash a password at once, so that all of them come as far as the link."""
    monkeypatch.setattr(passwords, "_places", passwords.threading.BoundedSemaphore(50))
    monkeypatch.setattr(passwords, "WAIT_SECONDS", 60)


@pytest.mark.usefixtures("ada", "crowd")
@pytest.mark.parametrize("spread", SPREADS)
def test_of_fifty_uses_at_once_one_works(mailroom: Mailroom, spread: float) -> None:
    """The statement that holds this has its twin at the verifications below; here the user's row holds it as well."""
    assert reset_by_fifty(mailroom, spread) == {"ok": 1, "token_no_good": 49}


def outcome(work: Callable[[], object]) -> str:
    """The code of the refusal; whoever hears that the database was busy asks again, as a client does."""
    for _ in range(20):
        try:
            work()
        except DriveSphereError as refused:
            if refused.code != "unavailable":
                return refused.code
        else:
            return "ok"
    return "unavailable"


@pytest.mark.usefixtures("ada")
@pytest.mark.parametrize("spread", SPREADS)
def test_of_fifty_verifications_at_once_one_works(mailroom: Mailroom, spread: float) -> None:
    assert verified_by_fifty(mailroom, spread) == {"ok": 1, "token_no_good": 49}


@pytest.mark.usefixtures("ada")
def test_looking_first_and_using_then_a_link_works_several_times(
    mailroom: Mailroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: whether a token is good is read, and that it was used is written a moment later."""
    monkeypatch.setattr(account_token, "use_up", look_then_use)

    assert verified_by_fifty(mailroom, 0.0)["ok"] > 1


def look_then_use(_: Any, digest: str, purpose: str) -> bool:
    """In place of `account_token.use_up`."""
    found = account_token.find(digest, purpose)
    sleep(MOMENT_SECONDS)
    account_token.collection().update_one({"_id": digest}, [{"$set": {"used_at": "$$NOW"}}])
    return found is not None


def verified_by_fifty(mailroom: Mailroom, spread: float) -> Counter[str]:
    token = verification(mailroom)
    return used_by_fifty(spread, lambda _: proofs.verify(token))


def reset_by_fifty(mailroom: Mailroom, spread: float) -> Counter[str]:
    token = reset_token(mailroom)
    return used_by_fifty(spread, lambda number: proofs.reset(token, f"{NEW}-{number}"))


def used_by_fifty(spread: float, use: Callable[[int], object]) -> Counter[str]:
    """How often each outcome came, of fifty that arrive within `spread` seconds."""

    def arrive(number: int) -> str:
        sleep(number * spread / 49)
        return outcome(lambda: use(number))

    with ThreadPoolExecutor(50) as pool:
        return Counter(pool.map(arrive, range(50)))


@pytest.mark.usefixtures("ada")
def test_a_token_is_good_for_a_quarter_of_an_hour_by_the_databases_clock(mailroom: Mailroom) -> None:
    verify, reset = verification(mailroom), reset_token(mailroom)
    wait_a_quarter_of_an_hour()

    for use in (lambda: proofs.verify(verify), lambda: proofs.reset(reset, NEW)):
        with pytest.raises(Rejected, match="no good"):
            use()


@pytest.mark.usefixtures("ada")
def test_a_mail_that_is_sent_again_has_the_same_token_and_brings_no_used_one_back(mailroom: Mailroom) -> None:
    row = outbox.collection().find_one({"effect": "mail"}) or {}
    first = verification(mailroom)
    proofs.verify(first)

    page = proofs.page_of(row["payload"]["template"], row["payload"]["seed"], row["user_id"], row["created_at"])

    assert page == f"/verify#token={first}"
    with pytest.raises(Rejected):
        proofs.verify(first)


@pytest.mark.usefixtures("ada")
def test_a_token_of_one_purpose_is_no_good_for_another(mailroom: Mailroom) -> None:
    verify, reset = verification(mailroom), reset_token(mailroom)

    with pytest.raises(Rejected):
        proofs.reset(verify, NEW)
    with pytest.raises(Rejected):
        proofs.verify(reset)


@pytest.mark.usefixtures("ada")
def test_a_new_password_leaves_no_other_token_good(mailroom: Mailroom) -> None:
    older, newer = reset_token(mailroom), reset_token(mailroom)
    proofs.reset(newer, NEW)

    with pytest.raises(Rejected):
        proofs.reset(older, PASSWORD)


@pytest.mark.usefixtures("ada")
@pytest.mark.parametrize("weak", ["short", "password1234"])
def test_a_weak_password_is_named_and_the_token_stays_good(mailroom: Mailroom, weak: str) -> None:
    token = reset_token(mailroom)

    with pytest.raises(Rejected) as refused:
        proofs.reset(token, weak)

    assert list(refused.value.errors) == ["password"]
    proofs.reset(token, NEW)
    assert log_in(NEW)


@pytest.mark.usefixtures("ada")
@pytest.mark.parametrize("token", ["", "x", "A" * 100, "\N{SNOWMAN}", "' or 1=1", "$ne"])
def test_what_is_no_token_is_no_good(token: str) -> None:
    with pytest.raises(Rejected, match="no good"):
        proofs.verify(token)


@pytest.mark.usefixtures("ada")
def test_neither_outbox_nor_tokens_nor_log_hold_what_opens_an_account(
    mailroom: Mailroom, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    proofs.ask_to_reset(EMAIL)
    waiting = str(list(outbox.collection().find({})))
    tokens = [verification(mailroom), *tokens_in(mailroom, "Choose a new password")]

    assert len(tokens) == 2
    assert outbox.collection().count_documents({}) == 0
    stored = str(list(account_token.collection().find({})))
    assert [token for token in tokens if token in waiting + stored + caplog.text] == []


def test_a_token_has_128_bits_and_another_secret_makes_another(stage: Stage) -> None:
    ours = seal.token("reset_password", "seed")
    seal.connect(dataclasses.replace(stage.settings, secret_key="another key: 0123456789abcdefghijkl"))

    assert len(ours) == 22
    assert seal.token("reset_password", "seed") != ours


@pytest.mark.usefixtures("ada")
def test_asking_does_the_same_work_whether_there_is_an_account_or_not(mailroom: Mailroom, profiled: Profiled) -> None:
    mailroom.sent()
    done = []
    for email in (EMAIL, "nobody@example.com"):
        with profiled() as statements:
            proofs.ask_to_reset(email)
        done.append([(each["op"], each["ns"].partition(".")[2]) for each in statements])

    assert done[0] == done[1] != []
    assert outbox.collection().count_documents({}) == 2


@pytest.mark.usefixtures("ada")
def test_nobody_gets_a_mail_for_an_address_that_is_nobodys(mailroom: Mailroom) -> None:
    before = len(mailroom.sent())

    proofs.ask_to_reset("nobody@example.com")

    assert len(mailroom.sent()) == before
    assert outbox.collection().count_documents({}) == 0


def test_a_suspended_user_gets_no_mail_and_cannot_use_one(mailroom: Mailroom, ada: ObjectId) -> None:
    token = reset_token(mailroom)
    iris = accounts.create_admin(email="iris@example.com", name="Iris", password=PASSWORD)
    users.suspend(ada, reason="Fraud", actor=f"admin:{iris['_id']}")

    with pytest.raises(Rejected):
        proofs.reset(token, NEW)

    before = len(mailroom.sent())
    proofs.ask_to_reset(EMAIL)
    assert len(mailroom.sent()) == before


def test_registering_login_and_reset_compare_addresses_alike(mailroom: Mailroom, ada: ObjectId) -> None:
    proofs.ask_to_reset("\uff21DA@Example.com ")

    assert len(tokens_in(mailroom, "Choose a new password")) == 1


def test_a_password_that_leaves_by_a_login_is_hashed_once_either_way(
    ada: ObjectId, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S13: the slow part of a login runs once, whatever is wrong with it."""
    checked: list[Any] = []
    fits = passwords.fits
    monkeypatch.setattr(passwords, "fits", lambda *given: checked.append(given) or fits(*given))

    for email, password in ((EMAIL, "wrong-harbour-lantern"), ("nobody@example.com", PASSWORD)):
        with pytest.raises(Unauthenticated):
            accounts.log_in(email=email, password=password)

    assert len(checked) == 2
