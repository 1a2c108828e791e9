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
