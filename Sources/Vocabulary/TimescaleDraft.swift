/// A commitment while its cell is being read: what the pieces of time language said so far, as token ranges.
struct CommitmentDraft {
    /// The first token of its part of the cell.
    var start: Int
    /// The words beside the deadline that say what is due.
    var label: Range<Int>?
    /// The end of the last piece of time language taken in.
    var end: Int
    var opens: Day?
    var due: Day?
    var role: DateRole?
    /// The words of its first date.
    var dateWords: Range<Int>?
    /// Holds a date, readable or not.
    var hasDate = false
    var isReadable = true
    var repeats: Recurrence?
    var continues = false
    var conditions: [Range<Int>] = []
    var relative: TimescaleAtom.Kind?
    var isUndecided = false
    var isPast = false

    init(start: Int, label: Range<Int>?, end: Int) {
        self.start = start
        self.label = label
        self.end = end
    }

    var hasOnlyConditions: Bool {
        !conditions.isEmpty && !hasDate && !continues && repeats == nil && relative == nil && isReadable && !isUndecided
    }

    mutating func take(_ kind: TimescaleAtom.Kind, joins: Joint) {
        switch kind {
        case .date(let phrase): if let term = phrase.terms.first { take(term, of: phrase) }
        case .continues: takeContinues(joins: joins)
        case .repeats(let recurrence, let isCertain):
            if repeats != nil { isReadable = false }
            repeats = repeats ?? recurrence
            if !isCertain || (role == .until && opens == nil) { isReadable = false }
        case .relative(_, let anchor, let isEvent, _, let due):
            relative = kind
            if isEvent, let anchor { conditions.append(anchor) }
            if let due, !hasDate { self.due = due }
        case .condition(let words): conditions.append(words)
        case .undecided: isUndecided = true
        case .vague: isReadable = false
        }
    }

    mutating func take(_ term: DateTerm, of phrase: DatePhrase) {
        if phrase.goesOn { continues = true }
        // What is said to end has an end: "ongoing until March 2009".
        if continues, !phrase.goesOn, phrase.due(term) != nil { continues = false }
        if repeats != nil, phrase.role == .until, opens == nil, !term.isRange { isReadable = false }
        if term.days == nil { isReadable = false }
        opens = opens ?? phrase.opens(term)
        due = due ?? phrase.due(term)
        role = role ?? phrase.role
        dateWords = dateWords ?? term.tokens
        hasDate = true
    }

    /// "April 2008 ongoing" goes on from April; "April 2008 & ongoing" is due and goes on.
    private mutating func takeContinues(joins: Joint) {
        continues = true
        guard joins == .adjacent, role == .bare, opens == nil, let due else { return }
        opens = Period(.month, containing: due).first
        self.due = nil
    }
}

/// What stands between two pieces of time language.
enum Joint: Equatable {
    /// Nothing at all.
    case adjacent
    /// A comma, "and", a dash, a bracket.
    case joined
    /// "Then", "thereafter".
    case followed
    /// A new line and nothing else.
    case line
    /// Other words.
    case words
}
