import Charts
import Reporting
import TestSupport
import Vocabulary

/// Papers of the shape that boards get: counts, exceptions, changes, a full table by aim and objective, a timeline.
enum ExamplePaper {
    static let statuses = [
        PaperStatus(shape: "▲", word: "Overdue", colour: "red"), PaperStatus(shape: "▲", word: "Silent", colour: "red"),
        PaperStatus(shape: "◆", word: "Under way", colour: "orange"),
        PaperStatus(shape: "●", word: "Completed", colour: "green"),
        PaperStatus(shape: "○", word: "Not yet open", colour: "grey"),
        PaperStatus(shape: "■", word: "Changed", colour: "blue"),
    ]

    /// A board pack of a plan with so many actions.
    static func pack(actions count: Int = 200, marking: Marking = .official) -> Paper {
        var random = SeededRandom(seed: 2026)
        let rows = actions(count, &random)
        return Paper(
            title: "Harrowdale drugs markets strategy: board pack",
            subtitle: "Progress of the action plan 2026 to 2029, for the meeting of the strategic board",
            marking: marking,
            facts: [
                PaperFact("As at", "21 November 2026"), PaperFact("Edition", "3 (journal entry 1,204)"),
                PaperFact("Audience", "Strategic board"), PaperFact("Strategies", "Harrowdale drugs markets strategy"),
                PaperFact("Source", "Action plan of the partnership, \(count) actions\nRound of October 2026, closed"),
            ],
            notice: "Provisional until midnight: entries of today are not complete.",
            foot: "Harrowdale drugs markets strategy, board pack, edition 3, as at 21 November 2026",
            sections: [
                PaperSection(
                    id: "rule", title: "How to read this pack",
                    blocks: [
                        .paragraph(
                            "A colour follows from what was promised, what was reported and what was agreed by the day this pack is as at. Nobody chooses one."
                        ),
                        .list([
                            "▲ Overdue: the day has passed and no later one was agreed.",
                            "▲ Silent: the action owed an answer in the round and gave none.",
                            "◆ Under way: open, and answered for.", "● Completed: with the evidence named.",
                        ]), .heading("What counts as a change"),
                        .paragraph("Anything recorded after the close of the round before."),
                    ]),
                PaperSection(id: "counts", title: "Counts", blocks: [.table(counts)]),
                PaperSection(id: "exceptions", title: "Exceptions", blocks: [.table(exceptions(&random))]),
                PaperSection(
                    id: "achievements", title: "Achievements since the last meeting",
                    blocks: [
                        .table(
                            PaperTable(
                                caption: "Actions completed since 14 July 2026", columns: [PaperColumn("Action")],
                                rows: [], empty: "No action was completed since 14 July 2026."))
                    ]),
                PaperSection(id: "changes", title: "What changed", blocks: [.table(changes(&random))]),
                PaperSection(
                    id: "plan", title: "The whole plan", isWide: true,
                    blocks: [
                        .table(
                            PaperTable(
                                caption: "Actions by aim and objective", columns: columns, rows: rows,
                                empty: "The plan has no actions."))
                    ]),
                PaperSection(id: "timeline", title: "Timeline", isWide: true, blocks: [.figure(timeline())]),
                PaperSection(
                    id: "sources", title: "Sources",
                    blocks: [.paragraph("Journal of the partnership up to entry 1,204.\nFramework pack: markets 1.")]),
            ])
    }

    static let columns = [
        PaperColumn("No.", share: 2), PaperColumn("Action", share: 8), PaperColumn("Lead", share: 4),
        PaperColumn("Timescale", share: 3), PaperColumn("Measure of progress", share: 5),
        PaperColumn("Status", share: 3), PaperColumn("Slips", share: 1, isNumber: true),
    ]

    static func actions(_ count: Int, _ random: inout SeededRandom) -> [PaperRow] {
        var rows: [PaperRow] = []
        let verbs = ["Map", "Review", "Agree", "Publish", "Brief partners on", "Evaluate"]
        let things = [
            "open markets around the station and the canal path", "the handover of premises cases between agencies",
            "a shared picture of price and purity", "pathways from arrest into treatment for young adults",
            "lighting and sight lines on the three estates named in the profile",
        ]
        for number in 1...max(count, 1) {
            if number % 40 == 1 { rows.append(.group(aim(number / 40 + 1), level: 1)) }
            if number % 10 == 1 {
                rows.append(.group(objective(number / 10 + 1), level: 2))
            }
            rows.append(
                .cells([
                    PaperCell("HD-\(number)", isHeading: true),
                    PaperCell(
                        "\(random.pick(verbs)) \(random.pick(things)), action \(number)\nwith partners and written up for the board"
                    ),
                    PaperCell("Police\nCommunity safety officer \(number % 9)"),
                    PaperCell("By end of \(random.pick(["March", "June", "September"])) 202\(7 + number % 3)"),
                    PaperCell("Report \(number) considered by the board, with figures for each quarter"),
                    PaperCell(number % 7 == 0 ? "since 30 September 2026" : "", status: random.pick(statuses)),
                    PaperCell("\(random.below(4))"),
                ]))
        }
        return rows
    }

