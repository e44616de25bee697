"""From the store to the answer: who may be contacted, on that date, and why."""

from __future__ import annotations

import datetime as dt

import pytest

from crm_course import crm
from crm_course.foundations import language
from crm_course.foundations.errors import InvalidValue, UnknownName

BEFORE, SINCE = dt.date(2026, 8, 10), dt.date(2026, 8, 11)


def reasons(store, channel, purpose, on, **more):
    found = store.contactable(channel, purpose, on=on, **more)
    return dict(zip(found["customer_id"].tolist(), found["reason"].tolist(), strict=True))


def test_the_same_people_before_and_since_11_august_2026(filled):
    # Anne: order of 1 August not installed yet; Bob: withdrew e-mails only; Chloé: asked; Denis has no phone
    assert reasons(filled, "phone", "marketing", BEFORE) == {1: "no-objection", 2: "no-objection", 3: "no-objection"}
    assert reasons(filled, "phone", "marketing", SINCE) == {1: "contract"}
    filled.record_consent(3, "phone", at=dt.datetime(2026, 8, 11, 9), proof="phone-call")
    assert reasons(filled, "phone", "marketing", SINCE) == {1: "contract", 3: "consent"}
    assert reasons(filled, "phone", "marketing", dt.datetime(2026, 8, 11, 8)) == {1: "contract"}


def test_email_needs_consent_or_a_purchase_and_professionals_may_object(filled):
    assert reasons(filled, "email", "marketing", SINCE) == {1: "consent", 4: "no-objection"}
    assert reasons(filled, "email", "marketing", dt.date(2026, 1, 31)) == {1: "consent", 2: "consent", 4: "no-objection"}
    filled.record_consent(4, "email", status="withdrawn", at=dt.datetime(2026, 8, 11), proof="unsubscribe-link")
    assert reasons(filled, "email", "marketing", SINCE) == {1: "consent"}


def test_a_customer_without_consent_may_be_written_to_by_sms(filled):
    assert reasons(filled, "sms", "marketing", SINCE) == {1: "customer", 2: "customer"}
    assert reasons(filled, "sms", "marketing", dt.date(2025, 2, 1)) == {}


def test_service_messages(filled):
    assert reasons(filled, "email", "service", SINCE) == {1: "service"}
    assert reasons(filled, "phone", "service", dt.datetime(2026, 8, 10, 9, 10)) == {1: "service", 3: "service"}


def test_letters_need_a_whole_address(filled):
    with filled.writing() as connection:
        connection.exec_driver_sql("UPDATE customers SET street = '' WHERE customer_id = 2")
    assert sorted(reasons(filled, "mail", "marketing", SINCE)) == [1, 3, 4]


def test_retention(filled):
    assert reasons(filled, "mail", "marketing", dt.date(2029, 3, 10)) == {1: "no-objection", 3: "no-objection"}
    assert filled.may_contact(2, "mail", on=dt.date(2028, 5, 1)).reason == "retention"
    assert filled.may_contact(1, "mail", on=dt.date(2029, 8, 6)).reason == "retention"


def test_an_opened_message_is_no_sign_of_life_but_a_click_is(filled):
    from crm_course.crm.law import contactable

    with filled.reading() as connection:
        assert str(contactable.last_contacts(connection, dt.datetime(2026, 4, 1, 8, 30))[1]) == "2025-03-10 12:00:00"
        assert str(contactable.last_contacts(connection, dt.datetime(2026, 4, 1, 9, 30))[1]) == "2026-04-01 09:00:00"


def test_one_person_gets_yes_or_no_and_the_reason_in_words(filled):
    assert filled.contactable("phone", "marketing", on=BEFORE, customer_id=3) is True
    assert filled.contactable("phone", "marketing", on=SINCE, customer_id=3) is False
    verdict = filled.may_contact(3, "phone", on=SINCE)
    assert not verdict
    assert "2025-594" in verdict.sentence()
    with language.speaking("en"):
        assert verdict.sentence().startswith("No call on 11 Aug 2026. Prior consent is needed")
    assert "10 h" in filled.may_contact(1, "phone", on=SINCE).sentence()


def test_a_frame_and_single_answers_agree(filled):
    for channel, on in zip(crm.law.CHANNELS, (dt.date(2025, 4, 3), BEFORE, SINCE, dt.date(2028, 3, 5)), strict=True):
        allowed = set(filled.contactable(channel, "marketing", on=on)["customer_id"])
        assert allowed == {n for n in (1, 2, 3, 4) if filled.contactable(channel, "marketing", on=on, customer_id=n)}


def test_restriction_and_objection_take_effect_from_their_day(filled):
    filled.record_request(1, "restriction", SINCE)
    assert filled.may_contact(1, "email", on=BEFORE)
    assert filled.may_contact(1, "email", on=SINCE).reason == "restricted"
    filled.record_request(3, "objection", SINCE)
    assert {channel: filled.may_contact(3, channel, on=SINCE).reason for channel in ("email", "phone", "mail")} == dict.fromkeys(
        ("email", "phone", "mail"), "withdrawn"
    )
    assert filled.table("person_requests")["due_on"].astype(str).tolist() == ["2026-09-11", "2026-09-11"]


def test_what_cannot_be_asked(filled):
    with pytest.raises(UnknownName, match="one of email, mail, phone, sms"):
        filled.contactable("fax", "marketing")
    with pytest.raises(UnknownName, match="marketing"):
        filled.contactable("phone", "market")
    with pytest.raises(UnknownName, match="home-energy"):
        filled.contactable("phone", "marketing", sector="energy")
    with pytest.raises(UnknownName, match="No card"):
        filled.may_contact(99, "phone")
    with pytest.raises(InvalidValue, match="nobody consents ahead"):
        filled.record_consent(1, "phone", at=dt.datetime(2999, 1, 1))
    with pytest.raises(UnknownName, match="in-person"):
        filled.record_consent(1, "phone", proof="in person")
