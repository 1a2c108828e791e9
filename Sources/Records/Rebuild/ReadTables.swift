/// Tables made from the journal: written only together with an entry, or by rebuild.
public enum ReadTables {
    public static var names: [String] { all.map(\.name) }

    static let all: [ReadTable] = [
        ReadTable(
            "partnership", rows: "SELECT * FROM partnership ORDER BY from_sequence", empty: "DELETE FROM partnership"),
        ReadTable("agency", rows: "SELECT * FROM agency ORDER BY number, from_sequence", empty: "DELETE FROM agency"),
        ReadTable("member", rows: "SELECT * FROM member ORDER BY number, from_sequence", empty: "DELETE FROM member"),
        ReadTable(
            "member_role", rows: "SELECT * FROM member_role ORDER BY member, role, from_sequence",
            empty: "DELETE FROM member_role"),
        ReadTable(
            "strategy", rows: "SELECT * FROM strategy ORDER BY number, from_sequence", empty: "DELETE FROM strategy"),
        ReadTable("action", rows: "SELECT * FROM action ORDER BY number, from_sequence", empty: "DELETE FROM action"),
        ReadTable(
            "action_wording", rows: "SELECT * FROM action_wording ORDER BY action, from_sequence",
            empty: "DELETE FROM action_wording"),
        ReadTable(
            "action_member", rows: "SELECT * FROM action_member ORDER BY action, member, from_sequence",
            empty: "DELETE FROM action_member"),
        ReadTable(
            "entry_excerpt", rows: "SELECT * FROM entry_excerpt ORDER BY sequence, subject_kind, subject_number",
            empty: "DELETE FROM entry_excerpt"),
        ReadTable(
            "promise", rows: "SELECT * FROM promise ORDER BY action, number, from_sequence",
            empty: "DELETE FROM promise"),
        ReadTable(
            "occurrence", rows: "SELECT * FROM occurrence ORDER BY action, promise, due, from_sequence",
            empty: "DELETE FROM occurrence"),
        ReadTable("report", rows: "SELECT * FROM report ORDER BY sequence", empty: "DELETE FROM report"),
        ReadTable(
            "correction", rows: "SELECT * FROM correction ORDER BY sequence", empty: "DELETE FROM correction"),
        ReadTable(
            "update_text", rows: "SELECT * FROM update_text ORDER BY sequence, action",
            empty: "DELETE FROM update_text"),
        ReadTable("round", rows: "SELECT * FROM round ORDER BY number, from_sequence", empty: "DELETE FROM round"),
        ReadTable(
            "round_reminder", rows: "SELECT * FROM round_reminder ORDER BY sequence",
            empty: "DELETE FROM round_reminder"),
        ReadTable(
            "settled_finding", rows: "SELECT * FROM settled_finding ORDER BY strategy, finding, from_sequence",
            empty: "DELETE FROM settled_finding"),
        ReadTable(
            "register_item", rows: "SELECT * FROM register_item ORDER BY number, from_sequence",
            empty: "DELETE FROM register_item"),
        ReadTable(
            "register_item_action", rows: "SELECT * FROM register_item_action ORDER BY item, action, from_sequence",
            empty: "DELETE FROM register_item_action"),
        ReadTable(
            "meeting_group", rows: "SELECT * FROM meeting_group ORDER BY number, from_sequence",
            empty: "DELETE FROM meeting_group"),
        ReadTable(
            "group_term", rows: "SELECT * FROM group_term ORDER BY meeting_group, number, from_sequence",
            empty: "DELETE FROM group_term"),
        ReadTable(
            "meeting", rows: "SELECT * FROM meeting ORDER BY number, from_sequence", empty: "DELETE FROM meeting"),
        ReadTable(
            "meeting_item", rows: "SELECT * FROM meeting_item ORDER BY meeting, number",
            empty: "DELETE FROM meeting_item"),
        ReadTable(
            "meeting_note", rows: "SELECT * FROM meeting_note ORDER BY meeting, number",
            empty: "DELETE FROM meeting_note"),
        ReadTable(
            "decision", rows: "SELECT * FROM decision ORDER BY number, from_sequence", empty: "DELETE FROM decision"),
        ReadTable(
            "decision_action", rows: "SELECT * FROM decision_action ORDER BY decision, position",
            empty: "DELETE FROM decision_action"),
        ReadTable("pack", rows: "SELECT * FROM pack ORDER BY number", empty: "DELETE FROM pack"),
        ReadTable(
            "pack_strategy", rows: "SELECT * FROM pack_strategy ORDER BY pack, position",
            empty: "DELETE FROM pack_strategy"),
        ReadTable(
            "plan_export", rows: "SELECT * FROM plan_export ORDER BY number", empty: "DELETE FROM plan_export"),
        ReadTable(
            "plan_export_strategy", rows: "SELECT * FROM plan_export_strategy ORDER BY export, position",
            empty: "DELETE FROM plan_export_strategy"),
    ]
}

struct ReadTable: Sendable {
    let name: String
    /// Every row in one order, so that equal contents give equal digests.
    let rows: String
    let empty: String

    init(_ name: String, rows: String, empty: String) {
        self.name = name
        self.rows = rows
        self.empty = empty
    }
}
