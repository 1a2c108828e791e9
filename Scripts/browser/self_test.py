"""A check that cannot fail is a defect: each thing that is looked for is broken once, and has to be found.

The pages are altered on their way into the browser; the program itself is left alone.
"""
import checks, stores
from looks import PHONE, browser
from tally import Tally

SHEET = "**/assets/*.css"

# What is broken: the check that has to see it, where, what is replaced in the page, and what is added to the sheet.
BREAKS = [
    ("a label taken away", checks.axe, "/sign-in", ('<label for="email">', '<span>'), ""),
    ("a language taken away", checks.axe, "/sign-in", (' lang="en"', ""), ""),
    ("grey letters on white", checks.axe, "/sign-in", None, "main p { color: #aaa !important; }"),
    ("letters as white as their ground", checks.axe, "/plans", None, ".search-box input { color: #fff !important; }"),
    ("targets of twelve pixels", checks.axe, "/sign-in", None,
     ".foot a { display: block; min-height: 0 !important; height: 12px; line-height: 12px; } .foot ul { gap: 0 !important; display: block !important; }"),
    ("a caption taken away", checks.structure, "/plans/1", ("<caption", "<span hidden"), ""),
    ("a region without a tab stop", checks.structure, "/plans/1", (' role="region" tabindex="0"', ""), ""),
    ("no ring around the focus", checks.walk, "/sign-in", None, ":focus-visible { outline: none !important; box-shadow: none !important; }"),
    ("a ring in the colour of the page", None, "/sign-in", None,
     ":focus-visible { outline: 3px solid #fff !important; box-shadow: 0 0 0 1px #fff !important; }"),
    ("an order of its own", checks.walk, "/sign-in", ('<a href="/contact"', '<a tabindex="3" href="/contact"'), ""),
    ("something laid over the page", checks.walk, "/sign-in", None,
     "body::after { content: ''; position: fixed; inset: 0; background: #fff; }"),
    ("a page wider than the window", checks.narrow, "/sign-in", None, "main { width: 700px !important; }"),
    ("a table outside its region", checks.narrow, "/plans/1/exceptions", None,
     ".scroll { overflow: visible !important; } table { min-width: 900px; }"),
    ("a status without a word", checks.statuses, "/plans/1", None, ""),
    ("marks without an edge", checks.forced, "/plans/1", None, ".status { border: 0 !important; }"),
    ("no ring in forced colours", checks.forced, "/plans/1", None, "@media (forced-colors: active) { :focus-visible { outline: none !important; } }"),
    ("the menu on paper", checks.printed, "/plans/1", None, "@media print { .services { display: block !important; } }"),
    ("no marking on paper", checks.printed, "/plans/1", None,
     "@media print { .marking { display: none !important; } body { page: auto !important; } }"),
]

WORDLESS = """() => document.querySelectorAll(".status").forEach((mark) => {
    [...mark.childNodes].forEach((part) => { if (part.nodeType === 3 || part.getAttribute("aria-hidden") === null) { part.remove(); } });
})"""


def altering(name, path, change, rule, missed):
    """What answers in place of the server: its own answer, broken."""

    def alter(route):
        answer = route.fetch()
        body = answer.text()
        if ".css" in route.request.url:
            body += rule
        elif change:
            if change[0] not in body:
                missed.append(f"{name}: there is nothing to break on {path}")
            body = body.replace(*change)
        route.fulfill(response=answer, body=body)

    return alter


def found_broken(address):
    """Breaks one thing after another. Returns how many were broken, and what was not found."""
    missed = []
    with browser(address) as context:
        stores.sign_in(context, stores.ROLES["coordinator and administrator, cleared"])
        for name, check, path, change, rule in BREAKS:
            context_of_it = context if path != "/sign-in" else context.browser.new_context(base_url=address)
            page = context_of_it.new_page()

            alter = altering(name, path, change, rule, missed)
            page.route(SHEET, alter)
            page.route(address + path, alter)
            if check is checks.narrow:
                page.set_viewport_size(PHONE)
            page.goto(path)
            if check is checks.statuses:
                page.evaluate(WORDLESS)
            wrong = check(page, Tally()) if check else checks.walk(page, Tally(), {})
            if not wrong:
                missed.append(f"{name}: not found on {path}")
    return len(BREAKS), missed
