import Partnership

/// Commands about single actions, rounds, meetings, registers and mail.
extension ProgramCommands {
    static let further: [String: [ForMember]] = [
        "action add": [ForMember(words: ["action", "add", "PLAN", "--text", ""], act: .addAction, end: 65)],
        "action amend": [
            ForMember(words: ["action", "amend", "ACTION", "--reason", "Decided"], act: .amendAction, end: 65),
            ForMember(
                words: ["action", "amend", "ACTION", "--reason", "Decided", "--text", "Otherwise"], act: .amendAction,
                end: 0),
            ForMember(words: ["action", "amend", "ACTION", "--reason", "", "--enter"], act: .amendAction, end: 65),
        ],
        "action correct": [
            ForMember(words: ["action", "correct", "ACTION", "1", "--reason", "Mistaken"], act: .correctEntry, end: 65)
        ],
        "round show": [
            ForMember(words: ["round", "show", "1", "--plan", "PLAN"], act: .readPlan, end: 0, endFor: ["2": 66]),
            ForMember(
                words: ["round", "show", "1", "--plan", "PLAN", "--json"], act: .readPlan, end: 0, endFor: ["2": 66]),
        ],
        "round reopen": [
            ForMember(
                words: ["round", "reopen", "1", "--closes", "2026-05-20", "--reason", "Late", "--plan", "PLAN"],
                act: .reopenRound, end: 65)
        ],
        "round withdraw": [
            ForMember(
                words: ["round", "withdraw", "1", "--reason", "Early", "--plan", "PLAN"], act: .openRound, end: 65)
        ],
        // Everybody was asked today, when it opened.
        "round remind": [ForMember(words: ["round", "remind", "1", "--plan", "PLAN"], act: .remindRound, end: 65)],
        "mail list": [
            ForMember(words: ["mail", "list"], act: .readMail, end: 0),
            ForMember(words: ["mail", "list", "--state", "waiting", "--json"], act: .readMail, end: 0),
        ],
        "mail send": [ForMember(words: ["mail", "send"], act: .sendMail, end: 0)],
        "pack make": [
            ForMember(
                words: ["pack", "make", "PLAN", "--since", "2030-01-01", "--format", "json"], act: .issuePack, end: 65,
                policyFirst: true)
        ],
        "pack verify": [
            ForMember(words: ["pack", "verify", "PACK"], act: .readPacks, end: 0, policyFirst: true),
            ForMember(words: ["pack", "verify", "PACK", "--json"], act: .readPacks, end: 0, policyFirst: true),
        ],
        "pack list": [
            ForMember(words: ["pack", "list"], act: .readPacks, end: 0),
            ForMember(words: ["pack", "list", "--json"], act: .readPacks, end: 0),
        ],
        "meeting list": [
            ForMember(words: ["meeting", "list"], act: .readMeetings, end: 0, policyFirst: true),
            ForMember(words: ["meeting", "list", "--group", "GROUP"], act: .readMeetings, end: 0, policyFirst: true),
            ForMember(words: ["meeting", "list", "--json"], act: .readMeetings, end: 0, policyFirst: true),
        ],
        "meeting agenda": [
            ForMember(words: ["meeting", "agenda", "MEETING"], act: .readMeetings, end: 0, policyFirst: true),
            ForMember(
                words: ["meeting", "agenda", "MEETING", "--json"], act: .readMeetings, end: 0, policyFirst: true),
        ],
        // The third is still to come.
        "meeting minutes": [
            ForMember(
                words: ["meeting", "minutes", "MEETING"], act: .readMeetings, end: 0, policyFirst: true,
                endFor: ["3": 66]),
            ForMember(
                words: ["meeting", "minutes", "MEETING", "--json"], act: .readMeetings, end: 0, policyFirst: true,
                endFor: ["3": 66]),
        ],
        "decision list": [
            ForMember(words: ["decision", "list"], act: .readMeetings, end: 0),
            ForMember(words: ["decision", "list", "--json"], act: .readMeetings, end: 0),
            ForMember(words: ["decision", "list", "--plan", "PLAN"], act: .readMeetings, end: 0, isFilter: true),
            ForMember(words: ["decision", "list", "--group", "GROUP"], act: .readMeetings, end: 0, isFilter: true),
        ],
        "register list": [
            ForMember(words: ["register", "list", "--state", "all"], act: .readRegisters, end: 0),
            ForMember(words: ["register", "list", "--json"], act: .readRegisters, end: 0),
            ForMember(words: ["register", "list", "--plan", "PLAN"], act: .readRegisters, end: 0, isFilter: true),
        ],
        "register show": [
            ForMember(words: ["register", "show", "ITEM"], act: .readRegisters, end: 0, policyFirst: true),
            ForMember(words: ["register", "show", "ITEM", "--json"], act: .readRegisters, end: 0, policyFirst: true),
        ],
        "register add": [
            ForMember(
                words: ["register", "add", "risk", "Late", "--likelihood", "9", "--impact", "9", "--plan", "PLAN"],
                act: .keepRegisters, end: 65, isFilter: true),
            ForMember(
                words: ["register", "add", "risk", "Late", "--likelihood", "9", "--impact", "9", "--action", "ACTION"],
                act: .keepRegisters, end: 65, isFilter: true),
        ],
        "register review": [
            ForMember(
                words: ["register", "review", "ITEM", "--review", "2020-01-01"], act: .keepRegisters, end: 65)
        ],
    ]
}
