public import Vocabulary

/// What can be made of papers on this machine.
public struct PressStatus: Sendable, Equatable {
    public let tools: PaperTools
    public let answersPDF: Bool
    public let answersDocument: Bool
    public let answersPicture: Bool
    public let isNetworkRemoved: Bool

    /// For `cornerstone check`. Without a writer the pages still show everything, so none of these is wrong.
    public var lines: [CheckLine] {
        [
            line("writer of PDF files", tools.pdfWriter, answersPDF, .pdfWriterMissing),
            line("writer of Word documents", tools.documentWriter, answersDocument, .documentWriterMissing),
            line("figures in Word documents", tools.pictureMaker, answersPicture, .pictureMakerMissing),
            isNetworkRemoved
                ? CheckLine("network of the writers", .well, "The writers have no network.")
                : CheckLine(
                    "network of the writers", .warning,
                    "This kernel does not allow unshare. The writers are given nothing to fetch and refuse addresses, but could reach the network: allow user namespaces, or block them in the firewall."
                ),
        ]
    }

    private func line(_ subject: String, _ path: String?, _ answers: Bool, _ missing: PaperRefusal) -> CheckLine {
        guard let path else { return CheckLine(subject, .warning, missing.sentence) }
        guard answers else {
            return CheckLine(
                subject, .warning,
                "The program at \(path) does not answer inside its limits. Install it again as the how-to page says.")
        }
        return CheckLine(subject, .well, "\(path) answers, in a process of its own.")
    }
}

extension PaperPress {
    /// What is in force here, for `cornerstone check`.
    public func probe() async -> PressStatus {
        PressStatus(
            tools: tools,
            answersPDF: await answers(tools.pdfWriter, ["-I", "-B", "-c", PDFWriterScript.version]),
            answersDocument: await answers(tools.documentWriter, ["--version"]),
            answersPicture: await answers(tools.pictureMaker, ["--version"]),
            isNetworkRemoved: !(await cage.wrapping()).withoutNetwork.isEmpty)
    }

    private func answers(_ program: String?, _ words: [String]) async -> Bool {
        guard let program else { return false }
        return await cage.answers([program] + words)
    }
}
