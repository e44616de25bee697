"""What can a column of a file be? The fields of an import, and how the cells of each are read."""

from __future__ import annotations

__all__ = ["AMOUNTS", "CONSENTS", "FIELDS", "REFUSALS", "REPEATED", "WHO"]

FIELDS: dict[str, str] = {
    **dict.fromkeys(("first_name", "last_name", "name", "company", "street", "town", "note", "sale_title", "sale_stage"), "text"),
    **dict.fromkeys(("order_ref", "order_status", "currency", "till", "article"), "text"),
    **dict.fromkeys(("email_ok", "sms_ok", "phone_ok", "mail_ok"), "yes"),
    **dict.fromkeys(("email_no", "sms_no", "phone_no", "mail_no", "contact_no"), "no"),
    **dict.fromkeys(("created_on", "email_ok_at", "email_no_at", "sale_expected_on", "ordered_at"), "date"),
    **dict.fromkeys(("sale_amount", "order_amount", "line_amount", "unit_price"), "amount"),
    "id": "id", "country": "text", "birth_date": "birth", "title": "title", "channel": "channel", "email": "email", "phone": "phone", "mobile": "phone", "siren": "siren",
    "postcode": "postcode", "sale_probability": "chance", "quantity": "number",
}  # fmt: skip
"""The fields that a column can be, with how their cells are read."""

WHO = frozenset({"id", "email", "phone", "mobile", "name", "last_name", "company"})
"""The fields that say who a line is about."""

REFUSALS = frozenset({"email_no", "email_no_at", "sms_no", "phone_no", "mail_no", "contact_no"})
"""Taken over whatever tool the file is from: a lost refusal breaks the law."""

CONSENTS = REFUSALS | {"email_ok", "email_ok_at", "sms_ok", "phone_ok", "mail_ok"}

REPEATED = CONSENTS | {"email", "phone", "mobile", "note"}
"""The fields that several columns of one file may hold; every one is read."""

AMOUNTS = ("order_amount", "line_amount", "sale_amount")
