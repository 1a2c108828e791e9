"""Every address a browser can open, and where to find one of each kind.

The routes come from the program: the reference page of the permission matrix names every one, and a test holds that
page to the routes that are served. A route that is not below fails the suite, and so does one no page was seen of.
"""
import re
from collections import deque
from urllib.parse import urljoin, urlsplit

from stores import ROOT

# Files to be saved, not pages: they are asked for, and not looked at.
FILES = {
    "/plans/:plan/rounds/:round/answers.csv", "/imports/:draft/problems.csv", "/plans/:plan/changes.csv",
    "/plans/:plan/exceptions.csv", "/registers/items.csv", "/plans/:plan/thread.csv", "/plans/:plan/timeline.csv",
    "/timeline.csv", "/meetings/:meeting/agenda.txt", "/decisions.csv", "/journal/entries.csv", "/journal/head",
    "/jobs/:job/files/:file", "/assets/:name", "/robots.txt", "/.well-known/security.txt",
}

# Routes whose addresses stand in no page: what is given out once, and the first page, which leads elsewhere.
SECRETS = {"/set-up/:secret", "/invitation/:secret", "/answer/:token"}

# Pages as links do not lead to them: searches, filters, orders, earlier days.
QUESTIONS = [
    "/search?q=clinic", "/search?q=zzzz", "/plans/1?text=zzzz", "/plans/1?status=overdue&sort=due&order=down",
    "/plans/1?page=2", "/plans/1?as-at=YEAR", "/plans/1/wall?as-at=YEAR", "/timeline?by=lead", "/registers?state=all",
    "/plans/1/timeline?by=lead", "/plans/1/print?layout=metropolitan-2003", "/journal?about=plan+1", "/meetings?group=1",
    "/plans/1/changes?from=YEAR", "/mail?state=waiting", "/journal?about=nothing", "/decisions?text=zzzz",
]

# Every route there is a way to, beside the files: a new page is added here once it has been looked at.
PAGES = set("""
/ /sign-in /sessions /plans /plans/:plan /plans/:plan/wall /plans/:plan/print /plans/:plan/export /actions/:action
/actions/:action/report /actions/:action/delay /actions/:action/delay/:promise /actions/:action/withdraw
/actions/:action/pass-on /plans/:plan/settle /plans/:plan/owners /plans/:plan/rounds /plans/:plan/rounds/:round/extend
/plans/:plan/actions/new /rounds /plans/:plan/rounds/:round /plans/:plan/rounds/:round/remind
/plans/:plan/rounds/:round/reopen /plans/:plan/rounds/:round/withdraw /mail /mail/:mail /actions/:action/amend /actions/:action/correct/:entry
/plans/:plan/undo-import /imports/new /imports/columns /imports/:draft /imports/:draft/actions /plans/:plan/entered
/plans/:plan/changes /plans/:plan/exceptions /my-work /search /registers /registers/print /registers/new
/registers/:item /registers/:item/change /registers/:item/review /registers/:item/decide /registers/:item/answer
/registers/:item/close /registers/:item/reopen /plans/:plan/thread /plans/:plan/thread/settle /plans/:plan/timeline
/timeline /groups /groups/new /groups/:group /groups/:group/change /groups/:group/terms/new
/groups/:group/terms/:term/end /groups/:group/dissolve /meetings /meetings/:meeting /groups/:group/meetings/new
/meetings/:meeting/change /meetings/:meeting/cancel /meetings/:meeting/room /meetings/:meeting/attendance
/meetings/:meeting/minutes /meetings/:meeting/minutes/correct /decisions /decisions/:decision
/decisions/:decision/close /members /members/new /members/:member /agencies/new /journal /journal/:sequence /agencies
/agencies/:agency/edit /agencies/:agency/merge /agencies/:agency/replace /members/:member/work
/members/:member/hand-over /members/:member/leave /drafts /jobs /jobs/:job /packs /packs/new /packs/each /packs/:pack
/packs/:pack/verify /accessibility /privacy /cookies /contact /security /system
""".split())


def routes():
    """Every address that is asked for with GET, as the program registers it."""
    text = (ROOT / "Documentation/reference/permission-matrix.md").read_text()
    return re.findall(r"^\| GET (\S+) \|", text, re.M)


def unknown(known):
    """Routes without a way to them, and ways to routes that are gone."""
    ways = PAGES | FILES | SECRETS
    return sorted(set(known) - ways), sorted(ways - set(known))


def pattern(route):
    return re.compile("^" + re.sub(r":[a-z]+", "[^/]+", route) + "$")


class Atlas:
    """Tells which route an address belongs to: the one with the fewest open places."""

    def __init__(self, known):
        self.patterns = sorted(((route.count(":"), route, pattern(route)) for route in known))

    def route(self, path):
        return next((route for _, route, form in self.patterns if form.match(path)), None)


# Where following links begins: what one has to do oneself, and what is closed.
SEEDS = ["/my-work", "/registers?state=all", "/plans"]


def crawl(context, known, most, pool=None):
    """Follows links from page to page.

    - Parameter pool: gets every address that was named, for `guesses`.
    - Returns: for each route the first addresses that lead there, at most `most`, and some with a question in them.
    """
    atlas = Atlas(known)
    found, questions, line = {}, {}, deque()
    pool = {} if pool is None else pool

    def note(address):
        parts = urlsplit(address)
        route = atlas.route(parts.path)
        if route is None or route in SECRETS:
            return
        pool.setdefault(route, {})[parts.path] = True
        kept = found.setdefault(route, [])
        if parts.path in {urlsplit(one).path for one in kept}:
            asked = questions.setdefault(route, set())
            shape = frozenset(re.findall(r"([a-z-]+)=", parts.query))
            if not shape or shape in asked or len(asked) >= most or most == 1:
                return
            asked.add(shape)
        elif len(kept) - len(questions.get(route, ())) >= most:
            return
        kept.append(address)
        if route not in FILES:
            line.append(address)

    for address in SEEDS + [route for route in known if ":" not in route]:
        note(address)
    line.extend(SEEDS)
    while line:
        address = line.popleft()
        answer = context.request.get(address)
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        # The list of examples leads to addresses of things that are not there.
        if urlsplit(address).path.startswith("/gallery"):
            continue
        for link in re.findall(r'\shref="([^"#]+)', answer.text()):
            target = urlsplit(urljoin(answer.url, link.replace("&amp;", "&")))
            if target.netloc == urlsplit(answer.url).netloc and not target.path.startswith("/gallery"):
                note(target.path + (f"?{target.query}" if target.query else ""))
    return found


def guesses(route, pool):
    """Addresses of a route that no link leads to just now, made of what the addresses of others name."""
    places = tuple(piece for piece in route.split("/") if piece.startswith(":"))
    held = {}
    for other, addresses in pool.items():
        if tuple(piece for piece in other.split("/") if piece.startswith(":")) == places:
            form = re.compile("^" + re.sub(r":[a-z]+", "([^/]+)", other) + "$")
            for address in addresses:
                held[form.match(address).groups()] = True
    made = []
    for values in held:
        path = route
        for place, value in zip(places, values):
            path = path.replace(place, value, 1)
        made.append(path)
    return made[:60]
