import Coordination
import Hummingbird
import Vocabulary

/// A form that could not be done just now, with everything typed into it: the page that says so gives it back, to be sent
/// again with one press.
struct UnsavedForm: Error {
    let cause: any Error
    let form: KeptForm

    /// Runs what a form asks for. A fault that passes, such as a full disk, takes the form along; any other goes on as it
    /// is. A form with a password in it is not written into a page.
    static func keeping<Outcome>(
        _ form: FormFields, of visit: Visit, _ body: () async throws -> Outcome
    ) async throws -> Outcome {
        do {
            return try await body()
        } catch {
            let hasSecret = form.fields.contains { $0.name.contains("password") }
            guard case .unavailable = PageError(error), visit.visitor != nil, !hasSecret else { throw error }
            let typed = FormFields(form.fields.filter { $0.name != "form-token" })
            let query = visit.request.uri.query.map { "?" + $0 } ?? ""
            throw UnsavedForm(cause: error, form: KeptForm(action: visit.path + query, typed))
        }
    }
}
