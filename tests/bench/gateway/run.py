# SPDX-License-Identifier: GPL-2.0-or-later
"""All figures of the gateway that docs/performance.md shows, in some five minutes.

    PYTHONPATH=tests XMPP_SMS_BUILD=build/check /usr/bin/python3 tests/bench/gateway/run.py \\
        --directory DIR [--out docs/images] [--texts 20000] [--rate 300] [--repeat 3]
        [--backlog 1000000] [--only null,http,https,h2,prosody]

DIR is on the disk that is meant. Measures the gateway with a carrier that costs nothing, with a fast
one over HTTP, HTTPS and HTTP/2 (nginx; h2load measures nginx itself), and with Prosody between.
Writes gateway.csv, and draws gateway-texts.svg and gateway-latency.svg. Prints tables for
performance.md: of several runs the least and the most, with the ratios to what limits them.
"""

import argparse
import collections
import csv
import os
import subprocess
import tempfile

import tables
from fast_carrier import FastCarrier
from harness.artefacts import build_directory
from with_prosody import Prosody

HERE = os.path.dirname(os.path.abspath(__file__))
COLUMNS = ("texts per second", "CPU us", "resident MiB", "p50 ms", "p99 ms")
CARRIERS = ("http", "https", "h2")


class Measuring:
    def __init__(self, options, raw):
        self._options = options
        self._raw = raw

    def bench(self, setting, texts, *more):
        options = self._options
        print(f"— {setting}", flush=True)
        subprocess.run(
            [os.path.join(build_directory(), "tests", "bench", "gateway", "gateway-bench"),
             "--setting", setting, "--csv", self._raw, "--directory", options.directory,
             "--texts", str(texts), "--rate", str(options.rate),
             "--repeat", str(options.repeat), *more], check=True)

    def note(self, setting, what, value):
        print(f"{what:<42} {value:>9.0f}", flush=True)
        with open(self._raw, "a", encoding="utf-8", newline="") as file:
            csv.writer(file).writerow([setting, what, round(value), "", "", "", ""])

    def carriers(self, folder, wanted):
        carrier = FastCarrier(folder)
        try:
            for name in wanted:
                before = carrier.connections()
                self.bench(name, self._options.texts, "--carrier", carrier.addresses[name],
                           "--ca", carrier.certificate)
                self.note(name, "connections to the carrier", carrier.connections() - before)
                for _ in range(self._options.repeat):
                    self.note(name, "the carrier itself", carrier.limit(name))
        finally:
            carrier.stop()

    def prosody(self, folder):
        server = Prosody(folder)
        try:
            self.bench("prosody", min(self._options.texts, 5000), *server.options())
        finally:
            server.stop()


def read(path):
    """{(setting, what): {column: [values]}}, in the order of the file."""
    rows = collections.OrderedDict()
    with open(path, encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            row = rows.setdefault((line["setting"], line["what"]), {c: [] for c in COLUMNS})
            for column in COLUMNS:
                if line[column]:
                    row[column].append(float(line[column]))
    return rows


def draw(out, rows):
    tables.write_plots(out, rows)
    for name in ("texts", "latency"):
        stem = os.path.join(out, f"gateway-{name}")
        subprocess.run(["gnuplot", "-c", os.path.join(HERE, f"{name}.gnuplot"), f"{stem}.csv",
                        f"{stem}.svg"], check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--directory", required=True)
    parser.add_argument("--out", default=os.path.join(HERE, "..", "..", "..", "docs", "images"))
    parser.add_argument("--texts", type=int, default=20000)
    parser.add_argument("--rate", type=float, default=300)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--backlog", type=int, default=1000000)
    parser.add_argument("--only", default="null,http,https,h2,prosody")
    options = parser.parse_args()
    wanted = options.only.split(",")
    with tempfile.TemporaryDirectory(prefix="xmpp-sms-bench-", dir=options.directory) as folder:
        raw = os.path.join(folder, "raw.csv")
        measuring = Measuring(options, raw)
        if "null" in wanted:
            measuring.bench("null", options.texts, "--backlog", str(options.backlog))
        measuring.carriers(folder, [name for name in CARRIERS if name in wanted])
        if "prosody" in wanted:
            measuring.prosody(folder)
        rows = read(raw)
        tables.write(os.path.join(options.out, "gateway.csv"), rows)
        print(tables.markdown(rows))
        if wanted == parser.get_default("only").split(","):
            draw(options.out, rows)


if __name__ == "__main__":
    main()
