import ActionPlans
import Frameworks
import Tables
import Vocabulary

/// What has been read of a document so far. Lives only while one document is read.
final class Reading {
    let deadlines: Deadlines
    /// What the document calls itself; a table's first row where nothing stands above it.
    var title: String?
    var columns: [ReadColumn] = []
    var actions: [ReadAction] = []
    /// For each action the cells it was made of.
    var traces: [Trace] = []
    var notTaken: [NotTaken] = []
    /// Lines whose surplus cells the reader of the file has told already.
    var ragged: Set<Int?> = []
    var problems: [Problem] = []

    /// The cells of one action, so that a problem found later can name its place.
    struct Trace {
        struct Part {
            /// The column's heading, where the text does not stand for itself.
            var heading: String?
            var text: String
            var meaning: ColumnMeaning
            var place: Place
        }

        var parts: [Part] = []
        var deadline: Place
    }

    init(year: PlanYear) { deadlines = Deadlines(year: year) }

    func leave(_ text: String, at place: Place, because reason: String) {
        let text = text.replacing("\n", with: " ").beginning(200)
        notTaken.append(NotTaken(place: place, text: text, reason: reason))
    }

    func leave(_ row: Row, because reason: String) {
        let texts = row.cells.filter { !$0.isEmpty }.map(\.text)
        leave(texts.joined(separator: " | "), at: row.place, because: reason)
    }

    func warn(_ code: String, at place: Place, _ message: String) {
        problems.append(Problem(place: place, severity: .warning, code: code, message: message))
    }

    func warnOfSurplus(_ message: String, at place: Place) {
        guard !ragged.contains(place.line) else { return }
        warn("ragged-row", at: place, message)
    }

    func add(_ action: ReadAction, _ trace: Trace) {
        actions.append(action)
        traces.append(trace)
    }

    /// Says what a person should look at in a deadline: wording not understood, and the rules' own warnings.
    func report(_ reading: TimescaleReading, at place: Place) {
        for warning in reading.warnings { warn(warning.code, at: place, warning.message) }
        let isReported = reading.warnings.contains { $0.code == "not-understood" }
        for commitment in reading.timescale.commitments where !commitment.understood && !isReported {
            let wording = (commitment.wording ?? "").beginning(80)
            warn(
                "not-understood", at: place,
                "The deadline “\(wording)” is not understood. Say by when it is due, or leave it undecided.")
        }
    }
}
