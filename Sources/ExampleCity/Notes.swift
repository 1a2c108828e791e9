/// What the members of the example city write: short notes, evidence and reasons, by agency. Read from the room's
/// resources, chosen by the draw.
struct Notes: Sendable {
    private let lines: [String: [String]]
    private let draw: Draw

    /// - Parameter text: sections headed `# progress Police`, one sentence or two a line.
    init(_ text: String, draw: Draw) {
        var lines: [String: [String]] = [:]
        var section = ""
        for line in text.split(separator: "\n") {
            if line.hasPrefix("# ") {
                section = String(line.dropFirst(2))
            } else {
                lines[section, default: []].append(String(line))
            }
        }
        self.lines = lines
        self.draw = draw
    }

    /// What was done since the last round, in the words of an agency.
    func progress(_ agency: String, _ key: String) -> String { line("progress", agency, key) }

    /// What shows that something is completed.
    func evidence(_ agency: String, _ key: String) -> String { line("evidence", agency, key) }

    func delay(_ key: String) -> String { draw.one(of: lines["delay"] ?? [], key) ?? "" }
    func agreed(_ key: String) -> String { draw.one(of: lines["agreed"] ?? [], key) ?? "" }
    func refused(_ key: String) -> String { draw.one(of: lines["refused"] ?? [], key) ?? "" }

    private func line(_ kind: String, _ agency: String, _ key: String) -> String {
        let own = lines["\(kind) \(agency)"] ?? []
        let general = lines["\(kind) general"] ?? []
        return draw.one(of: own + own + general, "\(kind) \(key)") ?? ""
    }
}
