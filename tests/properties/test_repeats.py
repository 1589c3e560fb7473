"""One intent, one key, whatever happens on the way: at most one effect, and the same answer every time.

An intent is sent again and again: with the same body and with others, by several threads at once, after its answer got
lost, after the process died before or behind its commit, and after Redis was emptied.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import pytest
from bson import ObjectId
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from drivesphere.domain.kind import Kind
from drivesphere.infra import redis
from drivesphere.kinds import registry
from drivesphere.models import booking
from drivesphere.services import repeats
from drivesphere.services.presenting import plain
from tests.api.desk import Desk, Person
from tests.properties.conftest import Fate
from tests.properties.wishes import OF_KIND, Wish
from tests.races.ledger import broken_invariants

KEY = "one-intent"
COME_BACK = ("request_in_progress", "inventory_busy", "unavailable", "payment_unavailable")
"""Answers that say nothing about the intent but that it should be sent again."""

Answer = tuple[int, Any]
Story = Sequence[Callable[["Intent"], None]]


@dataclass
class Intent:
    """What one client means by one key: `send(body)` one of its bodies, `effects()` counts what came of them all.

    `granted` is the body that had an effect, `answers` what was said to it.
    """

    send: Callable[[int], Answer]
    effects: Callable[[], int]
    fate: Fate
    granted: int | None = None
    answers: list[Any] = field(default_factory=list)

    def again(self, body: int) -> None:
        """Send it and look at the answer."""
        self._heard(body, self.send(body))

    def lost(self, body: int) -> None:
        """Send it and never see the answer."""
        had = self.effects()
        self.send(body)
        self._note(body, self.effects() > had)

    def dead(self, body: int, moment: str) -> None:
        """Send it to a process that dies of it; what it has done by then is done."""
        had = self.effects()
        with self.fate.dying(moment):
            self.send(body)
        self._note(body, self.effects() > had)

    def at_once(self, bodies: Sequence[int]) -> None:
        """Send these from several threads; one of them may be granted, whichever it is."""
        with ThreadPoolExecutor(len(bodies)) as threads:
            answers = list(threads.map(self.send, bodies))
        for body, (status, _) in zip(bodies, answers, strict=True):
            self._note(body, status < 300)
        for body, answer in zip(bodies, answers, strict=True):
            self._heard(body, answer)

    def flushed(self) -> None:
        """Redis forgets everything."""
        redis.main().call(lambda client: client.flushdb())

    def _note(self, body: int, has_effect: bool) -> None:
        if self.granted is None and has_effect:
            self.granted = body

    def _heard(self, body: int, answer: Answer) -> None:
        status, content = answer
        self._note(body, status < 300)
        if content.get("code") in COME_BACK:
            return
        if body == self.granted:
            assert status < 300, content
            self.answers.append(content)
        else:
            assert (status, content["code"]) == (422, "key_reused")

    def is_kept(self) -> None:
        """The promise, after one more repeat that is answered."""
        while not self.answers:
            self.again(self.granted or 0)
        assert self.effects() == 1
        assert all(answer == self.answers[0] for answer in self.answers)


BEFORE, AFTER, OPENED = "before the commit", "after the commit", "after Stripe opened a page"


def stories(bodies: int, moments: Sequence[str] = (BEFORE, AFTER)) -> st.SearchStrategy[Story]:
    """What may happen to an intent that is sent with so many different bodies."""
    body = st.integers(0, bodies - 1)
    step = st.one_of(
        st.builds(lambda n: partial(Intent.again, body=n), body),
        st.builds(lambda n: partial(Intent.lost, body=n), body),
        st.builds(lambda n, at: partial(Intent.dead, body=n, moment=at), body, st.sampled_from(moments)),
        st.builds(lambda several: partial(Intent.at_once, bodies=several), st.lists(body, min_size=2, max_size=3)),
        st.just(Intent.flushed),
    )
    return st.lists(step, min_size=2, max_size=8)


def told(story: Story, intent: Intent) -> None:
    for step in story:
        step(intent)
    intent.is_kept()


# ------------------------------------------------------------------------------------------------ creating


def wishes(desk: Desk, kind: Kind) -> list[Wish]:
    """What there is to be had of a kind; new things each time, so that no story meets another."""
    return list(OF_KIND[kind.name](desk))


def book(person: Person, kind: Kind, wish: Wish, **headers: str) -> Answer:
    made = person.post(f"/{kind.path}/{wish.listing}/bookings", plain(wish.request), **headers)
    return made.status_code, made.json


def creating(desk: Desk, fate: Fate, kind: Kind) -> Intent:
    """Ada books one thing or another of the same listing."""
    ada, bodies = desk.sign_in("Ada"), wishes(desk, kind)[:2]

    def send(body: int) -> Answer:
        return book(ada, kind, replace(bodies[0], request=bodies[body].request), Idempotency_Key=KEY)

    return Intent(send, lambda: booking.collection().count_documents({"client_id": ada.id}), fate)


def creations_are_kept(desk: Desk, fate: Fate, kind: Kind, **limits: Any) -> None:
    @settings(**limits)
    @given(stories(bodies=2))
    def are_kept(story: Story) -> None:
        told(story, creating(desk, fate, kind))

    are_kept()


@pytest.fixture(params=registry().values(), ids=lambda kind: kind.name)
def kind(request: pytest.FixtureRequest) -> Kind:
    return request.param


def test_a_booking_is_made_once_and_answered_alike(desk: Desk, fate: Fate, kind: Kind) -> None:
    creations_are_kept(desk, fate, kind)

    assert broken_invariants() == []


# ---------------------------------------------------------------------------------------------- cancelling


def cancelling(desk: Desk, fate: Fate, kind: Kind) -> Intent:
    """Ada cancels: for no reason, for another, and another booking of hers."""
    ada = desk.sign_in("Ada")
    one, other = held(desk, ada, kind), held(desk, ada, kind)
    requests = [(one, {}), (one, {"reason": "Plans changed"}), (other, {})]

    def send(body: int) -> Answer:
        booking_id, content = requests[body]
        answer = ada.post(f"/bookings/{booking_id}/cancel", content, Idempotency_Key=KEY)
        return answer.status_code, answer.json

    cancelled = {"client_id": ada.id, "status": "cancelled"}
    return Intent(send, lambda: booking.collection().count_documents(cancelled), fate)


def held(desk: Desk, person: Person, kind: Kind) -> str:
    """A hold with its payment page open."""
    _, made = book(person, kind, wishes(desk, kind)[0])
    desk.open_page(person.id, ObjectId(made["id"]))
    return str(made["id"])


def cancellations_are_kept(desk: Desk, fate: Fate, kind: Kind, **limits: Any) -> None:
    @settings(**limits)
    @given(stories(bodies=3))
    def are_kept(story: Story) -> None:
        told(story, cancelling(desk, fate, kind))

    are_kept()


def test_a_booking_is_cancelled_once_and_answered_alike(desk: Desk, fate: Fate, kind: Kind) -> None:
    cancellations_are_kept(desk, fate, kind)

    assert broken_invariants() == []


# ------------------------------------------------------------------------------------------------ checkout


def paying(desk: Desk, fate: Fate, kind: Kind) -> Intent:
    """Ada goes to pay; what she asks for is in the address, so there is no other body and no key."""
    ada = desk.sign_in("Ada")
    booking_id = book(ada, kind, wishes(desk, kind)[0])[1]["id"]

    def send(_: int) -> Answer:
        answer = ada.post(f"/bookings/{booking_id}/checkout")
        return answer.status_code, answer.json

    def pages() -> int:
        opened = desk.sandbox.objects("checkout.session")
        return sum(page["client_reference_id"] == booking_id for page in opened)

    return Intent(send, pages, fate)


def test_a_payment_page_is_opened_once_and_found_again(desk: Desk, fate: Fate, kind: Kind) -> None:
    @given(stories(bodies=1, moments=(BEFORE, AFTER, OPENED)))
    def are_kept(story: Story) -> None:
        told(story, paying(desk, fate, kind))

    are_kept()

    assert broken_invariants() == []


# ------------------------------------------------------------------------------------------------- the twin


@pytest.mark.parametrize("are_kept", [creations_are_kept, cancellations_are_kept])
def test_without_the_stored_answer_a_story_is_found_that_breaks_the_promise(
    desk: Desk, fate: Fate, kind: Kind, monkeypatch: pytest.MonkeyPatch, are_kept: Callable[..., None]
) -> None:
    monkeypatch.setattr(repeats, "keep", lambda *_, **__: None)

    with pytest.raises(AssertionError):
        are_kept(desk, fate, kind, phases=[Phase.generate], database=None)
