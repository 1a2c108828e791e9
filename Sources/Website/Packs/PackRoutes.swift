import ActionPlans
import Coordination
import HTTPTypes
import Hummingbird
import NIOCore
import Partnership
import Reporting
import Vocabulary

/// Board packs: made by coordinators, read by whoever is within their audience, verified whenever they are looked at.
enum PackRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/packs", .act(.readPacks)) { visit in
            let look = try await PackLook.load(visit)
            return visit.page(PacksPage(look, try await look.desk.packs(look.sight)))
        }
        routes.get("/packs/new", .act(.issuePack)) { visit in
            let look = try await PackLook.load(visit)
            let asked = PackAsked(visit.query, visit.words)
            guard visit.query["check"] == "yes" else { return visit.page(PackFormPage(look, asked)) }
            return try await check(look, asked)
        }
        routes.post("/packs/new", .act(.issuePack)) { visit, form in
            try await issue(try await PackLook.load(visit), form)
        }
        routes.get("/packs/each", .act(.issuePack)) { visit in
            visit.page(PackFormPage(try await PackLook.load(visit), PackAsked(visit.query, visit.words), isEach: true))
        }
        routes.post("/packs/each", .act(.issuePack)) { visit, form in
            try await each(try await PackLook.load(visit), form)
        }
        routes.get("/packs/:pack", .act(.readPacks)) { visit in
            let look = try await PackLook.load(visit)
            return visit.page(PackPage(look, try await look.verdict()))
        }
        routes.get("/packs/:pack/verify", .act(.readPacks)) { visit in
            let look = try await PackLook.load(visit)
            return visit.page(PackVerifyPage(look, try await look.verdict()))
        }
        // A file that leaves is written down, so it is asked for by a form and not by an address.
        routes.post("/packs/:pack/file", .act(.readPacks)) { visit, form in
            try await download(visit, PackPage.formats.first { $0.rawValue == form["format"] })
        }
    }

    // MARK: Making

    private static func check(
        _ look: PackLook, _ asked: PackAsked, isStale: Bool = false
    ) async throws -> Response {
        do {
            guard asked.problems.isEmpty else { throw DeskRefusal.problems([]) }
            let made = try await look.desk.prepare(asked.order, by: look.member)
            return look.visit.page(
                PackCheckPage(look, asked, made, isStale: isStale), status: isStale ? .conflict : .ok)
        } catch DeskRefusal.problems(let refusals) {
            let further =
                asked.problems.isEmpty ? refusals : try await look.desk.refusals(asked.order, by: look.member)
            return look.visit.page(
                PackFormPage(look, asked, problems: asked.problems(with: further)), status: .unprocessableContent)
        }
    }

    private static func issue(_ look: PackLook, _ form: FormFields) async throws -> Response {
        let asked = PackAsked(form, look.words)
        guard asked.problems.isEmpty else { return try await check(look, asked) }
        // What was not looked at is not issued: a form without edition and digest shows the pack first.
        guard let edition = Int(form["edition"]), !form["digest"].isEmpty else { return try await check(look, asked) }
        do {
            let pack = try await look.desk.issue(
                asked.order, seen: PackSeen(edition: edition, digest: form["digest"]), by: look.member)
            return look.visit.redirect(
                to: "/packs/\(pack.id.number)",
                note: Note(
                    "pack-issued",
                    ["edition": String(pack.facts.edition), "digest": String(pack.facts.digest.prefix(12))],
                    href: "/packs"))
        } catch DeskRefusal.problems {
            return try await check(look, asked)
        } catch DeskRefusal.stale {
            return try await check(look, asked, isStale: true)
        }
    }

    /// A pack for each plan, as long work with files.
    private static func each(_ look: PackLook, _ form: FormFields) async throws -> Response {
        let asked = PackAsked(form, look.words)
        let isIssuing = form["issue"] == "yes"
        do {
            let refusals = try await look.desk.refusalsOfEach(asked.order, by: look.member)
            guard asked.problems.isEmpty, refusals.isEmpty else { throw DeskRefusal.problems(refusals) }
            let work = PackRun(desk: look.desk, press: look.visit.house.press, order: asked.order, isIssuing: isIssuing)
            let id = try await look.visit.house.jobs.begin(
                "board-pack", look.words("packs.each.job"), total: look.strategies.count,
                marking: look.strategies.map(\.marking).max() ?? .official, by: look.member
            ) { [member = look.member] in try await work.run(by: member, $0) }
            return JobRoutes.begun(id, look.visit)
        } catch DeskRefusal.problems(let refusals) {
            return look.visit.page(
                PackFormPage(look, asked, isEach: true, problems: asked.problems(with: refusals)),
                status: .unprocessableContent)
        } catch let refusal as JobRefusal {
            return look.visit.page(
                PackFormPage(
                    look, asked, isEach: true, problems: [FieldProblem("as-at-day", refusal.sentence)]),
                status: .tooManyRequests)
        }
    }

    // MARK: Taking out

    private static func download(_ visit: Visit, _ format: ExportFormat?) async throws -> Response {
        let look = try await PackLook.load(visit)
        let verdict = try await look.verdict()
        guard let format else {
            return visit.page(
                PackPage(look, verdict, trouble: look.words("packs.file.none")), status: .unprocessableContent)
        }
        guard let made = verdict.made else { throw PageError.notFound }
        let paper = verdict.paper(made)
        let bytes: [UInt8]
        do {
            bytes = try await visit.house.press.file(paper, as: format, created: made.terms.asAt)
        } catch let refusal as PaperRefusal {
            var response = visit.page(
                PackPage(look, verdict, trouble: refusal.sentence),
                status: refusal.isPassing ? .tooManyRequests : .serviceUnavailable)
            if refusal.isPassing { response.headers[.retryAfter] = "60" }
            return response
        }
        try await look.desk.logExport(
            ExportMade(
                strategies: made.terms.strategies, format: format,
                moment: Moment(day: made.terms.asAt, sequence: made.sequence, isToday: false), rows: made.actions,
                marking: paper.marking, pack: verdict.pack.id), by: look.member)
        return Response(
            status: .ok,
            headers: [
                .contentType: format.mediaType, .contentLength: String(bytes.count),
                .contentDisposition:
                    "attachment; filename=\"pack-\(verdict.pack.id.number)-\(made.terms.asAt.iso).\(format.rawValue)\"",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
