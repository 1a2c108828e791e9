// Improves pages that already work without it: the error summary gets the focus, a form that was changed asks before
// it is left, a button is pressed once only.
(function () {
    "use strict";
    var summary = document.querySelector(".errors");
    if (summary) { summary.focus(); }

    var changed = false;
    var sending = false;
    document.querySelectorAll("form[method=post][data-keep]").forEach(function (form) {
        form.addEventListener("input", function () { changed = true; });
    });
    document.querySelectorAll("form").forEach(function (form) {
        form.addEventListener("submit", function (event) {
            if (form.dataset.sent && event.submitter === null) { event.preventDefault(); return; }
            if (form.method === "post" && form.dataset.sent) { event.preventDefault(); return; }
            sending = true;
            form.dataset.sent = "yes";
            // A form that answers with a file leaves the page where it is, so it can be sent again.
            if (form.dataset.file !== undefined) {
                window.setTimeout(function () { delete form.dataset.sent; sending = false; }, 2000);
            }
        });
    });
    window.addEventListener("pageshow", function () {
        document.querySelectorAll("form").forEach(function (form) { delete form.dataset.sent; });
        sending = false;
    });
    window.addEventListener("beforeunload", function (event) {
        if (changed && !sending) { event.preventDefault(); }
    });

    // The bulk answer above a settle list fills the rows that have none.
    document.querySelectorAll("[data-fill]").forEach(function (select) {
        select.addEventListener("change", function () {
            document.querySelectorAll(select.dataset.fill).forEach(function (row) { row.value = select.value; });
            changed = true;
        });
    });
})();

// What is typed is kept every twenty seconds while something changes, and the end of the session is announced two and a
// half minutes ahead, with one press to stay.
(function () {
    "use strict";
    function send(path, fields) {
        return fetch(path, {
            method: "POST", body: new URLSearchParams(fields), credentials: "same-origin", redirect: "manual"
        });
    }

    document.querySelectorAll("form[data-draft]").forEach(function (form) {
        var changed = false;
        form.addEventListener("input", function () { changed = true; });
        form.addEventListener("submit", function () { changed = false; });
        window.setInterval(function () {
            if (!changed || form.dataset.sent) { return; }
            changed = false;
            var fields = new URLSearchParams(new FormData(form));
            fields.set("do", "keep-quietly");
            send(window.location.pathname, fields).catch(function () { changed = true; });
        }, 20000);
    });

    var warning = document.getElementById("session-warning");
    var stay = document.getElementById("session-stay");
    if (!warning || !stay) { return; }
    var what = document.getElementById("session-what");
    var idle = what.textContent;
    var timers = [];
    function plan(text) {
        var seconds = parseInt(text, 10);
        var last = text.indexOf("last") >= 0;
        timers.forEach(window.clearTimeout);
        timers = [];
        if (!(seconds > 0)) { return; }
        warning.hidden = true;
        stay.hidden = last;
        timers.push(window.setTimeout(function () {
            what.textContent = last ? what.dataset.last : idle;
            warning.hidden = false;
            if (!last) { stay.focus(); }
        }, Math.max(0, seconds - 150) * 1000));
        timers.push(window.setTimeout(function () {
            what.textContent = what.dataset.over;
            stay.hidden = true;
            warning.hidden = false;
        }, seconds * 1000));
    }
    stay.addEventListener("click", function () {
        send("/sessions/extend", { "form-token": stay.dataset.token })
            .then(function (answer) { return answer.ok ? answer.text() : ""; }).then(plan);
    });
    plan(document.body.dataset.session || "");
})();

// The page of long work looks again by itself, without moving whoever reads it; what changes is read out. After ten
// minutes it stops, so that a page left open does not keep its session alive for ever.
(function () {
    "use strict";
    var state = document.querySelector("[data-live]");
    if (!state) { return; }
    var path = state.dataset.live;
    var left = 200;
    document.querySelectorAll(".job-by-itself").forEach(function (line) { line.hidden = true; });

    function replaceText(id, page) {
        var now = document.getElementById(id);
        var next = page.getElementById(id);
        if (now && next && now.innerHTML !== next.innerHTML) { now.replaceChildren.apply(now, next.childNodes); }
    }
    function show(page) {
        var next = page.getElementById("job-state");
        if (!next) { return false; }
        replaceText("job-state", page);
        replaceText("job-sentence", page);
        if (!next.dataset.live) {
            // A result may be marked higher than the work was: then the whole page has to say so.
            if (page.body.className !== document.body.className) { window.location.reload(); }
            replaceText("job-rest", page);
            return false;
        }
        var bar = document.getElementById("job-bar");
        var filled = page.getElementById("job-bar");
        if (bar && filled) { bar.value = filled.value; bar.max = filled.max; }
        if (!bar && filled) { document.getElementById("job-rest").prepend(filled.parentNode); }
        return true;
    }
    function look() {
        left -= 1;
        fetch(path, { credentials: "same-origin", redirect: "error" })
            .then(function (answer) { return answer.ok ? answer.text() : ""; })
            .then(function (text) { return show(new DOMParser().parseFromString(text, "text/html")); })
            .catch(function () { return true; })
            .then(function (goesOn) { if (goesOn && left > 0) { window.setTimeout(look, 3000); } });
    }
    window.setTimeout(look, 2000);
})();
