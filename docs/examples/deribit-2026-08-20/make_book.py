"""Makes book.csv from the open interest in market/: a market maker who holds the other side of the crowd.

Rule, for every option with open interest (Python 3.9+, standard library only; `python3 make_book.py`):
  size   3 % of the open interest, to the nearest 0.1 coin for BTC and 1 coin for ETH; none if that rounds to zero
  side   customers buy puts and calls beyond the forward in the front two months and sell them further out (covered
         calls, puts for premium); in-the-money options they hold the other way round. So the maker is
           short  out-of-the-money, expiry within 60 days      long  out-of-the-money, later
           long   in-the-money, expiry within 60 days          short in-the-money, later
  hedge  a dated future for every expiry that has one: minus the sum of size times the exchange's own delta, rounded
         to whole contracts (10 USD for BTC, 1 USD for ETH) and written in coin with 9 digits, as the exchange writes
         size_currency
"""

import csv
import json
import pathlib
from decimal import ROUND_HALF_EVEN, Decimal

FOLDER = pathlib.Path(__file__).parent
STEP = {"BTC": Decimal("0.1"), "ETH": Decimal(1)}
CONTRACT_USD = {"BTC": 10, "ETH": 1}
SHARE = Decimal("0.03")
FRONT_MILLIS = 60 * 86_400_000


def read(name):
    return json.loads((FOLDER / "market" / name).read_text(), parse_float=Decimal)


def lines(currency):
    answer = read(f"book_summary_option_{currency}.json")
    now = answer["_meta"]["valuation_minute_ms"]
    deltas = {}
    for row in answer["result"]:
        size = (SHARE * row["open_interest"] / STEP[currency]).quantize(Decimal(1), ROUND_HALF_EVEN) * STEP[currency]
        if size == 0:
            continue
        call = row["option_type"] == "call"
        out_of_the_money = (row["strike"] > row["underlying_price"]) == call
        front = row["expiration_timestamp"] - now <= FRONT_MILLIS
        signed = -size if out_of_the_money == front else size
        expiry = row["expiration_timestamp"]
        deltas[expiry] = deltas.get(expiry, Decimal(0)) + signed * row["ticker"]["greeks"]["delta"]
        yield row["instrument_name"], signed, "maker"
    for row in read(f"futures_{currency}.json")["result"]:
        delta = deltas.get(row["expiration_timestamp"], Decimal(0))
        if "mark_price" in row and delta != 0:
            contracts = (-delta * row["mark_price"] / CONTRACT_USD[currency]).quantize(Decimal(1), ROUND_HALF_EVEN)
            coins = (contracts * CONTRACT_USD[currency] / row["mark_price"]).quantize(Decimal("1e-9"), ROUND_HALF_EVEN)
            yield row["instrument_name"], coins, "hedge"


with (FOLDER / "book.csv").open("w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["instrument", "size", "tag"])
    for currency in STEP:
        for name, size, tag in lines(currency):
            out.writerow([name, format(size, "f"), tag])
