/// The reference page of statuses, written from the table itself: `Documentation/reference/statuses.md`. A test holds
/// the file to this text.
public enum StatusReference {
    public static var markdown: String {
        """
        # Statuses and colours

        This page is written from the table in `Sources/ActionPlans/Status.swift`; a test compares the two. Why the
        rules are as they are: [colours](../explanation/colours.md).

        A status is found on a day, for each commitment, by the first rule that matches. Nobody types one and nobody
        overrides one; a wrong one is mended by an entry that corrects a fact.

        ## In the order in which rules are tried

        \(rules)

        ## In the order in which an action takes the worst

        \(order)

        An action takes the worst of its commitments, and is green only when all of them are completed. What is
        withdrawn is outside the counts and stays in print. An objective shows the count of each status, never an
        average.

        ## The mark "changed"

        Beside the status, blue, not instead of it. On a day, an action carries it when, since the last round that had
        closed before that day, its wording, leads, commitments, agreed days, completion or colour differs, or it is
        new, or was withdrawn, or an update was recorded, with or without a change of colour. Before the first round
        after the import has closed the comparison is with the import, whose own actions are not new. Old and new are
        shown side by side.

        """
    }

    private static var rules: String {
        let rows = Status.table.filter { $0.rule != nil }.sorted { ($0.rule ?? 0) < ($1.rule ?? 0) }
        return table(
            ["Rule", "Status", "Colour", "When"],
            rows.map { [String($0.rule ?? 0), $0.word, $0.colour?.rawValue ?? "none", $0.meaning] })
    }

    private static var order: String {
        table(
            ["Status", "Word in files and addresses", "Colour"],
            Status.table.map { [$0.word, "`\($0.status.rawValue)`", $0.colour?.rawValue ?? "none, not counted"] })
    }

    private static func table(_ heading: [String], _ rows: [[String]]) -> String {
        ([heading, heading.map { _ in "---" }] + rows).map { "| \($0.joined(separator: " | ")) |" }
            .joined(separator: "\n")
    }
}
