import Foundation

/// What golden tests and simulations find, a line each, for the tables of `Documentation/explanation/statistics-proof.md`:
/// written where `CORNERSTONE_PROOF` names a file, and nowhere otherwise. `Scripts/proof-tables` makes the tables.
public enum ProofRecord {
    private static let path = ProcessInfo.processInfo.environment["CORNERSTONE_PROOF"]

    /// A figure of ours beside the same figure from elsewhere.
    static func compared(_ names: [String], ours: Double, theirs: Double, tolerance: String) {
        add(["golden"] + names + ["\(ours)", "\(theirs)", tolerance])
    }

    /// How often something came true in simulated data, and how often it should.
    public static func simulated(_ what: String, asked: String, found: Double, of cases: String) {
        add(["simulated", what, asked, "\((found * 10_000).rounded() / 10_000)", cases])
    }

    /// One write for each line, so that tests at the same time do not mix theirs.
    private static func add(_ cells: [String]) {
        guard let path else { return }
        let line = cells.map { $0.replacing("\t", with: " ") }.joined(separator: "\t") + "\n"
        let file = open(path, O_WRONLY | O_APPEND | O_CREAT, 0o644)
        guard file >= 0 else { return }
        defer { close(file) }
        _ = Array(line.utf8).withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    }
}
