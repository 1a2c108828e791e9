import Coordination
import HTTPTypes
import Hummingbird
import NIOCore
import Partnership
import Vocabulary

/// Long work as pages: where it stands, what it made, and the press that stops it. Only whoever began it ever sees it.
enum JobRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/jobs", .act(.readPlan), showAll)
        routes.get("/jobs/:job", .act(.readPlan), show)
        routes.post("/jobs/:job/cancel", .act(.readPlan), cancel)
        routes.get("/jobs/:job/files/:file", .act(.readPlan), download)
    }

    /// To the page of work that was just begun, with a note that it may be left.
    static func begun(_ id: JobID, _ visit: Visit) -> Response {
        visit.redirect(to: path(id), note: Note("job-begun"))
    }

    static func path(_ id: JobID) -> String { "/jobs/\(id.number)" }

    private static func id(_ visit: Visit) throws -> JobID { JobID(try visit.number("job")) }

    private static func showAll(_ visit: Visit) async throws -> Response {
        let jobs = try await visit.house.jobs.jobs(of: try visit.member())
        let marking = jobs.map(\.job.marking).max() ?? .official
        let frame = FrameMaker.frame(visit, .init(visit.words("jobs.title"), area: .work, marking: marking))
        return visit.page(JobsPage(jobs, page: frame, words: visit.words, clock: visit.house.clock))
    }

    private static func show(_ visit: Visit) async throws -> Response {
        let view = try await visit.house.jobs.job(try id(visit), by: try visit.member())
        let frame = FrameMaker.frame(
            visit,
            .init(view.job.title, section: visit.words("jobs.title"), area: .work, marking: view.job.marking))
        let refreshes = visit.query["refresh"] == "on" && !view.job.state.isEnd
        var response = visit.page(
            JobPage(view, page: frame, refreshes: refreshes, words: visit.words, clock: visit.house.clock))
        // Asked for by whoever reads it, and ends with the work: a page that moves by itself is nobody's surprise.
        if refreshes, let name = HTTPField.Name("Refresh") { response.headers[name] = "5" }
        return response
    }

    private static func cancel(_ visit: Visit, _ form: FormFields) async throws -> Response {
        let id = try id(visit)
        let wasUnderWay = try await visit.house.jobs.cancel(id, by: try visit.member())
        return visit.redirect(to: path(id), note: Note(wasUnderWay ? "job-cancelled" : "job-ended-already"))
    }

    private static func download(_ visit: Visit) async throws -> Response {
        let (_, file) = try await visit.house.jobs.file(
            try visit.number("file"), of: try id(visit), by: try visit.member())
        // The desk has left nothing in the name but letters, digits, dashes and dots.
        return Response(
            status: .ok,
            headers: [
                .contentType: file.mediaType, .contentLength: String(file.bytes.count),
                .contentDisposition: "attachment; filename=\"\(file.name)\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
    }
}
