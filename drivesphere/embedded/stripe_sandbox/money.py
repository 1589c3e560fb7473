"""Amounts as Stripe counts and prints them."""

# Currencies whose smallest unit is the unit itself.
ZERO_DECIMAL = frozenset({
    "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "ugx", "vnd", "vuv", "xaf", "xof",
    "xpf",
})  # fmt: skip

# The smallest charge Stripe takes, in minor units; other currencies take the usual one.
SMALLEST_CHARGE = {"gbp": 30, "jpy": 50, "mxn": 1000, "hkd": 400, "sek": 300, "nok": 300, "dkk": 250}
USUAL_SMALLEST_CHARGE = 50

# Eight digits are the most Stripe takes in one charge.
LARGEST_CHARGE = 99_999_999

CURRENCIES = ZERO_DECIMAL | frozenset({
    "usd", "eur", "gbp", "aud", "cad", "chf", "cny", "czk", "dkk", "hkd", "huf", "ils", "inr", "mxn", "myr",
    "nok", "nzd", "php", "pln", "ron", "sek", "sgd", "thb", "twd", "zar",
})  # fmt: skip

_SYMBOLS = {"usd": "$", "eur": "€", "gbp": "£", "jpy": "¥", "cad": "CA$", "aud": "A$"}


def smallest_charge(currency: str) -> int:
    return SMALLEST_CHARGE.get(currency, USUAL_SMALLEST_CHARGE)


def shown(amount: int, currency: str) -> str:
    """`shown(9390, "usd")` is "$93.90"; a currency without a known sign is written behind the number."""
    number = f"{amount:,}" if currency in ZERO_DECIMAL else f"{amount / 100:,.2f}"
    symbol = _SYMBOLS.get(currency)
    return f"{symbol}{number}" if symbol else f"{number} {currency.upper()}"
