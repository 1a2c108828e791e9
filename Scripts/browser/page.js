// What is asked of a page from inside it. Each answer is a list of sentences, empty where all is well.
(() => {
    const text = (element) => (element.innerText || element.textContent || "").replace(/\s+/g, " ").trim();
    const name = (element) => {
        const words = text(element).slice(0, 50) || element.getAttribute("aria-label") || element.getAttribute("name") || "";
        const kind = element.getAttribute("class") ? "." + element.getAttribute("class").trim().split(/\s+/).join(".") : "";
        return `<${element.tagName.toLowerCase()}${element.id ? "#" + element.id : ""}${kind}> ${words}`;
    };
    const shown = (element) => {
        if (!element.getClientRects().length) { return false; }
        return element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
    };
    const scroller = (element) => {
        for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
            if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(up).overflowX)) { return up; }
        }
        return null;
    };

    // Beside axe: tables, scrolling regions, pictures, one heading, the marking, the language.
    function structure() {
        const wrong = [];
        if (document.querySelectorAll("h1").length !== 1) { wrong.push("there is not one heading of the first order"); }
        if (!document.title.trim()) { wrong.push("no title"); }
        if (document.querySelectorAll(".marking").length !== 2) { wrong.push("the marking does not stand twice"); }
        for (const table of document.querySelectorAll("table")) {
            if (!table.caption || !table.caption.textContent.trim()) { wrong.push(`a table without caption: ${name(table)}`); }
            for (const head of table.querySelectorAll("th:not([scope])")) { wrong.push(`a head without scope: ${name(head)}`); }
        }
        for (const field of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
            if (!field.labels.length && !field.getAttribute("aria-label")) { wrong.push(`a field without label: ${name(field)}`); }
        }
        for (const drawing of document.querySelectorAll("svg")) {
            const hidden = drawing.closest("[aria-hidden=true]");
            const named = drawing.getAttribute("role") === "img" &&
                (drawing.getAttribute("aria-label") || drawing.getAttribute("aria-labelledby"));
            if (!hidden && !named) { wrong.push(`a drawing without role or name: ${name(drawing)}`); }
        }
        for (const region of document.querySelectorAll(".scroll")) {
            if (region.tabIndex !== 0 || !region.getAttribute("role") ||
                !(region.getAttribute("aria-label") || region.getAttribute("aria-labelledby"))) {
                wrong.push(`a scrolling region without name or tab stop: ${name(region)}`);
            }
        }
        for (const element of document.querySelectorAll("[tabindex]")) {
            if (element.tabIndex > 0) { wrong.push(`an order of its own: ${name(element)}`); }
        }
        for (const described of document.querySelectorAll("[aria-describedby], [aria-labelledby]")) {
            const named = `${described.getAttribute("aria-describedby") || ""} ${described.getAttribute("aria-labelledby") || ""}`;
            for (const id of named.trim().split(/\s+/)) {
                if (!document.getElementById(id)) { wrong.push(`names what is not there, "${id}": ${name(described)}`); }
            }
        }
        for (const link of document.querySelectorAll(".errors a[href^='#']")) {
            const there = document.getElementById(link.getAttribute("href").slice(1));
            if (!there) { wrong.push(`an error that leads nowhere: ${text(link)}`); }
        }
        return wrong;
    }

    // Nothing makes the page scroll sideways, and nothing hangs out of it unreachable.
    function overflow() {
        const root = document.documentElement;
        const wrong = [];
        const beyond = root.scrollWidth - root.clientWidth;
        if (beyond > 0) { wrong.push(`the page is ${beyond} px wider than the window`); }
        for (const element of document.body.querySelectorAll("*")) {
            if (wrong.length > 6) { break; }
            const box = element.getBoundingClientRect();
            const isUnseen = element.closest(".unseen, .skip, thead, svg") || !shown(element);
            if (isUnseen || box.width < 2 || box.right <= root.clientWidth + 1) { continue; }
            const region = scroller(element);
            if (!region || ["hidden", "clip"].includes(getComputedStyle(region).overflowX)) {
                wrong.push(`${name(element)} ends ${Math.round(box.right - root.clientWidth)} px outside`);
            }
        }
        return wrong;
    }

    // Status is told in words: each mark has a word, no word comes in two colours, no shape in two.
    function statuses() {
        const found = [];
        for (const mark of document.querySelectorAll("[class*='status-'], [class*='tone-']")) {
            if (!shown(mark)) { continue; }
            const colour = [...mark.classList].map((one) => /^(?:status|tone)-(red|orange|green|grey|blue|none)$/.exec(one))
                .find(Boolean);
            if (!colour || mark.classList.contains("identity")) { continue; }
            const copy = mark.cloneNode(true);
            const shapes = [...copy.querySelectorAll("[aria-hidden=true]")].map((one) => one.textContent.trim()).join("");
            copy.querySelectorAll("[aria-hidden=true]").forEach((one) => one.remove());
            found.push({ colour: colour[1], shape: shapes, word: copy.textContent.replace(/[A-Z]{1,2}-?\d+|\d+/g, "").replace(/\s+/g, " ").trim() });
        }
        return found;
    }

    function tabbable() {
        const all = [...document.querySelectorAll(
            "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]")];
        return all.filter((element) => {
            if (element.disabled || element.tabIndex < 0 || !shown(element)) { return false; }
            if (element.type !== "radio") { return true; }
            const group = [...document.getElementsByName(element.name)].filter((one) => one.form === element.form);
            const chosen = group.find((one) => one.checked);
            return chosen ? chosen === element : group[0] === element;
        });
    }

    // Before a walk: what can be reached, in order, and the focus at the very beginning.
    function beginWalk() {
        window.cornerstoneStops = tabbable();
        document.body.tabIndex = -1;
        document.body.focus();
        document.body.removeAttribute("tabindex");
        window.scrollTo(0, 0);
        return window.cornerstoneStops.map(name);
    }

    // Where the focus is: the place in the order, and what is wrong with how it shows.
    function stop() {
        const element = document.activeElement;
        if (!element || element === document.body) { return null; }
        const wrong = [];
        const style = getComputedStyle(element);
        const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        if (!ring && style.boxShadow === "none") { wrong.push("no ring around it"); }
        const boxes = [...element.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
        const seen = boxes.map((box) => ({
            left: Math.max(box.left, 0), top: Math.max(box.top, 0),
            right: Math.min(box.right, document.documentElement.clientWidth),
            bottom: Math.min(box.bottom, document.documentElement.clientHeight)
        })).filter((box) => box.right - box.left > 1 && box.bottom - box.top > 1);
        if (!seen.length) { wrong.push("it lies outside the window"); }
        else {
            // Covered is what none of its corners and none of its middle can be touched of.
            const touched = seen.some((box) => [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]].some(([x, y]) => {
                const hit = document.elementFromPoint(box.left + (box.right - box.left) * x, box.top + (box.bottom - box.top) * y);
                return hit && (element.contains(hit) || hit.contains(element) && hit !== document.body && hit !== document.documentElement
                    || [...(element.labels || [])].some((label) => label.contains(hit)));
            }));
            if (!touched) { wrong.push("something lies over it"); }
        }
        const first = seen[0] || { left: 0, top: 0, right: 0, bottom: 0 };
        const above = element.parentElement ? element.parentElement.closest("[class]") : null;
        return {
            at: window.cornerstoneStops.indexOf(element), name: name(element), wrong,
            kind: `${element.tagName} ${element.type || ""} ${element.className} in ${above ? above.className : ""}`,
            box: [first.left, first.top, first.right, first.bottom]
        };
    }

    // What a page says and offers, to compare it with what it says and offers without script.
    function offers() {
        const main = document.querySelector("main");
        const fields = main.querySelectorAll("input:not([type=hidden]), select, textarea");
        const wrong = [];
        for (const button of main.querySelectorAll("button")) {
            if (!button.form || button.type !== "submit") { wrong.push(`a button that does nothing without script: ${name(button)}`); }
        }
        for (const link of main.querySelectorAll("a")) {
            if (!link.getAttribute("href") || /^(#|javascript:)?$/.test(link.getAttribute("href"))) {
                wrong.push(`a link that leads nowhere: ${name(link)}`);
            }
        }
        return {
            heading: text(main.querySelector("h1") || main), links: main.querySelectorAll("a[href]").length,
            buttons: main.querySelectorAll("button").length, fields: [...fields].filter(shown).length,
            words: text(main).split(" ").length, wrong
        };
    }

    // In forced colours: marks keep an edge, and drawings can be told from what lies behind them.
    function forced() {
        const wrong = [];
        for (const mark of document.querySelectorAll(".status, .tiles a, main button, .button, .banner, .errors")) {
            if (!shown(mark)) { continue; }
            const style = getComputedStyle(mark);
            if (style.borderTopStyle === "none" || parseFloat(style.borderTopWidth) < 1) {
                if (!mark.classList.contains("plain") && !mark.classList.contains("plain-link")) { wrong.push(`no edge: ${name(mark)}`); }
            }
        }
        // A drawing keeps its own colours, so it has to bring its own paper.
        for (const drawing of document.querySelectorAll("main svg:not([aria-hidden=true])")) {
            const paper = drawing.querySelector("rect");
            const box = drawing.getBoundingClientRect();
            const sheet = paper ? paper.getBoundingClientRect() : { width: 0, height: 0 };
            if (sheet.width < box.width * .98 || sheet.height < box.height * .98 ||
                getComputedStyle(paper).fill !== "rgb(255, 255, 255)") {
                wrong.push(`a drawing without paper of its own: ${name(drawing)}`);
            }
        }
        return wrong;
    }

    // On paper: what leads elsewhere is gone, and the marking and the time of printing are there.
    function printed() {
        const wrong = [];
        for (const gone of document.querySelectorAll(".services, .visitor, .search-box, .skip, .filters, main button")) {
            if (shown(gone)) { wrong.push(`still on paper: ${name(gone)}`); }
        }
        const marks = [...document.querySelectorAll(".marking")].filter(shown);
        if (marks.length !== 2) { wrong.push(`the marking stands ${marks.length} times`); }
        const stamp = document.querySelector(".printed");
        if (!stamp || !shown(stamp)) { wrong.push("the time of printing does not stand there"); }
        return wrong;
    }

    window.cornerstoneChecks = { structure, overflow, statuses, beginWalk, stop, offers, forced, printed };
})();
