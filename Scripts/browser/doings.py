"""What is done through the pages, so that there is something to look at: stores prepared, forms sent as they should not be."""
import re
from urllib.parse import urlsplit

from playwright.sync_api import Error

import checks, stores, visits
from looks import Looker, browser
from tally import Tally

PLAN = """No.,Objective,Action,Lead,Timescale,Measure of progress
1,Treatment,Open a second clinic,Treatment Commissioner,By end March 2027,Clinic open
2,Treatment,Train staff in every agency,Workforce Lead,Quarterly,Numbers trained
3,Homes,Keep a register of addresses,Housing Manager,soon,Register kept
4,Homes,,Housing Manager,By June 2027,
"""

# A word without a space, as long as words become when somebody pastes what was no word.
WORD = "Zusammenarbeitsvereinbarung" * 80

# Forms that end what the suite still needs.
SPARED = re.compile(r"/(sign-out|give-up|throw-away|end|end-others|cancel|forget|forget-all|extend|file|again|leave)$|/sessions/")

FILL = """([form, how]) => {
    const text = (field, words) => { field.value = words.slice(0, field.maxLength > 0 ? field.maxLength : 2000); };
    const word = how.word;
    for (const field of form.elements) {
        const kind = field.type;
        if (["hidden", "submit", "button", "file", "fieldset"].includes(kind)) { continue; }
        if (how.kind === "as it is") { continue; }
        if (how.kind === "empty") {
            if (["checkbox", "radio"].includes(kind)) { field.checked = false; }
            else if (field.tagName === "SELECT") { field.selectedIndex = 0; }
            else { field.value = ""; }
        } else if (kind === "radio") {
            if (![...form.elements].some((one) => one.name === field.name && one.checked)) { field.checked = true; }
        } else if (kind === "checkbox") { field.checked = true; }
        else if (field.tagName === "SELECT") {
            if (!field.value) { field.selectedIndex = Math.min(1, field.options.length - 1); }
        } else if (/-day$/.test(field.name)) { field.value = "30"; }
        else if (/-month$/.test(field.name)) { field.value = how.month; }
        else if (/-year$/.test(field.name)) { field.value = how.year; }
        else if (kind === "email" || /email/.test(field.name)) { field.value = how.email; }
        else if (kind === "password") { field.value = how.password; }
        else if (!field.value || how.over) { text(field, word); }
    }
}"""


def send(page, form, **how):
    """Fills a form in one go and presses its first button. Returns the answer, nil where none came."""
    facts = {
        "kind": "full", "word": WORD, "month": "6", "year": "2027", "email": "", "password": stores.PASSWORD, "over": False}
    page.evaluate(FILL, [form.element_handle(), {**facts, **how}])
    # What the page's script would do about leaving is not what is asked here.
    page.evaluate("form => { form.noValidate = true; }", form.element_handle())
    with page.expect_navigation(wait_until="load", timeout=30_000) as navigation:
        page.evaluate("form => form.requestSubmit([...form.elements].find((one) => one.type === 'submit'))", form.element_handle())
    return navigation.value


def forms_of(page):
    """The forms of the page itself that ask for something."""
    found = []
    for form in page.locator("main form[method=post]").all():
        action = urlsplit(form.evaluate("form => form.action")).path
        if not SPARED.search(action) and form.locator("input:not([type=hidden]), select, textarea").count():
            found.append(form)
    return found


# ---- The example city ----

def prepare(address):
    """What the city lacks: a plan half brought in, long work, a form half filled in, an invitation."""
    extra = {}
    with browser(address) as context:
        stores.sign_in(context, stores.ROLES["coordinator and administrator, cleared"])
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        upload(page, "partners.csv", PLAN)
        extra["/imports/:draft"] = [urlsplit(page.url).path]
        page.goto("/packs/each")
        send(page, forms_of(page)[0], kind="as it is")
        job = urlsplit(page.url).path
        extra["/jobs/:job"] = [job]
        page.goto("/members/2")
        page.locator("form[action$='/invite'] button").first.click()
        extra["/invitation/:secret"] = re.findall(r"/invitation/[A-Za-z0-9_-]{20,}", page.content())[:1]
        page.goto("/actions/AP-0003/withdraw")
        page.locator("main textarea").first.fill("Begun, and kept for later")
        page.locator("button[value=keep-draft]").first.click()
        page.goto(job)
        for _ in range(25):
            files = page.locator("main a[href*='/files/']")
            if files.count():
                extra["/jobs/:job/files/:file"] = [files.first.get_attribute("href")]
                break
            if not page.locator("[data-live]").count():
                break
            page.wait_for_timeout(1000)
            page.goto(job)
    return extra


def upload(page, name, text):
    page.goto("/imports/new")
    page.set_input_files("input[type=file]", {"name": name, "mimeType": "text/csv", "buffer": text.encode()})
    for group in page.locator("main fieldset").all():
        group.locator("input[type=radio]").first.check()
    page.locator("main form[enctype] button[type=submit]").click()
    page.wait_for_load_state("load")


