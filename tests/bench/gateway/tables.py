# SPDX-License-Identifier: GPL-2.0-or-later
"""The figures as a table to draw from, and as tables for performance.md."""

import csv
import os

OUT, IN, RECEIPT = "out, all at once", "in, 16 connections", "out and back to the receipt"
ECHO, CARRIER = "echo without a gateway", "the carrier itself"
DISK = "disk: 700 bytes in groups of 64"
NAMES = {"null": "a carrier that costs nothing", "http": "HTTP", "https": "HTTPS",
         "h2": "HTTPS, HTTP/2", "prosody": "Prosody between"}


# What is drawn: a name, where its figures stand, the goals, and what sms-over-xmpp was measured to
# make on two cores (texts a second; µs of its processor time, the middle of what was seen).
BARS = (("out, costless carrier", "null", OUT, 10000, 120, None, None),
        ("out, HTTP", "http", OUT, 10000, 120, 7200, 200),
        ("out, HTTPS", "https", OUT, 7500, 120, 2500, None),
        ("out, HTTP/2", "h2", OUT, 7500, 120, None, None),
        ("in, signed webhooks", "http", IN, 15000, 80, 24000, 45))
TIMES = (("out, costless carrier", "null", "out, paced"), ("in, costless carrier", "null", "in, paced"),
         ("out, HTTP", "http", "out, paced"), ("out, HTTPS", "https", "out, paced"),
         ("out, HTTP/2", "h2", "out, paced"), ("in, signed webhooks", "http", "in, paced"),
         ("out, Prosody", "prosody", "out, paced"), ("in, Prosody", "prosody", "in, paced"),
         ("Prosody alone", "prosody", "to a component that acknowledges at once"))


def write_plots(folder, rows):
    """What the plots are drawn from; a figure that was not measured stays empty."""
    with open(os.path.join(folder, "gateway-texts.csv"), "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["name", "per second", "goal", "CPU us", "most CPU us",
                        "sms-over-xmpp per second", "sms-over-xmpp CPU us"])
        for name, setting, what, goal, most, peer, peer_cpu in BARS:
            row = rows.get((setting, what), {})
            rate, cpu = row.get("texts per second"), row.get("CPU us")
            table.writerow([name, *one(rate, max), goal, *one(cpu, min), most, peer, peer_cpu])
    with open(os.path.join(folder, "gateway-latency.csv"), "w", encoding="utf-8",
              newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["name", "p50 ms", "p99 ms"])
        for name, setting, what in TIMES:
            row = rows.get((setting, what), {})
            table.writerow([name, *one(row.get("p50 ms"), min), *one(row.get("p99 ms"), min)])


def write(path, rows):
    """One line for each: the best of the runs, and the worst."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["setting", "what", "per second", "least per second", "CPU us",
                        "most CPU us", "MiB", "p50 ms", "p99 ms"])
        for (setting, what), row in rows.items():
            rate, cpu, memory, p50, p99 = row.values()
            table.writerow([setting, what, *pair(rate, max, min), *pair(cpu, min, max),
                            *one(memory, max), *one(p50, min), *one(p99, min)])


def pair(values, best, worst):
    return [best(values), worst(values)] if values else ["", ""]


def one(values, which):
    return [which(values)] if values else [""]


def span(values, form="{:,.0f}"):
    """From the least to the most: "21,700–26,800"."""
    if not values:
        return "–"
    low, high = form.format(min(values)), form.format(max(values))
    return low if low == high else f"{low}–{high}"


def rounded(values):
    return [round(value, -2) for value in values]


def markdown(rows):
    return "\n".join(bursts(rows) + paced(rows) + memory(rows) + limits(rows))


def bursts(rows):
    lines = ["| all at once | a second | CPU of each | of the carrier itself | of the echo |",
             "|---|--:|--:|--:|--:|"]
    for (setting, what), row in rows.items():
        if what not in (OUT, IN, RECEIPT):
            continue
        best = max(row["texts per second"])
        lines.append(
            f"| {what}, {NAMES[setting]} | {span(rounded(row['texts per second']))} "
            f"| {span(row['CPU us'])} µs | {ratio(best, rows, setting, CARRIER, what == OUT)} "
            f"| {ratio(best, rows, setting, ECHO)} |")
    return lines + [""]


def ratio(value, rows, setting, limit, counts=True):
    found = rows.get((setting, limit))
    if not counts or not found:
        return "–"
    return f"{value / max(found['texts per second']):.2g}"


def paced(rows):
    lines = ["| paced | p50 | p99 |", "|---|--:|--:|"]
    for (setting, what), row in rows.items():
        if row["p50 ms"] and not row["texts per second"]:
            lines.append(f"| {what}, {NAMES[setting]} | {span(row['p50 ms'], '{:.2f}')} ms "
                         f"| {span(row['p99 ms'], '{:.1f}')} ms |")
    return lines + [""]


def memory(rows):
    lines = ["| resident | |", "|---|--:|"]
    for (setting, what), row in rows.items():
        if row["resident MiB"]:
            lines.append(
                f"| {what}, {NAMES[setting]} | {span(row['resident MiB'], '{:.0f}')} MiB |")
    return lines + [""]


def limits(rows):
    lines = ["| limits and counts | |", "|---|--:|"]
    for (setting, what), row in rows.items():
        if row["texts per second"] and not row["CPU us"] and not row["resident MiB"]:
            lines.append(f"| {what}, {NAMES[setting]} | {span(row['texts per second'])} |")
    disk = rows.get(("null", DISK))
    out = rows.get(("null", OUT))
    if disk and out:
        share = max(out["texts per second"]) / max(disk["texts per second"])
        lines.append(f"| out, of the disk's groups of 64 | {share:.2f} |")
    return lines
