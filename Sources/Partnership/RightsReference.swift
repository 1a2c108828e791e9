/// The reference page of rights, written from the table itself: `Documentation/reference/rights.md`. A test holds the
/// file to this text.
public enum RightsReference {
    public static var markdown: String {
        """
        # Who may do what

        This page is written from the table in `Sources/Partnership/Policy.swift`; a test compares the two. Pages,
        buttons, commands and links ask the same table.

        \(table)

        - **yes**: always. **own**: on actions of which the member is the update owner. **own or contributed**: on
          actions of which the member is the update owner or to which they contribute. **no**: never by that role.
        - Roles add up: a member may do what any of their roles allows.
        - What the table does not allow is refused, with a sentence that says who may.
        - Nobody decides their own request, whatever their roles (\(decisions)).
        - A member who has left may do nothing.
        - Nobody changes their own roles or clearance, and the last administrator can neither leave nor lose the role.
        - An administrator sees no plan by that role. A backup is a file on the machine; making one shows nothing.
        - What a member may see of a plan is another question, answered by their sight: the marking of the record
          against the member's clearance.

        """
    }

    private static var table: String {
        let heading = ["To"] + Role.allCases.map(\.rawValue)
        let rows = Act.allCases.map { act in [act.words] + Role.allCases.map { words(Policy.grants[act]?[$0]) } }
        let rule = heading.map { _ in "---" }
        return ([heading, rule] + rows).map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
    }

    private static var decisions: String {
        Act.allCases.filter(Policy.decidesRequests.contains).map(\.words).joined(separator: ", ")
    }

    private static func words(_ grant: Policy.Grant?) -> String {
        switch grant {
        case .always: "yes"
        case .owned: "own"
        case .tied: "own or contributed"
        case nil: "no"
        }
    }
}
