"""What is asked of each page, in a browser."""
import gzip, io, pathlib, re, subprocess, tempfile

import axe_playwright_python
from PIL import Image, ImageChops

AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
AXE_VERSION = re.search(r"axe v([\d.]+)", AXE).group(1)
OWN = pathlib.Path(__file__).with_name("page.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]

# What one page may weigh, gzipped, and how often it may ask.
BUDGET = {"html": 60 * 1024, "css": 20 * 1024, "script": 30 * 1024, "requests": 15}


def own(page, name):
    page.evaluate(OWN)
    return page.evaluate(f"window.cornerstoneChecks.{name}()")


def axe(page, tally, only=None):
    """WCAG 2.2 A and AA as far as a machine can tell. What axe cannot decide by itself is counted, rule by rule."""
    page.evaluate(AXE)
    asked = {"type": "rule", "values": only} if only else {"type": "tag", "values": TAGS}
    options = {"runOnly": asked, "resultTypes": ["violations", "incomplete"]}
    if not only:
        options["rules"] = {"target-size": {"enabled": True}}
    result = page.evaluate("options => axe.run(document, options)", options)
    tally["axe runs"] += 1
    for rule in result["passes"]:
        tally.rules.add(rule["id"])
    wrong = []
    for rule in result["incomplete"]:
        tally.rules.add(rule["id"])
        for node in rule["nodes"]:
            check = (node["any"] + node["all"] + node["none"])[0]
            why = (check.get("data") or {}).get("messageKey") if isinstance(check.get("data"), dict) else None
            # Letters in the very colour of their ground: axe leaves it open, since some are hidden on purpose.
            if why == "equalRatio":
                wrong.append((rule["id"], f"{check['message']}: {node['html'][:160]}"))
            else:
                tally.undecided[f"{rule['id']}: {why or check['id']}"] += 1
    for rule in result["violations"]:
        for node in rule["nodes"][:3]:
            wrong.append((rule["id"], f"{rule['help']}: {node['html'][:160]} | {node['failureSummary'][:200]}"))
    return wrong


def structure(page, tally):
    tally["pages looked through for captions, labels and names"] += 1
    return [("structure", sentence) for sentence in own(page, "structure")]


def narrow(page, tally):
    """At 320 px, which is 1,280 px at 400%: the page does not scroll sideways."""
    tally["pages at 320 px"] += 1
    return [("320 px", sentence) for sentence in own(page, "overflow")]


def statuses(page, tally):
    """Meaning does not hang on colour: each mark has a word, and on one page the same word never has two colours."""
    wrong, known = [], {}
    for mark in own(page, "statuses"):
        tally["status marks"] += 1
        if not re.search(r"\w", mark["word"]):
            wrong.append(("greyscale", f"a mark of colour {mark['colour']} without a word"))
            continue
        first = known.setdefault((mark["word"], mark["shape"][:1]), mark["colour"])
        if first != mark["colour"]:
            wrong.append(("greyscale", f"{mark['shape']} {mark['word']} is {first} and {mark['colour']} on one page"))
    return wrong


def weigh(answer, asked, tally, shared):
    """The page as it was sent, gzipped; the sheet and the script it names."""
    html = len(gzip.compress(answer.body(), 6))
    tally.heaviest("html", html, answer.url)
    tally.heaviest("requests", asked, answer.url)
    wrong = []
    for what, reached in (("html", html), ("requests", asked), *shared.items()):
        if reached > BUDGET[what]:
            wrong.append(("budget", f"{what}: {reached:,} of {BUDGET[what]:,}"))
    return wrong


def weigh_shared(context, tally):
    """The sheet and the script, which every page shares."""
    page = context.request.get("/sign-in").text()
    shared = {}
    for what, form in (("css", r'href="(/assets/[^"]+\.css)"'), ("script", r'src="(/assets/[^"]+\.js)"')):
        path = re.search(form, page).group(1)
        shared[what] = len(gzip.compress(context.request.get(path).body(), 6))
        tally.heaviest(what, shared[what], path)
    return shared


def walk(page, tally, rings=None, most=1500):
    """From the first stop to the last with the tabulator: each is seen, none is left out, none holds the focus.

    - Parameter rings: kinds of stops whose ring was looked at already, with the pixels that changed.
    """
    stops = own(page, "beginWalk")
    tally["keyboard walks"] += 1
    wrong, reached, last = [], set(), -1
    for _ in range(min(len(stops) + 3, most)):
        page.keyboard.press("Tab")
        here = page.evaluate("window.cornerstoneChecks.stop()")
        if here is None or (here["at"] == 0 and reached):
            break
        tally["stops of the keyboard"] += 1
        if here["at"] < 0:
            wrong.append(("keyboard", f"not among the stops: {here['name']}"))
        elif here["at"] <= last:
            wrong.append(("keyboard", f"the order goes back, or stays: {here['name']}"))
            break
        else:
            last = here["at"]
        reached.add(here["at"])
        wrong += [("keyboard", f"{sentence}: {here['name']}") for sentence in here["wrong"]]
        if rings is not None and here["kind"] not in rings and not here["wrong"]:
            rings[here["kind"]] = changed = ring(page, here["box"])
            tally["rings compared"] += 1
            if changed < 1:
                wrong.append(("focus ring", f"{changed:.2f} of its edge changes: {here['name']}"))
    if len(stops) <= most:
        for missed in sorted(set(range(len(stops))) - reached)[:3]:
            wrong.append(("keyboard", f"never reached: {stops[missed]}"))
    return wrong


def ring(page, box):
    """How many pixels change visibly when the focus leaves, as a share of the length of the edge."""
    width, height = page.viewport_size["width"], page.viewport_size["height"]
    left, top = max(0, box[0] - 8), max(0, box[1] - 8)
    clip = {"x": left, "y": top, "width": min(width, box[2] + 8) - left, "height": min(height, box[3] + 8) - top}
    if clip["width"] < 2 or clip["height"] < 2:
        return 0
    with_focus = Image.open(io.BytesIO(page.screenshot(clip=clip, caret="hide"))).convert("RGB")
    page.evaluate("window.cornerstoneHad = document.activeElement; window.cornerstoneHad.blur()")
    without = Image.open(io.BytesIO(page.screenshot(clip=clip, caret="hide"))).convert("RGB")
    page.evaluate("window.cornerstoneHad.focus({ preventScroll: true })")
    grey = ImageChops.difference(with_focus, without).convert("L")
    changed = sum(grey.histogram()[50:])
    return changed / max(1, 2 * ((box[2] - box[0]) + (box[3] - box[1])))


def forced(page, tally):
    """With the colours of the system: marks keep an edge, drawings bring their paper, the focus shows.

    Letters are not measured: the system paints them, and what a page is told of their colours is what it asked for.
    """
    page.emulate_media(forced_colors="active", color_scheme="dark")
    tally["pages in forced colours"] += 1
    wrong = [("forced colours", sentence) for sentence in own(page, "forced")]
    for kind in ("main a[href]", "main button", "main input:not([type=hidden])", "main select", ".services a"):
        stop = page.locator(f"{kind} >> visible=true").first
        if stop.count():
            stop.scroll_into_view_if_needed()
            page.keyboard.press("Shift")
            stop.focus()
            box = stop.bounding_box()
            changed = ring(page, [box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]])
            tally["rings compared in forced colours"] += 1
            if changed < 1:
                wrong.append(("forced colours", f"{changed:.2f} of the edge of {kind} changes with the focus"))
    page.emulate_media(forced_colors="none", color_scheme="light")
    return wrong


def printed(page, tally):
    """On paper: what is not for paper is gone, nothing is cut off, the marking stands on every sheet."""
    page.emulate_media(media="print")
    size = page.viewport_size
    is_wide = page.locator(".wide-sheet, .timeline-sheets").count() > 0
    page.set_viewport_size({"width": 1030 if is_wide else 703, "height": 900})
    wrong = [("print", sentence) for sentence in own(page, "printed") + own(page, "overflow")]
    sheets = page.pdf(prefer_css_page_size=True)
    page.emulate_media(media="screen")
    page.set_viewport_size(size)
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(sheets)
        file.flush()
        said = subprocess.run(["pdftotext", "-layout", file.name, "-"], capture_output=True, text=True).stdout
    pages = said.split("\f")[:-1]
    tally["pages printed"] += 1
    tally["sheets"] += len(pages)
    for number, sheet in enumerate(pages, 1):
        if "OFFICIAL" not in sheet:
            wrong.append(("print", f"no marking on sheet {number}"))
    if not pages:
        wrong.append(("print", "no sheets"))
    return wrong
