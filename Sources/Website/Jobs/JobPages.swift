import Coordination
import Partnership
import Vocabulary

/// A member's own long work, newest first: what waits, what is worked on, and what was made in the last 30 days.
struct JobsPage: PageModel {
    struct Row: Sendable, Equatable {
        let title: String
        let href: String
        let state: StatusTag
        let progress: String
        let asked: String
        let files: String
    }

    static let template = "jobs/jobs"

    let page: Frame
    let rows: [Row]
    let hasRows: Bool

    init(_ jobs: [JobView], page: Frame, words: Words, clock: Clock) {
        self.init(
            page: page,
            rows: jobs.map { view in
                let job = view.job
                return Row(
                    title: job.title, href: JobRoutes.path(job.id), state: JobWords.tag(view, words),
                    progress: JobWords.progress(view, words), asked: PageTime.printed(job.asked, clock),
                    files: job.files.isEmpty ? "–" : words.count("jobs.files", job.files.count))
            })
    }

    private init(page: Frame, rows: [Row]) {
        self.page = page
        self.rows = rows
        hasRows = !rows.isEmpty
    }

    static var examples: [JobsPage] {
        let row = Row(
            title: "Board pack of the city plan", href: "/jobs/12", state: StatusTag.examples[2], progress: "3 of 12",
            asked: "9:30am on 21 November 2026", files: "3 files")
        return [JobsPage(page: Frame.examples[1], rows: [row]), JobsPage(page: Frame.examples[1], rows: [])]
    }
}

/// One piece of long work: where it stands, since when, whether the page may be left, and what it made.
struct JobPage: PageModel {
    struct File: Sendable, Equatable {
        let name: String
        let href: String
        let kind: String
        let size: String
    }

    static let template = "jobs/job"

    let page: Frame
    let heading: String
    let state: StatusTag
    /// Where it stands, in one sentence: what is read out when it changes.
    let sentence: String
    let isUnderWay: Bool
    /// Done of total; nil where nobody can say how much there is.
    let bar: Bar?
    let facts: [SummaryRow]
    let refreshHref: String
    let refreshes: Bool
    let cancelHref: String?
    let resultHref: String?
    let resultText: String
    let files: [File]
    let hasFiles: Bool

    struct Bar: Sendable, Equatable {
        let done: String
        let total: String
    }

    init(_ view: JobView, page: Frame, refreshes: Bool, words: Words, clock: Clock) {
        let job = view.job
        let path = JobRoutes.path(job.id)
        self.page = page
        heading = job.title
        state = JobWords.tag(view, words)
        sentence = JobWords.sentence(view, words)
        isUnderWay = !job.state.isEnd
        bar = job.step.total.flatMap { total in
            total > 0 && job.state == .running
                ? Bar(done: String(min(job.step.done, total)), total: String(total)) : nil
        }
        var facts = [SummaryRow(words("jobs.asked"), PageTime.printed(job.asked, clock))]
        if let began = job.began { facts.append(SummaryRow(words("jobs.began"), PageTime.printed(began, clock))) }
        if let ended = job.ended {
            facts.append(SummaryRow(words("jobs.ended"), PageTime.printed(ended, clock)))
            let until = clock.day(of: ended.adding(seconds: JobDesk.Limits.lasts))
            facts.append(SummaryRow(words("jobs.kept"), words("jobs.kept.until", ["day": until.printed])))
        }
        if let reference = job.reference { facts.append(SummaryRow(words("jobs.reference"), reference)) }
        self.facts = facts
        refreshHref = path
        self.refreshes = refreshes
        cancelHref = job.state.isEnd || view.isStopping ? nil : "\(path)/cancel"
        resultHref = job.state.isEnd ? job.link : nil
        resultText = words(job.state == .done ? "jobs.open" : "jobs.open.part")
        files = job.files.map {
            File(
                name: $0.name, href: "\(path)/files/\($0.number)", kind: JobWords.kind($0.mediaType, words),
                size: JobWords.size($0.size, words))
        }
        hasFiles = !files.isEmpty
    }