    private static func aim(_ number: Int) -> String { "Aim \(number): Fewer open markets, and none near a school" }

    private static func objective(_ number: Int) -> String {
        "Objective \(number): Make supply visible early and act on it together"
    }

    private static var counts: PaperTable {
        PaperTable(
            caption: "Actions by status, now and at the last meeting",
            columns: [
                PaperColumn("Status", share: 3), PaperColumn("Now", isNumber: true),
                PaperColumn("14 July 2026", isNumber: true), PaperColumn("Difference", isNumber: true),
            ],
            rows: statuses.enumerated().map { number, status in
                .cells([
                    PaperCell("", status: status, isHeading: true), PaperCell("\(10 + number * 7)"),
                    PaperCell("\(12 + number * 6)"), PaperCell(number < 2 ? "\u{2212}\(2 - number)" : "+\(number - 2)"),
                ])
            }, empty: "No actions.")
    }

    private static func exceptions(_ random: inout SeededRandom) -> PaperTable {
        PaperTable(
            caption: "Actions that are red, and for how long",
            columns: [
                PaperColumn("No."), PaperColumn("Action", share: 5), PaperColumn("Status", share: 2),
                PaperColumn("Days", isNumber: true),
            ],
            rows: (1...14).map { number in
                .cells([
                    PaperCell("HD-\(number * 9)", isHeading: true),
                    PaperCell("Review the handover of premises cases between agencies, exception \(number)"),
                    PaperCell("", status: statuses[number % 2]), PaperCell("\(random.number(3...120))"),
                ])
            }, empty: "Nothing is red.")
    }

    private static func changes(_ random: inout SeededRandom) -> PaperTable {
        PaperTable(
            caption: "Changes since 14 July 2026, old and new",
            columns: [
                PaperColumn("No."), PaperColumn("What", share: 2), PaperColumn("Before", share: 3),
                PaperColumn("After", share: 3), PaperColumn("Agreed", share: 2),
            ],
            rows: (1...30).map { number in
                .cells([
                    PaperCell("HD-\(number * 6)", isHeading: true), PaperCell("Due day"),
                    PaperCell("30 September 2026"), PaperCell("31 March 2027"),
                    PaperCell("\(random.number(1...28)) October 2026, coordinator"),
                ])
            }, empty: "Nothing changed.")
    }

    static func timeline(sheets: Int = 2) -> PaperFigure {
        let drawings = (1...sheets).map { sheet in
            var bars = ""
            for row in 0..<24 {
                let y = 30 + row * 18
                bars += "<text x=\"4\" y=\"\(y + 10)\" font-size=\"10\">HD-\(sheet * 24 + row)</text>"
                let (x, width) = (90 + row * 12, 120 + (row * 37) % 200)
                bars += "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"11\" fill=\"#12436D\"/>"
            }
            let name = "Timeline, sheet \(sheet)"
            return Drawing(
                svg: "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 800 480\">"
                    + "<title>\(name) &amp; more</title><line x1=\"90\" y1=\"20\" x2=\"790\" y2=\"20\" stroke=\"#111\"/>\(bars)</svg>",
                width: 800, height: 480)
        }
        return PaperFigure(
            Figure(
                drawings: drawings, title: "Most actions end in the second year", subtitle: "All actions, 2026 to 2029",
                summary: "Of 200 actions 120 end in the second year.", source: "Action plan as at 21 November 2026"),
            table: PaperTable(
                caption: "Actions by year of their end",
                columns: [PaperColumn("Year"), PaperColumn("Actions", isNumber: true)],
                rows: [
                    .cells([PaperCell("2027", isHeading: true), PaperCell("50")]),
                    .cells([PaperCell("2028", isHeading: true), PaperCell("120")]),
                ], empty: "No actions."))
    }
}

extension Paper {
    /// Every text a reader must find again, lines apart.
    var texts: [String] {
        var all = [title, foot, marking.printed]
        all += [subtitle, notice].compactMap(\.self)
        for fact in facts { all += [fact.name, fact.value] }
        for section in sections {
            all.append(section.title)
            for block in section.blocks { all += block.texts }
        }
        return all.flatMap { $0.split(separator: "\n").map(String.init) }
    }
}

extension PaperBlock {
    fileprivate var texts: [String] {
        switch self {
        case .heading(let text), .paragraph(let text): [text]
        case .list(let items): items
        case .table(let table): table.texts
        case .figure(let figure):
            [figure.figure.title, figure.figure.subtitle, figure.figure.summary, figure.figure.source]
                + figure.table.texts
        }
    }
}

extension PaperTable {
    fileprivate var texts: [String] {
        guard !rows.isEmpty else { return [empty] }
        return [caption] + columns.map(\.heading)
            + rows.flatMap { row -> [String] in
                switch row {
                case .group(let title, _): [title]
                case .cells(let cells): cells.flatMap { [$0.status?.word, $0.text].compactMap(\.self) }
                }
            }
    }
}
