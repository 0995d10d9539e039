"""Makes market.json and book.csv from a Cboe delayed-quotes export of the S&P 500 chain. Standard library only.

    python3 make_market.py spx_quotedata.csv

Source: github.com/tom-sims/autocallOptionsPricer, data/spx_quotedata.csv, commit e46b534b (MIT licence); index 6632.19 at
the close of 13 March 2026.

Assumed: quotes are of 16:00 in New York; every option expires at 16:00 in New York (the monthly ones settle in the
morning) and is European; the forward of an expiry is the median of call mid - put mid + strike over its strikes with
both quotes, without discounting; volatility is the export's. Options without a volatility and expiries without a forward
are left out. The fund is ours: a unit of the index at the index price.

Book: short one contract for every 50 of open interest in each out-of-the-money option of the ten nearest expiries from
a week on, long one contract of the option two strikes further out; and the fund against the deltas that the export
prints, rounded to a hundred units.
"""
import csv
import datetime as dt
import json
import statistics
import sys
from zoneinfo import ZoneInfo

NEW_YORK = ZoneInfo("America/New_York")
INDEX = 6632.1899
AS_OF = dt.datetime(2026, 3, 13, 16, tzinfo=NEW_YORK)


def utc(moment):
    return moment.astimezone(dt.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def rows(path):
    with open(path, newline="") as file:
        for row in csv.reader(file):
            if len(row) >= 22 and row[11] not in ("", "Strike"):
                day = dt.datetime.strptime(row[0], "%a %b %d %Y")
                yield day.replace(hour=16, tzinfo=NEW_YORK), float(row[11]), row


def main(path):
    chain = {}
    for expiry, strike, row in rows(path):
        if expiry > AS_OF:
            root = "SPXW" if row[1].startswith("SPXW") else "SPX"
            chain.setdefault((expiry, root), []).append((strike, row))
    contracts, options = [], []
    sides = {}
    for (expiry, root), strikes in sorted(chain.items()):
        mids = [
            (float(r[4]) + float(r[5])) / 2 - (float(r[15]) + float(r[16])) / 2 + k
            for k, r in strikes
            if float(r[4]) > 0 and float(r[15]) > 0
        ]
        if not mids:
            continue
        forward = round(statistics.median(mids), 4)
        for strike, r in sorted(strikes, key=lambda s: s[0]):
            for call, at in ((True, 1), (False, 12)):
                name, iv, delta, interest = r[at], float(r[at + 6]), float(r[at + 7]), int(r[at + 9])
                if iv <= 0 or iv > 3:
                    continue
                kind = "CONTRACT_KIND_CALL" if call else "CONTRACT_KIND_PUT"
                contracts.append({"instrument": name, "kind": kind, "pair": "spx_usd", "contract_size": 100,
                                  "expires_at": utc(expiry), "strike": strike})
                options.append({"instrument": name, "mark_iv_percent": round(100 * iv, 4), "underlying_price": forward})
                if (strike > forward) == call:
                    sides.setdefault((expiry, root, call), []).append((abs(strike - forward), name, delta, interest))
    contracts.append({"instrument": "SPX-FUND", "kind": "CONTRACT_KIND_FUTURE", "pair": "spx_usd", "contract_size": 1})
    lines = {}
    delta = 0.0
    near = sorted({e for e, _, _ in sides if e >= AS_OF + dt.timedelta(days=7)})[:10]
    for (expiry, _, _), side in sorted(sides.items()):
        side.sort()
        for i in range(len(side) - 2):
            size = side[i][3] // 50 * 100
            if expiry in near and size:
                for (_, name, d, _), signed in ((side[i], -size), (side[i + 2], size)):
                    lines[name] = lines.get(name, 0) + signed
                    delta += signed * d
    lines["SPX-FUND"] = -round(delta, -2)
    with open("market.json", "w") as out:
        def listed(items):
            return ",\n    ".join(json.dumps(item) for item in items)
        out.write('{\n  "id": "spx-2026-03-13",\n  "pairs": [\n    %s\n  ],\n  "contracts": [\n    %s\n  ],\n  "options": [\n    %s\n  ],\n'
                  '  "futures": [\n    %s\n  ]\n}\n' % (
                      listed([{"pair": "spx_usd", "index_price": INDEX, "as_of": utc(AS_OF)}]),
                      listed(contracts), listed(options),
                      listed([{"instrument": "SPX-FUND", "mark_price": INDEX}])))
    with open("book.csv", "w") as out:
        out.write("instrument,size\n")
        for name in sorted(lines):
            if lines[name]:
                out.write("%s,%d\n" % (name, lines[name]))
        out.write("balance:usd,25000000\n")


if __name__ == "__main__":
    main(sys.argv[1])
