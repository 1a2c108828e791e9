"""The looks: each goes through pages in one state, as one class of roles, and returns its tally."""
import hashlib, os, re, shutil
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

import checks, stores, visits
from tally import Tally

# Debian's Chromium runs as the whole browser even where nobody looks; its headless shell is enough for pages.
CHROMIUM = os.environ.get("CORNERSTONE_CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
DESK = {"width": 1280, "height": 900}
# What a narrow window may change beside the overflow.
NARROW = ["target-size", "scrollable-region-focusable"]
PHONE = {"width": 320, "height": 640}


@contextmanager
def browser(address, **options):
    """A browser of its own, with one context."""
    with sync_playwright() as started:
        running = started.chromium.launch(
            executable_path=CHROMIUM, args=["--disable-gpu", *(["--no-sandbox"] if os.geteuid() == 0 else [])])
        try:
            context = running.new_context(base_url=address, viewport=DESK, reduced_motion="reduce", **options)
            context.set_default_timeout(30_000)
            yield context
        finally:
            running.close()


class Looker:
    """One page of the browser, looked at again and again."""

    def __init__(self, context, tally, state, role, known):
        self.context, self.tally, self.state, self.role = context, tally, state, role
        self.atlas, self.atlas_routes = visits.Atlas(known), known
        self.origin = "/".join(context.request.get("/sign-in").url.split("/")[:3])
        self.shared = checks.weigh_shared(context, tally)
        self.page = context.new_page()
        self.asked, self.said, self.known_pages = [], [], set()
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", self.heard)
        self.page.on("pageerror", lambda fault: self.said.append(str(fault)))
        self.page.on("dialog", lambda dialog: dialog.accept())

    def heard(self, message):
        # The browser itself says so when a page comes with a status of 400 and above.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.said.append(message.text)

    def open(self, address):
        """Goes there; returns the status and the answer, nil for a file."""
        self.asked.clear()
        self.said.clear()
        answer = self.page.goto(address, wait_until="load")
        return answer

    def is_known(self, answer):
        """Whether the same page, but for tokens and who is signed in, was looked at before."""
        main = re.search(r"<main.*</main>", answer.text(), re.S)
        plain = re.sub(r'name="form-token" value="[^"]*"|[A-Za-z0-9_-]{43}', "", main.group(0) if main else "")
        digest = hashlib.sha256(plain.encode()).digest()
        if digest in self.known_pages:
            return True
        self.known_pages.add(digest)
        return False

    def find(self, wrong, route, address):
        self.tally.find(wrong, self.state, self.role, route, address)

    def look(self, address, also=(), answer=None):
        """Opens a page and asks everything of it that is asked of every page, and of some pages more."""
        answer = answer or self.open(address)
        route = self.atlas.route(urlsplit(address).path) or ("/gallery" if "/gallery" in address else address)
        self.tally["pages"] += 1
        self.tally.statuses[f"{answer.status}"] += 1
        wrong = checks.axe(self.page, self.tally)
        # Examples put the same fields on a page again and again; their order is asked about by the templates' tests.
        if self.state != "examples":
            wrong += checks.structure(self.page, self.tally)
        wrong += checks.statuses(self.page, self.tally)
        wrong += checks.weigh(answer, len(self.asked), self.tally, self.shared)
        origin = urlsplit(self.page.url).netloc
        wrong += [("third party", url) for url in self.asked if urlsplit(url).netloc not in (origin, "")]
        wrong += [("console", sentence) for sentence in self.said]
        for check in also:
            wrong += check(self.page, self.tally)
        self.page.set_viewport_size(PHONE)
        wrong += checks.narrow(self.page, self.tally)
        if also:
            wrong += [(rule, "at 320 px: " + what) for rule, what in checks.axe(self.page, self.tally, NARROW)]
        self.page.set_viewport_size(DESK)
        self.find(wrong, route, address)
        return answer


def pages_of(address, known, state, roles, addresses, deep=False):
    """Every address as classes of roles, one after the other. What the next sees alike is not looked at again."""
    tally = Tally()
    looked_at = set()
    for role, email, password in roles:
        with browser(address) as context:
            if email:
                stores.sign_in(context, email, password)
            looker = Looker(context, tally, state, role, known)
            looker.known_pages = looked_at
            rings = {}
            also = ()
            if deep:
                also = (lambda page, tally: checks.walk(page, tally, rings), checks.forced, checks.printed)
            for path in addresses:
                answer = looker.open(path)
                tally["visits"] += 1
                route = looker.atlas.route(urlsplit(path).path)
                is_there = urlsplit(looker.page.url).path == urlsplit(path).path
                # The first page always leads elsewhere.
                if answer.status == 200 and (is_there or route == "/"):
                    tally.seen.add((state, role, route))
                if answer.status >= 500:
                    looker.find([("status", f"answers {answer.status}")], route, path)
                if looker.is_known(answer):
                    tally["visits that showed what was looked at before"] += 1
                else:
                    looker.look(path, also, answer)
    return tally


def without_script(address, known, email, addresses):
    """Each page once with script and once without: the same heading, links, buttons and fields, and almost the words."""
    tally = Tally()
    told = {}
    with browser(address) as context:
        stores.sign_in(context, email)
        page = context.new_page()
        for path in addresses:
            page.goto(path)
            told[path] = checks.own(page, "offers")
        # Else the second visitor finds one session more than the first.
        page.locator('form[action="/sign-out"] button').first.click()
    with browser(address, java_script_enabled=False) as context:
        stores.sign_in(context, email)
        page = context.new_page()
        atlas = visits.Atlas(known)
        for path in addresses:
            page.goto(path)
            offers = checks.own(page, "offers")
            tally["pages without script"] += 1
            wrong = [("script off", sentence) for sentence in offers["wrong"]]
            for what in ("heading", "links", "buttons", "fields"):
                if offers[what] != told[path][what]:
                    wrong.append(("script off", f"{what}: {told[path][what]} with script, {offers[what]} without"))
            if abs(offers["words"] - told[path]["words"]) > 5 + told[path]["words"] / 50:
                wrong.append(("script off", f"{told[path]['words']} words with script, {offers['words']} without"))
            tally.find(wrong, "full", "script off", atlas.route(urlsplit(path).path) or "", path)
    return tally


def gallery(address, known, names, part, parts):
    """Every example of every page, as the templates' own tests have them: parts that a store seldom shows together."""
    tally = Tally()
    with browser(address) as context:
        looker = Looker(context, tally, "examples", "examples", known)
        for name in names[part::parts]:
            for number in range(1, 60):
                path = f"{name}?example={number}"
                answer = looker.open(path)
                if answer.status != 200:
                    break
                looker.look(path, (), answer)
                tally["examples of parts"] += 1
    return tally