# ---- A store just set up ----

def young(address, known, link):
    """Empty pages as the first member sees them; then every form filled with words that do not end, and the pages again."""
    tally = Tally()
    email = "first@long.example"
    with browser(address) as context:
        looker = Looker(context, tally, "empty", "not signed in", known)
        for path in ("/sign-in", link):
            looker.look(path)
        looker.tally.seen.add(("empty", "not signed in", "/set-up/:secret"))
        looker.state = "error"
        answer = send(looker.page, forms_of(looker.page)[0], kind="empty")
        looker.look(link, answer=answer)
        form = forms_of(looker.page)[0]
        for field, words in (("partnership", "Partnership"), ("agency", "Agency"), ("name", "Coordinator"), ("post", "Coordinator")):
            looker.page.fill(f"[name={field}]", words)
        send(looker.page, form, email=email)
        first = Looker(context, tally, "empty", "coordinator and administrator", known)
        pages(first, visits.crawl(context, known, 1))
        first.state = "long text"
        fill(first)
        pages(first, visits.crawl(context, known, 2), (checks.printed,))
    return tally


def pages(looker, found, also=()):
    for route, addresses in sorted(found.items()):
        if route in visits.FILES or route not in visits.PAGES:
            continue
        for path in addresses:
            answer = looker.open(path)
            if answer.status == 200:
                looker.tally.seen.add((looker.state, looker.role, route))
            if not looker.is_known(answer):
                looker.look(path, also, answer)


def fill(looker):
    """Every form there is a way to, in an order in which each finds what it needs."""
    page = looker.page
    rows = "No.,Objective,Action,Lead,Timescale,Measure of progress\n" + "".join(
        f"{number},{WORD[:300]}{number},{WORD[:2000]},{WORD[:200]},By end March 202{number},{WORD[:900]}\n" for number in (7, 8, 9))
    upload(page, f"{WORD[:120]}.csv", rows)
    looker.look(urlsplit(page.url).path)
    title = page.locator("[name=title]")
    if title.count():
        title.fill(WORD[:200])
    page.locator("button[value=enter]").click()
    page.wait_for_load_state("load")
    ways = [
        "/agencies/new", "/members/new", "/agencies/1/edit", "/members/1", "/plans/1/owners", "/plans/1/rounds",
        "/plans/1/actions/new", "/actions/AP-0001/amend", "/actions/AP-0001/report", "/actions/AP-0001/delay", "/actions/AP-0002/withdraw",
        "/actions/AP-0003/pass-on", "/registers/new?kind=risk", "/registers/new?kind=issue", "/registers/new?kind=pilot",
        "/registers/new?kind=evidence-gap", "/groups/new", "/groups/1/terms/new", "/groups/1/meetings/new", "/meetings/1/room",
        "/meetings/1/attendance", "/packs/new",
    ]
    for number, path in enumerate(ways):
        answer = looker.open(path)
        for form in forms_of(page)[:1] if answer.status == 200 else []:
            try:
                answer = send(page, form, email=f"somebody{number}@long.example", over=True)
            except Error as fault:
                looker.find([("form", f"did not get through: {str(fault)[:120]}")], looker.atlas.route(urlsplit(path).path), path)
                continue
            looker.tally["forms sent with long text"] += 1
            if answer and answer.status >= 500:
                looker.find([("status", f"answers {answer.status}")], looker.atlas.route(urlsplit(path).path), path)
            if answer and answer.status in (409, 422):
                looker.look(path, answer=answer)


# ---- Mistakes ----

def mistakes(address, known, role, email, addresses):
    """Every form sent empty, and sent about something that has changed since; and the pages that say no."""
    tally = Tally()
    with browser(address) as context:
        stores.sign_in(context, email)
        looker = Looker(context, tally, "error", role, known)
        page = looker.page
        for path in addresses:
            answer = looker.open(path)
            count = len(forms_of(page)) if answer.status == 200 else 0
            for number in range(min(count, 3)):
                for kind in ("empty", "stale"):
                    answer = looker.open(path)
                    forms = forms_of(page)
                    if answer.status != 200 or number >= len(forms):
                        continue
                    version = forms[number].locator("input[name=version]")
                    if kind == "stale":
                        if not version.count():
                            continue
                        version.first.evaluate("field => { field.value = '1'; }")
                    looker.asked.clear()
                    try:
                        answer = send(page, forms[number], kind="empty" if kind == "empty" else "full", word="Typed here")
                    except Error as fault:
                        looker.find([("form", f"{kind}: {str(fault)[:120]}")], looker.atlas.route(urlsplit(path).path), path)
                        continue
                    tally[f"forms sent {kind}"] += 1
                    tally[f"answers {answer.status} to forms sent {kind}"] += 1
                    if answer.status >= 400:
                        looker.tally.seen.add(("error", role, looker.atlas.route(urlsplit(path).path)))
                        if not looker.is_known(answer):
                            also = (checks.walk,) if number == 0 and kind == "empty" else ()
                            looker.look(path, also, answer=answer)
        for path in ("/nothing-of-this-name", "/plans/999", "/actions/AP-0999", "/registers/R-0999", "/answer/" + "s" * 43):
            looker.look(path, (checks.walk,))
        refusals(looker)
    return tally


