"""What was found, told on a terminal and written down: the results for machines, the accessibility statement for people."""
import json, subprocess
from collections import Counter

import checks, looks
from stores import ROOT

RESULTS = ROOT / "Documentation/reference/accessibility-results.json"
STATEMENT = ROOT / "Documentation/explanation/accessibility.md"


def tell(total, routes, taken):
    for what, (size, address) in sorted(total.heavy.items()):
        print(f"      heaviest {what}: {size:,} of {checks.BUDGET[what]:,} at {address}")
    for name, number in sorted(total.counts.items()):
        print(f"      {number:>7,} {name}")
    for name, number in total.undecided.most_common(12):
        print(f"      {number:>7,} left open by axe: {name}")
    kinds = Counter(finding.check for finding in total.findings)
    if total.unfinished:
        kinds["looks not finished"] = len(total.unfinished)
    verdict = "nothing found" if not kinds else ", ".join(f"{number} {name}" for name, number in kinds.most_common())
    print(f"{'ok  ' if not kinds else 'MISS'}  {len(routes)} routes in {taken:.0f} s: {verdict}", flush=True)


def facts(total, routes, day):
    version = subprocess.run([looks.CHROMIUM, "--version"], capture_output=True, text=True).stdout.split()
    return {
        "day": day, "browser": " ".join(version[:2]), "axe": checks.AXE_VERSION, "rules": len(total.rules),
        "tags": checks.TAGS, "routes": len(routes),
        "routesSeen": len({route for _, _, route in total.seen} & set(routes)), "states": sorted({state for state, _, _ in total.seen}),
        "roles": sorted({role for _, role, _ in total.seen}),
        "pagesByState": dict(sorted(Counter(state for state, _, _ in total.seen).items())),
        "counts": dict(sorted(total.counts.items())), "statuses": dict(sorted(total.statuses.items())),
        "heaviest": {what: {"bytes" if what != "requests" else "count": size, "most": checks.BUDGET[what], "at": at}
                     for what, (size, at) in sorted(total.heavy.items())},
        "findings": dict(sorted(Counter(finding.check for finding in total.findings).items())),
        "unfinished": total.unfinished, "leftOpen": dict(sorted(total.undecided.items())),
    }


def write(total, routes, day):
    known = facts(total, routes, day)
    RESULTS.write_text(json.dumps(known, indent=2, ensure_ascii=False) + "\n")
    STATEMENT.write_text(statement(known))


def statement(known):
    counts = known["counts"]
    found = sum(known["findings"].values())
    claim = (
        "The automated tests below found nothing that fails these guidelines. No person who relies on assistive technology has\n"
        "tested the pages yet and no auditor has, so this statement claims **partial conformance** and no more."
        if not found else
        f"The automated tests below found {found} faults, listed under *What does not meet them*, so this statement claims\n**partial conformance**.")
    faults = "\n".join(f"- {name}: {number}" for name, number in known["findings"].items())
    cut = "" if not known["unfinished"] else (
        "\nThis run was cut short. Not finished, and not counted below: " + ", ".join(known["unfinished"]) + ".\n")
    left = sum(known["leftOpen"].values())
    return f"""# Accessibility statement

*Written by `Scripts/browser-test --write` from [its results](../reference/accessibility-results.json). A partnership that runs Cornerstone
publishes it as its own, with its name and address in the places in brackets; the page at `/accessibility` of an installation says the same in short.*

This statement is about the pages of Cornerstone as run by [name of the partnership].

We want as many people as possible to be able to use them. You should be able to

- read and do everything with a keyboard alone, and always see where you are;
- zoom to 400%, or use a window 320 pixels wide, without the page scrolling sideways; wide tables scroll in a region of their own;
- use a screen reader: every page has one main heading, every table a caption and heads, every field a label, every drawing a table that tells the same;
- choose your own colours, print, or see no colour at all: a status is a word and a shape beside its colour;
- do all of it with script switched off.

## How far these pages meet the guidelines

They are made to meet the [Web Content Accessibility Guidelines 2.2](https://www.w3.org/TR/WCAG22/) at level AA, which the Public Sector Bodies (Websites and
Mobile Applications) (No. 2) Accessibility Regulations 2018 ask for. {claim}

## What does not meet them

{faults or "Nothing that is known."}

What a machine cannot judge is not settled by the tests: whether words are plain to their readers, whether the order of a page makes sense to somebody who hears it,
whether the text beside a drawing tells what the drawing does. At {left:,} places axe-core could not decide by itself, mostly the shapes beside status words, which are
hidden from screen readers, and letters in drawings.

Plans, minutes and files that partners bring in are theirs. PDF files made here carry headings and table heads; files that were brought in stay as they came.

## How they were tested

On {known["day"]}, with axe-core {known["axe"]} in {known["browser"]}, {known["rules"]} of its rules for WCAG 2.0 to 2.2 at levels A and AA:
{cut}
| what | how much |
|---|---:|
| routes of the program | {known["routes"]} |
| of these, with a page or file looked at | {known["routesSeen"]} |
| states: {", ".join(known["states"])}, and single examples of parts | {len(known["states"])} |
| classes of roles, with people not signed in and holders of a link | {len(known["roles"])} |
| pages looked at | {counts.get("pages", 0):,} |
| of these, examples of pages and parts | {counts.get("examples of parts", 0):,} |
| runs of axe-core | {counts.get("axe runs", 0):,} |
| pages walked through with the keyboard | {counts.get("keyboard walks", 0):,} |
| stops of the keyboard, each seen in the window and not covered | {counts.get("stops of the keyboard", 0):,} |
| kinds of stops whose ring was compared, pixel by pixel, with and without focus | {counts.get("rings compared", 0):,} |
| pages at 320 pixels | {counts.get("pages at 320 px", 0):,} |
| pages in forced colours, dark | {counts.get("pages in forced colours", 0):,} |
| pages printed, and their sheets | {counts.get("pages printed", 0):,}, {counts.get("sheets", 0):,} |
| pages with script and without, compared | {counts.get("pages without script", 0):,} |
| whole errands without script: searching, reporting, bringing a plan in, answering by a link | {counts.get("flows without script", 0):,} |
| status marks, each with a word | {counts.get("status marks", 0):,} |
| forms sent with mistakes, or too late | {counts.get("forms sent empty", 0) + counts.get("forms sent stale", 0):,} |
| things broken on purpose, to see that the tests find them | {counts.get("things broken on purpose", 0):,} |

## If something does not work for you

Tell [who answers, with an e-mail address and a telephone number]. Say which page it was and what you use to read it. You get an answer within [number] working days. If
you need what a page says in another form, such as large print or read out, ask the same person.

## If you are not content with the answer

The Equality and Human Rights Commission enforces the regulations. Contact the [Equality Advisory and Support Service](https://www.equalityadvisoryservice.com/); in
Northern Ireland, the [Equality Commission](https://www.equalityni.org/).

## This statement

Prepared on {known["day"]} from the results of that day; it is written again whenever the tests are run for a release.
"""
