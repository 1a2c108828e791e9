import Partnership

/// The reference page of the state machines, written from the table itself: `Documentation/reference/transitions.md`. A
/// test holds the file to this text.
public enum TransitionReference {
    public static var markdown: String {
        """
        # What entries do to plans, actions, commitments, requests and rounds

        This page is written from the table in `Sources/ActionPlans/Transition.swift`; a test compares the two, another
        that every kind of entry stands in the table, and a third that the read tables make each of these ways. Who may
        do each act: [rights](rights.md). What becomes of a colour: [statuses](statuses.md).

        A commitment that has an agreed day is "moved". What is completed, moved or withdrawn by mistake is mended by an
        entry that corrects the mistaken one; pictures of earlier days stay as they were.

        \(Machine.allCases.map(section).joined(separator: "\n\n"))

        """
    }

    private static func section(_ machine: Machine) -> String {
        let rows = Transition.table.filter { $0.machine == machine }
        let table = rows.map { row in
            let who = row.act.map { act in Policy.roles(for: act).map(\.rawValue).joined(separator: ", ") } ?? "nobody"
            return [
                row.from, row.entry.map { "`\($0)`" } ?? "by rule", row.to, row.act?.words ?? "none", who, row.when,
            ]
        }
        return """
            ## \(machine.word)

            \(written([["From", "Entry", "To", "Act", "Who", "When"], Array(repeating: "---", count: 6)] + table))

            ```mermaid
            stateDiagram-v2
            \(rows.map(arrow).joined(separator: "\n"))
            ```
            """
    }

    private static func arrow(_ row: Transition) -> String {
        let label = [row.entry ?? "by rule", row.when].filter { !$0.isEmpty }.joined(separator: ", ")
        return "    \(name(row.from)) --> \(name(row.to)) : \(label.filter { $0 != ";" && $0 != ":" })"
    }

    /// What is not there is the beginning and the end of a diagram.
    private static func name(_ state: String) -> String {
        state == Transition.absent ? "[*]" : state.split(separator: " ").joined(separator: "_")
    }

    private static func written(_ rows: [[String]]) -> String {
        rows.map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
    }
}
