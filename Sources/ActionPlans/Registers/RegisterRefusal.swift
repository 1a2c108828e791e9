public import Vocabulary

/// Why a register cannot be changed so.
public enum RegisterRefusal: Refusal {
    case unknownItem
    /// A text of the form, by the form's field and its name in a sentence.
    case text(field: String, name: String, TypedText.Fault)
    case unknownPlan
    case unknownAction(ActionID)
    case actionOfAnotherPlan(ActionID)
    case tooManyActions(count: Int)
    case unknownOwner
    case ownerHasLeft
    /// The one chosen may not see what they would look after.
    case ownerMayNotSee
    case markingTooLow(Marking)
    case markingLowered(from: Marking)
    case markingAboveOwn(Marking)
    case likelihoodMissing
    case impactMissing
    case dayMissing(field: String, name: String)
    case dayNotToCome(field: String, name: String, today: Day)
    case endsBeforeItBegins(begins: Day)
    case evaluatedBeforeItEnds(ends: Day)
    case endNotLater(than: Day)
    case kindChanged
    case nothingChanged
    case isClosed
    case isOpen
    case notAPilot
    case notAGap
    case onlyRisksAreScored

    public var words: RefusalWords {
        switch self {
        case .unknownItem:
            RefusalWords(
                "unknown-item", field: "item", "Choose an item of the registers; there is none of this reference.")
        case .text(let field, let name, let fault): fault.words(field, name)
        case .unknownPlan:
            RefusalWords("unknown-plan", field: "plan", "Choose a plan of the list, or leave it empty.")
        case .unknownAction(let id):
            RefusalWords(
                "unknown-action", field: "actions", "Look at the references again; there is no action \(id.reference).")
        case .actionOfAnotherPlan(let id):
            RefusalWords(
                "action-of-another-plan", field: "actions",
                "\(id.reference) belongs to another plan. Leave the plan empty, or leave this action out.")
        case .tooManyActions(let count):
            RefusalWords(
                "too-many-actions", field: "actions",
                "Name \(RegisterLimit.actions.printed) actions or fewer; these are \(count.printed).")
        case .likelihoodMissing:
            RefusalWords("likelihood-missing", field: "likelihood", "Choose how likely it is, from 1 to 5.")
        case .impactMissing:
            RefusalWords("impact-missing", field: "impact", "Choose how much it would matter, from 1 to 5.")
        case .kindChanged:
            RefusalWords(
                "kind-changed", field: "kind",
                "Record a new item and close this one; an item stays in its register.")
        case .nothingChanged:
            RefusalWords("nothing-changed", field: "title", "Change something; this is what stands already.")
        case .onlyRisksAreScored:
            RefusalWords("only-risks-are-scored", field: "likelihood", "Leave the score out; only risks have one.")
        default: ownerWords ?? markingWords ?? dayWords ?? stateWords
        }
    }

    private var ownerWords: RefusalWords? {
        switch self {
        case .unknownOwner:
            RefusalWords("unknown-owner", field: "owner", "Choose a member of the list, or leave it vacant.")
        case .ownerHasLeft:
            RefusalWords("owner-has-left", field: "owner", "Choose somebody else; this member has left.")
        case .ownerMayNotSee:
            RefusalWords(
                "owner-may-not-see", field: "owner",
                "Choose somebody with clearance for this marking; this member could not see it.")
        default: nil
        }
    }

    private var markingWords: RefusalWords? {
        switch self {
        case .markingTooLow(let floor):
            RefusalWords(
                "marking-too-low", field: "marking",
                "Choose \(floor.printed): something it is linked to is marked so.")
        case .markingLowered(let from):
            RefusalWords(
                "marking-lowered", field: "marking",
                "Keep \(from.printed): a marking is not lowered. Close this one and record it anew without what was sensitive."
            )
        case .markingAboveOwn(let marking):
            RefusalWords(
                "marking-above-own", field: "marking",
                "Ask somebody with clearance to record it as \(marking.printed); you could not see it yourself.")
        default: nil
        }
    }

    private var dayWords: RefusalWords? {
        switch self {
        case .dayMissing(let field, let name):
            RefusalWords("\(field)-missing", field: field, "Enter \(name).")
        case .dayNotToCome(let field, let name, let today):
            RefusalWords("\(field)-not-to-come", field: field, "Enter \(name) after today, \(today.printed).")
        case .endsBeforeItBegins(let day):
            RefusalWords(
                "ends-before-it-begins", field: "ends", "Enter an end on or after \(day.printed), when it begins.")
        case .evaluatedBeforeItEnds(let day):
            RefusalWords(
                "evaluated-before-it-ends", field: "evaluation",
                "Enter a day for the evaluation on or after \(day.printed), when the pilot ends.")
        case .endNotLater(let day):
            RefusalWords(
                "end-not-later", field: "ends", "Enter an end after \(day.printed), when the pilot ends now.")
        default: nil
        }
    }

    private var stateWords: RefusalWords {
        switch self {
        case .isClosed:
            RefusalWords("is-closed", field: "item", "Reopen it first; it is closed.")
        case .isOpen: RefusalWords("is-open", field: "item", "It is open already.")
        case .notAPilot: RefusalWords("not-a-pilot", field: "item", "Choose a pilot; only pilots are decided so.")
        default: RefusalWords("not-a-gap", field: "item", "Choose an evidence gap; only those are answered.")
        }
    }
}
