import Coordination
import Hummingbird
import Vocabulary

/// What keeps a page from being shown. The one place where a fault of any kind becomes a status; `ErrorPage` has the
/// words.
enum PageError: Error, Equatable {
    case anotherSite
    case staleForm
    case forbidden(String)
    case notFound
    case methodNotAllowed(allowed: String)
    case tooLarge(limit: Int)
    case tooManyHeaders
    case unsupportedForm
    case brokenForm
    case tooManyTries(seconds: Int)
    case tooManyLooks(seconds: Int)
    /// One member has as much long work under way as one may have.
    case tooManyJobs
    case stale
    /// The program cannot do it just now: the disk is full, the store is held.
    case unavailable(String)
    case signInFirst(returnTo: String)
    case unexpected

    init(_ error: any Error) {
        switch error {
        case let error as PageError: self = error
        case let refusal as DeskRefusal: self = PageError(refusal)
        case let refusal as KeepingRefusal:
            switch refusal {
            case .diskFull: self = .unavailable("disk-full")
            case .diskFailed: self = .unavailable("disk-failed")
            case .closed: self = .unavailable("closed")
            default: self = .unexpected
            }
        case JobRefusal.tooManyOfYours: self = .tooManyJobs
        case JobRefusal.lineFull: self = .unavailable("jobs-full")
        case let fault as FormFault: self = PageError(fault)
        case let error as HTTPError: self = PageError(status: error.status.code)
        default: self = .unexpected
        }
    }

    private init(_ refusal: DeskRefusal) {
        switch refusal {
        case .notAllowed(let sentence): self = .forbidden(sentence)
        case .notFound: self = .notFound
        case .stale: self = .stale
        case .diskFull: self = .unavailable("disk-full")
        case .busy: self = .unavailable("reader-busy")
        case .problems, .unreadable: self = .brokenForm
        }
    }

    private init(_ fault: FormFault) {
        switch fault {
        case .tooLarge(let limit): self = .tooLarge(limit: limit)
        case .notAForm: self = .unsupportedForm
        case .tooManyFields, .brokenMultipart, .brokenOff: self = .brokenForm
        }
    }

    private init(status: Int) {
        switch status {
        case 404: self = .notFound
        case 413: self = .tooLarge(limit: 0)
        default: self = .unexpected
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .anotherSite, .staleForm, .forbidden: .forbidden
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .tooLarge: .contentTooLarge
        case .tooManyHeaders: .requestHeaderFieldsTooLarge
        case .unsupportedForm: .unsupportedMediaType
        case .brokenForm: .unprocessableContent
        case .tooManyTries, .tooManyLooks, .tooManyJobs: .tooManyRequests
        case .stale: .conflict
        case .unavailable: .serviceUnavailable
        case .signInFirst: .seeOther
        case .unexpected: .internalServerError
        }
    }

    /// The key of its words in the catalogue.
    var key: String {
        switch self {
        case .anotherSite: "error.another-site"
        case .staleForm: "error.stale-form"
        case .forbidden: "error.forbidden"
        case .notFound: "error.not-found"
        case .methodNotAllowed: "error.method"
        case .tooLarge: "error.too-large"
        case .tooManyHeaders: "error.headers"
        case .unsupportedForm: "error.unsupported"
        case .brokenForm: "error.broken-form"
        case .tooManyTries: "error.too-many"
        case .tooManyLooks: "error.too-many-looks"
        case .tooManyJobs: "error.too-many-jobs"
        case .stale: "error.stale"
        case .unavailable: "error.unavailable"
        case .signInFirst, .unexpected: "error.unexpected"
        }
    }
}
