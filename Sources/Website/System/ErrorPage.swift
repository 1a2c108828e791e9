/// A page that says what happened, whether work is saved, and what to do next.
struct ErrorPage: PageModel {
    static let template = "error"

    let page: Frame
    let heading: String
    let sentences: [String]
    let nextText: String
    let nextHref: String
    /// Also in the log, beside what really happened.
    let reference: String
    /// What was typed and could not be saved, to be sent again; nil where nothing was.
    let kept: KeptForm?
    /// The longer texts of it, to read and to copy.
    let texts: [String]

    init(_ fault: PageError, reference: String, page: Frame, words: Words, kept: KeptForm? = nil) {
        self.page = page
        self.kept = kept
        texts = (kept?.fields ?? []).map(\.value).filter { $0.contains(" ") || $0.contains("\n") }
        self.reference = reference
        var heading = words("\(fault.key).title")
        var sentences = [words("\(fault.key).what"), words("\(fault.key).next")]
        switch fault {
        case .forbidden(let sentence): sentences[0] = sentence
        case .tooLarge(let limit):
            let megabytes = limit / (1024 * 1024)
            sentences[0] = words("error.too-large.what", ["limit": megabytes > 0 ? String(megabytes) : "0.5"])
        case .tooManyTries(let seconds):
            sentences[1] = words.count("error.too-many.wait", (seconds + 59) / 60)
        case .unavailable(let reason) where words.has("error.unavailable.\(reason).what"):
            heading = words("error.unavailable.\(reason).title")
            sentences = [words("error.unavailable.\(reason).what"), words("error.unavailable.\(reason).next")]
        default: break
        }
        self.heading = heading
        self.sentences = sentences
        nextText = words(page.isSignedIn ? "error.home" : "error.sign-in")
        nextHref = "/"
    }

    static var examples: [ErrorPage] {
        let words = Words(language: "en", texts: [:])
        return Frame.examples.map { ErrorPage(.notFound, reference: "1F3A9C02", page: $0, words: words) } + [
            ErrorPage(
                .unavailable("disk-full"), reference: "1F3A9C02", page: Frame.examples[1], words: words,
                kept: KeptForm.example)
        ]
    }
}
