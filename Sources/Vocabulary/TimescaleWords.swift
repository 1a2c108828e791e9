/// Phrases of one meaning, found by their first word.
struct TimescalePhrases {
    private let byFirst: [String: [[String]]]
    let all: [[String]]

    init(_ texts: [String]) {
        all = texts.map { $0.split(separator: " ").map(String.init) }
        byFirst = Dictionary(grouping: all) { $0[0] }
    }

    /// The end of the longest of them that stands at an index.
    func end(at index: Int, in tokens: [TimescaleToken]) -> Int? {
        var best: Int?
        for phrase in byFirst[tokens[token: index].text] ?? [] {
            if let end = tokens.end(of: phrase, at: index), end > best ?? index { best = end }
        }
        return best
    }
}

/// The words that deadlines are written in, each list with one meaning.
enum TimescaleWords {
    private static func phrases(_ texts: String...) -> TimescalePhrases { TimescalePhrases(texts) }

    // MARK: Dates

    static let weekdays: Set<String> = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed",
        "weds", "thu", "thur", "thurs", "fri", "sat", "sun",
    ]
    static let thirds: [String: YearThird] = [
        "early": .early, "mid": .mid, "middle": .mid, "late": .late, "later": .late,
    ]
    static let edges: [String: DatePoint.Edge] = [
        "end": .end, "close": .end, "start": .start, "beginning": .start,
    ]
    static let weekBeginnings = phrases(
        "week commencing", "week beginning", "week starting", "week of", "w / c", "wc", "wk commencing")
    static let weekEndings = phrases("week ending", "w / e", "wk ending")
    /// Stretches that only the writer can place.
    static let unnamedPeriods = phrases(
        "year", "financial year", "calendar year", "month", "quarter", "term", "week", "season", "period", "plan",
        "strategy", "programme", "project", "decade", "century")
    static let planYears = phrases("financial year", "fiscal year", "financial years", "fy", "f / y", "plan year")
    static let plainYears = phrases("calendar year", "year", "years")
    static let otherYears = phrases(
        "academic year", "school year", "tax year", "contract year", "municipal year", "parliamentary session",
        "academic session", "treatment plan year")
    /// After the name of a season: not the season, but something else of that name.
    static let seasonal = phrases(
        "term", "terms", "half term", "holiday", "holidays", "school holidays", "break", "recess", "semester",
        "school term", "bank holiday")
    static let ordinals: [String: Int] = [
        "first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4,
    ]
    /// "Phase 2 March 2009": the figure belongs to the word before it.
    static let numbered: Set<String> = [
        "phase", "stage", "tier", "tiers", "group", "level", "levels", "part", "step", "wave", "round", "tranche",
        "option", "section", "annex", "cohort", "pilot", "milestone", "task", "objective", "action", "no", "number",
        "version", "draft", "site", "year", "aim", "priority", "strand", "module", "band", "target", "theme",
    ]
    /// "Act 2003", "Census 2011": the year is part of a title.
    static let titled: Set<String> = [
        "act", "bill", "order", "regulations", "census", "circular", "rules", "directive", "statute",
    ]
    /// Days and feasts whose date has to be looked up.
    static let feasts = phrases(
        "easter", "christmas", "xmas", "new year", "ramadan", "eid", "diwali", "whitsun", "lent", "michaelmas",
        "half term", "term time", "term")
    /// Words that may follow a bare year without making it a number of things ("in 2009 we will").
    static let afterYear: Set<String> = [
        "a", "an", "the", "and", "or", "to", "by", "in", "on", "at", "for", "from", "of", "with", "we", "will", "then",
        "all", "each", "every", "subject", "dependent", "depending", "following", "after", "when", "once", "if",
        "until",
        "onwards", "onward", "on", "ongoing", "continuous", "quarterly", "monthly", "annually", "weekly", "annual",
        "thereafter", "but", "as", "via", "through", "is", "financial", "academic", "fiscal", "at", "provided",
        "pending", "tbc", "plus", "before", "beyond", "forward", "forwards", "is", "are", "if",
    ]

    /// Months that are also everyday words.
    static let plainWords: Set<String> = ["may", "march", "mar"]
    /// "To 2009" is a date after these, and a number after anything else.
    static let mayLast: Set<String> = [
        "ongoing", "going", "continuous", "continuing", "extended", "deferred", "revised", "brought", "run", "runs",
        "running", "continue", "continues", "lasting", "through", "up", "postponed", "rescheduled",
    ]
    /// A number after these counts something.
    static let beforeQuantity: Set<String> = [
        "of", "than", "least", "most", "some", "nearly", "almost", "number", "ref", "reference", "version", "room",
        "page", "further", "extra", "additional", "another", "x", "to", "up", "over", "around", "about", "at", "across",
    ]

    // MARK: What a date does

    static let byMarkers = phrases(
        "by", "on or before", "by or before", "no later than", "not later than", "due", "due by", "due in", "due on",
        "due for", "due at", "when by", "by when", "in or before", "in or by", "due date", "at the latest by",
        "deadline", "by at latest", "by the latest")
    static let untilMarkers = phrases("until", "till", "up to", "up until", "to", "through to", "til", "ending", "ends")
    static let beforeMarkers = phrases("before", "prior to", "in advance of", "ahead of")
    static let fromMarkers = phrases(
        "from", "since", "as from", "as of", "with effect from", "wef", "effective from", "effective", "starting",
        "starting from", "starting in", "starting on", "starts", "starts in", "starts on", "start", "start in",
        "start on", "start from", "start date", "starts from", "started", "started in", "started on", "commenced",
        "commenced in", "commenced on", "begun", "begun in", "commencing", "commencing in",
        "commencing on", "commencing from", "commences", "commences in", "commence", "commence in", "commence from",
        "commence on", "beginning", "beginning in", "beginning on", "beginning from", "begins", "begins in", "begin",
        "begin in", "not before", "no earlier than", "not earlier than", "onwards from", "initially from", "begin from",
        "on from", "on and from", "from and including")
    static let afterMarkers = phrases("after", "post", "following")
    static let duringMarkers = phrases(
        "during", "throughout", "in the course of", "over the course of", "over", "covering", "across",
        "for the duration of", "for the whole of", "for the period", "in the period", "during the period",
        "over the period", "for the length of", "for period")
    static let inMarkers = phrases("in", "on", "at", "for", "within", "in time for", "ready for", "around", "about")
    static let betweenMarkers = phrases("between")
    /// Said of a date without changing it.
    static let qualifiers = phrases(
        "around", "about", "approximately", "approx", "circa", "roughly", "the", "latest", "target", "provisionally",
        "at the latest", "no later than", "date", "the period", "the year", "the month of", "period")
    /// "Slipped from March 2009 to June 2009" tells of a date that no longer holds.
    static let slips: Set<String> = [
        "was", "were", "originally", "previously", "formerly", "slipped", "moved", "delayed", "postponed", "deferred",
        "instead", "original", "previous", "amended", "rescheduled", "brought",
    ]
    static let onwards = phrases(
        "onwards", "onward", "forward", "forwards", "and onwards", "& onwards", "and beyond", "& beyond",
        "and forward", ", onwards", "- onwards", "- onward", "or later", "and ongoing onwards")

    // MARK: Without end, without date

    static let continues = phrases(
        "ongoing", "on going", "continuous", "continuously", "continuing", "continual", "continually", "indefinitely",
        "indefinite", "open ended", "rolling", "rolling programme", "rolling basis", "on a rolling basis",
        "on an ongoing basis", "on a continuous basis", "in perpetuity", "permanent", "until further notice",
        "already ongoing", "now ongoing", "remains ongoing")
    static let haste = phrases(
        "as soon as possible", "as soon as practicable", "as soon as practical", "as soon as feasible",
        "as soon as is possible", "as soon as reasonably possible", "as soon as reasonably practicable",
        "as soon as we can", "asap", "immediate", "immediately",
        "urgent", "urgently", "short term", "medium term", "long term", "now", "at once", "straight away",
        "straightaway",
        "in due course", "when possible", "where possible", "when appropriate", "as required", "as necessary",
        "as needed",
        "as and when", "as and when required", "as and when needed", "as and when necessary", "when required",
        "when needed", "if required", "if needed", "if necessary", "if appropriate", "when necessary", "termly",
        "each term", "every term", "once a term", "half termly", "hourly", "high priority", "medium priority",
        "low priority", "short to medium term", "medium to long term", "this year", "next year", "last year",
        "this month", "next month", "this quarter", "next quarter", "next week", "later this year", "later in the year",
        "year end", "end of year", "end of term", "to and from")
    /// "Date to be confirmed": no day is known.
    static let undecided = phrases(
        "to be determined", "to be confirmed", "to be decided", "to be advised", "to be announced", "to be arranged",
        "to be notified", "to be specified", "to be scheduled", "tbc", "tbd", "tba", "tbn", "t b c", "t b a", "t b d",
        "not yet known", "not yet determined", "not yet decided", "not yet agreed", "not yet set", "not yet confirmed",
        "not yet scheduled", "not yet fixed", "not known", "not determined", "not decided", "not set", "not specified",
        "not stated", "not given", "not confirmed", "not agreed", "not applicable", "unknown", "undecided",
        "undetermined", "unspecified", "n / a", "n / k", "no date", "no deadline", "no timescale", "no fixed date",
        "no date set", "no date yet", "none set", "date to follow", "dates to follow", "timescale to follow",
        "awaiting date", "awaiting dates")
    /// Undecided only where they are about a date, or are all there is: "Protocol to be agreed" is work to do.
    static let undecidedAlone = phrases(
        "to be agreed", "to be set", "to be finalised", "to be identified", "to be negotiated", "to be established",
        "to be fixed", "to be discussed", "to be considered", "to follow", "na", "none", "nil", "pending", "awaited",
        "to be developed", "date", "dates")
    static let dateNouns: Set<String> = [
        "date", "dates", "timescale", "timescales", "timing", "timings", "timetable", "deadline", "deadlines",
        "timeline", "timeframe", "schedule", "when",
    ]

    // MARK: Conditions

    static let conditions = phrases(
        "subject to", "dependent on", "dependent upon", "dependant on", "dependant upon", "depending on",
        "depending upon", "depends on", "depends upon", "conditional on", "conditional upon", "contingent on",
        "contingent upon", "pending", "awaiting", "provided", "provided that", "providing", "providing that")
    /// Only at the start of a clause, or where a clause has no date: "workers contacted after release".
    static let clauseConditions = phrases(
        "following", "once", "when", "after", "upon", "if", "as soon as", "immediately following",
        "immediately after", "immediately upon", "as and when")
    /// "On completion of the pilot": the event is named by the next word.
    static let events: Set<String> = [
        "completion", "receipt", "approval", "publication", "appointment", "agreement", "release", "confirmation",
        "award", "enactment", "commencement", "implementation", "recruitment", "ratification",
    ]

    /// Anchors that are the plan itself: nothing has to happen first.
    static let ownAnchors: Set<String> = [
        "the plan", "plan", "this plan", "now", "today", "start", "the start", "the start of the plan", "the strategy",
        "strategy", "the start of the strategy",
    ]

    // MARK: Markers of a combined cell

    /// Markers with or without a colon.
    static let openMarkers = phrases("when by", "by when", "to be completed by", "to be complete by")
    /// Markers only with a colon.
    static let closedMarkers = phrases(
        "when", "timescale", "timescales", "time scale", "time scales", "timing", "timeframe", "time frame", "timeline",
        "timetable", "deadline", "deadlines", "target date", "target dates", "target completion date",
        "completion date", "complete by", "completed by", "completion by", "due", "due by", "due date", "date due",
        "end date", "by", "date", "delivery date", "review by", "by date", "target", "complete", "completion",
        "date for completion", "milestone date", "to be done by", "done by", "finish by", "finish date")

    // MARK: Labels

    /// Words that say no more than that a deadline follows.
    static let fillers: Set<String> = [
        "complete", "completed", "completion", "to", "be", "deadline", "target", "date", "dates", "due", "timescale",
        "timescales", "when", "by", "timing", "end", "finish", "finished", "done", "at", "latest", "the", "is", "are",
        "for", "within", "expected", "approx", "approximately", "around", "circa", "about", "est", "c", "ca", "half",
        "likely", "provisional",
        "provisionally", "estimated", "anticipated", "planned", "scheduled", "proposed", "and", "then", "in", "on",
        "from", "of", "thereafter", "timeline", "timetable", "timeframe", "but", "not", "before", "or", "later", "it",
        "this", "will", "has", "been", "was", "should", "must", "with", "until", "followed", "first", "starting",
        "rest", "remainder", "whole", "year", "month", "quarter", "week", "period", "now", "present", "today",
        "current",
        "immediate", "immediately", "urgent", "asap", "no", "than",
        "currently", "further", "hopefully", "possibly", "probably", "aim", "aiming",
    ]
    /// Words that open a remark on a date and do not say what is due.
    static let remarks: Set<String> = [
        "throughout", "through", "during", "over", "for", "as", "until", "with", "based", "on", "at", "in", "via",
        "across", "by", "from", "to", "of", "where", "if", "when", "because", "but", "whichever", "or", "latest",
        "revised", "amended", "per", "then", "thereafter", "is", "was", "basis", "e", "eg", "ie", "see", "subject",
        "and",
        "reviewed", "monitored", "updated", "reported", "including", "originally", "previously", "formerly", "were",
        "instead", "onwards", "onward", "tbc", "provisional",
    ]
    static let earlier: Set<String> = [
        "was", "were", "originally", "previously", "formerly", "original", "previous", "instead of",
    ]
    /// "Slipped from March 2009 to June 2009": only the second date stands.
    static let movings: Set<String> = [
        "slipped", "moved", "delayed", "postponed", "deferred", "rescheduled", "changed", "revised", "extended",
        "amended",
        "back", "forward",
    ]
    static let completions: Set<String> = [
        "complete", "completed", "completion", "finish", "finished", "end", "done",
    ]
    static let reviewing: Set<String> = [
        "reviewed", "review", "reviews", "reported", "reports", "reporting", "monitored", "updated", "updates", "with",
        "meeting", "meetings", "and", "including",
    ]
    /// A full stop after these does not end a sentence.
    static let abbreviations: Set<String> = [
        "approx", "c", "incl", "inc", "no", "nos", "dept", "govt", "eg", "ie", "etc", "vs", "ref", "qtr", "wk", "mth",
    ]
    static let leadingJoins: Set<String> = ["and", "then", "but", "also", "plus", "thereafter", "followed", "or"]
    static let trailingJoins: Set<String> = [
        "and", "by", "in", "due", "on", "for", "at", "the", "from", "around", "approximately", "approx", "is",
        "circa", "about", "to", "then", "until", "of", "with", "or", "within", "early", "expected by", "thereafter",
    ]

    // MARK: Facts

    /// Something that happened, where it stands alone beside a date: "Report received".
    static let happened: Set<String> = [
        "published", "received", "issued", "held", "launched", "released", "submitted", "circulated", "announced",
        "signed", "sent", "ratified", "appointed", "distributed",
    ]
    /// What has begun is not done.
    static let begun: Set<String> = ["started", "commenced", "begun", "delayed", "deferred", "planned", "proposed"]
    /// As the first word of a clause these say that it is done; after a noun they may be the promise itself.
    static let doneAtStart: Set<String> = ["completed", "done", "achieved", "finished", "actioned", "implemented"]
    static let promises: Set<String> = [
        "to", "be", "will", "shall", "should", "must", "due", "expected", "planned", "not", "scheduled", "would", "can",
        "could", "may", "being", "if", "once", "when", "until", "await", "awaiting", "awaits",
    ]
}