def refusals(looker):
    """Another method, a body that is too large, too many tries: each answers with a page."""
    page = looker.page
    looker.open("/plans")
    with page.expect_navigation() as navigation:
        page.evaluate("() => { const form = document.createElement('form'); form.method = 'post'; form.action = '/plans';"
                      " document.body.append(form); form.submit(); }")
    looker.look("/plans", answer=navigation.value)
    # The server answers before the whole of the body has come, so what a browser shows of it is not certain: the page
    # is looked at as it was sent.
    large = looker.context.request.post(
        "/plans/1/actions/new", form={"text": "x" * 3_000_000}, headers={"Origin": looker.origin})
    if large.status == 413:
        page.goto("/privacy")
        page.set_content(large.text())
        tally = looker.tally
        looker.find(checks.axe(page, tally) + checks.structure(page, tally), "/plans/:plan/actions/new", "413")
        tally.statuses["413"] += 1
    visitor = looker.context.browser.new_context(base_url=looker.origin)
    stranger = Looker(visitor, looker.tally, "error", "not signed in", looker.atlas_routes)
    for number in range(40):
        stranger.open("/sign-in")
        words = {"email": "nobody@tarnchester.example", "password": f"not the password {number}"}
        answer = send(stranger.page, forms_of(stranger.page)[0], **words)
        if number == 0:
            stranger.look("/sign-in", (checks.walk,), answer)
            stranger.tally.seen.add(("error", "not signed in", "/sign-in"))
        if answer.status == 429:
            stranger.look("/sign-in", (), answer)
            break


# ---- The holder of a link ----

def holder(address, known, links):
    """The page behind a link in a mail, the form sent empty, answered without script, and asked for once more."""
    tally = Tally()
    with browser(address) as context:
        looker = Looker(context, tally, "full", "holder of a link", known)
        link = next((one for one in links if looker.open(one).status == 200), None)
        if not link:
            tally.find([("status", "no link of any mail opens a page")], "full", looker.role, "/answer/:token", "")
            return tally
        rings = {}
        looker.look(link, (lambda page, tally: checks.walk(page, tally, rings), checks.forced, checks.printed))
        tally.seen.add(("full", looker.role, "/answer/:token"))
        looker.state = "error"
        answer = send(looker.page, forms_of(looker.page)[0], kind="empty")
        looker.look(link, (checks.walk,), answer)
        tally.seen.add(("error", looker.role, "/answer/:token"))
    with browser(address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(link)
        send(page, forms_of(page)[0], word="Answered without script")
        tally["flows without script"] += 1
        if "Answered without script" not in page.content() and "answer" not in page.locator("h1").inner_text().lower():
            tally.find([("script off", page.locator("main").inner_text()[:200])], "full", "holder of a link", "/answer/:token", link)
    return tally


# ---- Flows without script ----

def flows(address):
    """Signing in, searching, reporting, bringing a plan in: each to its end without a line of script."""
    tally = Tally()

    def arrived(is_there, what, page):
        tally["flows without script"] += 1
        if not is_there:
            tally.find([("script off", f"{what}: {page.locator('main').inner_text()[:160]}")], "full", "script off", "", page.url)

    with browser(address, java_script_enabled=False) as context:
        stores.sign_in(context, stores.ROLES["coordinator and lead, cleared"])
        page = context.new_page()
        page.goto("/plans")
        page.fill("#search-box", "clinic")
        page.locator(".search-box button").click()
        arrived("/search?q=clinic" in page.url and page.locator("main a").count() > 3, "searching", page)
        # Whose round has been answered is not asked again: the first action that still is.
        for start in ("/my-work", *(f"/actions/AP-{number:04d}" for number in range(1, 41))):
            page.goto(start)
            reports = page.locator("main a[href$='/report']")
            if reports.count():
                page.goto(reports.first.get_attribute("href"))
                break
        page.locator("main form[method=post] [name=note]").fill("Reported without script")
        page.locator("main form[method=post] input[type=radio][value=done]").first.check()
        page.locator("main form[method=post] button[type=submit]").first.click()
        arrived("Reported without script" in page.content() and "/report" not in page.url, "reporting", page)
        upload(page, "without-script.csv", PLAN)
        page.locator("button[value=enter]").click()
        arrived("/entered" in page.url, "bringing a plan in", page)
    return tally