    private init(isUnderWay: Bool, refreshes: Bool) {
        page = Frame.examples[1]
        heading = "Board pack of the city plan"
        state = StatusTag.examples[isUnderWay ? 1 : 2]
        sentence = isUnderWay ? "3 of 12 done. Writing the pack of the city plan." : "Done. Three packs were made."
        self.isUnderWay = isUnderWay
        bar = isUnderWay ? Bar(done: "3", total: "12") : nil
        facts = [SummaryRow("Asked for", "9:30am on 21 November 2026")]
        refreshHref = "/jobs/12"
        self.refreshes = refreshes
        cancelHref = isUnderWay ? "/jobs/12/cancel" : nil
        resultHref = isUnderWay ? nil : "/packs/3"
        resultText = "Open the result"
        files =
            isUnderWay ? [] : [File(name: "pack.pdf", href: "/jobs/12/files/1", kind: "PDF", size: "120 KB")]
        hasFiles = !isUnderWay
    }

    static var examples: [JobPage] {
        [
            JobPage(isUnderWay: true, refreshes: false), JobPage(isUnderWay: true, refreshes: true),
            JobPage(isUnderWay: false, refreshes: false),
        ]
    }
}

/// Long work in words: the same on the list and on its page.
enum JobWords {
    static func tag(_ view: JobView, _ words: Words) -> StatusTag {
        if view.isStopping { return StatusTag(word: words("jobs.state.stopping"), shape: "◆", colour: "orange") }
        let look: (String, String) =
            switch view.job.state {
            case .waiting: ("○", "grey")
            case .running: ("◆", "orange")
            case .done: ("●", "green")
            case .failed: ("▲", "red")
            case .cancelled: ("−", "grey")
            case .interrupted: ("!", "red")
            }
        return StatusTag(word: words("jobs.state.\(view.job.state.rawValue)"), shape: look.0, colour: look.1)
    }

    /// `3 of 12`, `3`, or nothing where nothing was done.
    static func progress(_ view: JobView, _ words: Words) -> String {
        let step = view.job.step
        if let total = step.total {
            return words("jobs.of", ["done": step.done.printed, "total": total.printed])
        }
        return step.done > 0 ? step.done.printed : ""
    }

    static func sentence(_ view: JobView, _ words: Words) -> String {
        let job = view.job
        var parts: [String] = []
        switch job.state {
        case .waiting: parts.append(words.count("jobs.ahead", view.ahead ?? 0))
        case .running:
            let progress = progress(view, words)
            if view.isStopping { parts.append(words("jobs.stopping")) }
            parts.append(
                progress.isEmpty ? words("jobs.running") : words("jobs.running.done", ["progress": progress]))
            if !job.step.words.isEmpty { parts.append(words("jobs.step", ["step": job.step.words])) }
        case .done, .failed, .cancelled, .interrupted:
            let isEmpty = job.state == .cancelled && job.files.isEmpty && job.sentence == nil
            parts.append(words("jobs.end.\(job.state.rawValue)\(isEmpty ? ".empty" : "")"))
            if let sentence = job.sentence { parts.append(sentence) }
            if job.state != .done, job.step.total != nil {
                parts.append(words("jobs.got-to", ["progress": progress(view, words)]))
            }
            if job.state == .interrupted, !job.step.words.isEmpty {
                parts.append(words("jobs.was-at", ["step": job.step.words]))
            }
            if job.state != .done, !job.files.isEmpty { parts.append(words("jobs.end.kept")) }
        }
        return parts.joined(separator: " ")
    }

    /// The kind of file, by its media type; the type itself where there is no word for it.
    static func kind(_ mediaType: String, _ words: Words) -> String {
        let type = mediaType.prefix { $0 != ";" }
        let key =
            switch type {
            case "application/pdf": "pdf"
            case "text/html": "html"
            case "text/csv": "csv"
            case "application/zip": "zip"
            case "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx"
            case "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx"
            case "application/vnd.oasis.opendocument.spreadsheet": "ods"
            default: ""
            }
        return key.isEmpty ? String(type) : words("jobs.kind.\(key)")
    }

    static func size(_ bytes: Int, _ words: Words) -> String {
        if bytes < 1024 { return words.count("jobs.bytes", bytes) }
        let kilobytes = (bytes + 1023) / 1024
        if kilobytes < 1024 { return words("jobs.kilobytes", ["number": kilobytes.printed]) }
        let tenths = (kilobytes * 10 + 1023) / 1024
        return words("jobs.megabytes", ["number": "\((tenths / 10).printed).\(tenths % 10)"])
    }
}
