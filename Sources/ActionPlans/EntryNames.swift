/// Entries by the stable names of their kinds, in words that fit into a sentence.
public enum EntryNames {
    /// Kinds that are taken back by an entry that corrects them. The others are mended in their own way.
    public static let correctable: Set<String> = [
        "progress-reported", "delay-asked", "delay-agreed", "delay-refused", "deadlines-settled", "action-withdrawn",
    ]

    private static let names: [String: String] = [
        "plan-imported": "the plan was imported", "plan-revised": "the plan was revised from a file",
        "owners-confirmed": "its update owner was confirmed", "round-opened": "a round was opened",
        "round-extended": "a round was given another closing day", "progress-reported": "progress was reported",
        "delay-asked": "a delay was asked for", "delay-agreed": "a delay was agreed",
        "delay-refused": "a delay was refused", "deadlines-settled": "past deadlines were settled",
        "action-withdrawn": "an action was withdrawn", "action-added": "an action was added",
        "action-amended": "an action was amended", "entry-corrected": "an entry was corrected",
        "import-undone": "an import was undone", "round-reopened": "a round was reopened",
        "round-withdrawn": "a round was taken back before it opened",
        "round-reminded": "a round asked for updates", "post-handed-over": "a post was handed over",
        "finding-settled": "a finding was settled", "pack-issued": "a pack was issued",
        "plan-exported": "a plan was taken out as a file",
    ]

    /// "Progress was reported", in the middle of a sentence.
    public static func words(_ kind: String) -> String {
        names[kind] ?? kind.split(separator: "-").joined(separator: " ")
    }

    /// What to do about a mistaken entry that is not corrected by naming it.
    static func mending(_ kind: String) -> String {
        switch kind {
        case "plan-imported", "plan-revised":
            "An import is undone as one unit, from the page of the plan; or amend the action."
        case "action-amended": "Amend the action again, so that it reads as it should."
        case "action-added": "Withdraw the action, or amend it."
        case "owners-confirmed": "Confirm the right update owner; the history keeps both."
        case "entry-corrected": "A correction is not corrected. Enter again what should stand."
        default: "An entry of this kind is not taken back. Enter what is right now."
        }
    }
}
