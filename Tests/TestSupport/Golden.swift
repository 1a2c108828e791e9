/// Figures of one method beside the same figures from one place outside the house: a published table, another program.
///
/// Each comparison is a line of the proof record, from which `Scripts/proof-tables` makes the golden table of
/// `Documentation/explanation/statistics-proof.md`. Comparisons of ours with ours do not come through here.
public struct Golden: Sendable {
    let method: String
    let what: String
    let source: String

    /// - Parameters:
    ///   - method: its name in the catalogue.
    ///   - what: the figures that are compared, in a few words.
    ///   - source: where theirs come from.
    public init(_ method: String, _ what: String, source: String) {
        self.method = method
        self.what = what
        self.source = source
    }

    /// Whether two numbers agree within a share of the larger.
    public func agrees(_ ours: Double?, _ theirs: Double?, _ tolerance: Double = 1e-9) -> Bool {
        guard let ours, let theirs else { return ours == nil && theirs == nil }
        record(ours, theirs, "\(tolerance)")
        return abs(ours - theirs) <= tolerance * max(1e-12, abs(ours), abs(theirs))
    }

    /// Whether two numbers are no further apart than this, where the source prints so many digits or none can be exact.
    public func agrees(_ ours: Double?, _ theirs: Double?, within: Double) -> Bool {
        guard let ours, let theirs else { return ours == nil && theirs == nil }
        record(ours, theirs, "\(within) in all")
        return abs(ours - theirs) <= within
    }

    private func record(_ ours: Double, _ theirs: Double, _ tolerance: String) {
        ProofRecord.compared([method, what, source], ours: ours, theirs: theirs, tolerance: tolerance)
    }
}
