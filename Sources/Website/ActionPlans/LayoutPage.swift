import ActionPlans
import Coordination
import Frameworks
import Mustache
import Reporting
import Vocabulary

/// The whole plan for paper in one of the layouts of the framework pack.
struct LayoutPage: PageModel {
    static let template = "plans/in-layout"

    let page: Frame
    let head: PlanHead
    /// The layouts, and the list with reasons: each a link.
    let ways: [LayoutWay]
    let title: String
    let isWide: Bool
    let blocks: [LayoutBlock]

    init(_ look: PlanLook, _ layout: PlanLayout) {
        page = look.frame(look.words("layout.title", ["layout": layout.title]))
        head = PlanHead(look, at: .none)
        ways = LayoutWay.all(look, chosen: layout.name)
        title = layout.title
        isWide = layout.orientation == .landscape
        blocks = LayoutTable(look.picture, layout, names: look.names, words: look.faces.words).blocks
            .map(LayoutBlock.init)
    }

    private init(page: Frame) {
        self.page = page
        head = PlanHead.examples[0]
        ways = LayoutWay.examples
        title = "National action plan"
        isWide = true
        blocks = LayoutBlock.examples
    }

    static var examples: [LayoutPage] { [LayoutPage(page: Frame.examples[1])] }
}

/// One of the ways a plan can be printed.
struct LayoutWay: Sendable, Equatable {
    let title: String
    let href: String
    let isCurrent: Bool
    /// The layout the plan came in.
    let isOwn: Bool

    /// - Parameter chosen: the layout's name; nil for the list with reasons.
    static func all(_ look: PlanLook, chosen: String?) -> [LayoutWay] {
        let pack = look.visit.house.pack
        let own = pack.layout(of: look.plan).name
        let path = "\(look.path)/print"
        let plain = LayoutWay(
            title: look.words("layout.reasons"), href: look.asAt.link(path), isCurrent: chosen == nil, isOwn: false)
        return [plain]
            + pack.printable.map { layout in
                LayoutWay(
                    title: layout.title, href: look.asAt.link(path, [("layout", layout.name)]),
                    isCurrent: layout.name == chosen, isOwn: layout.name == own)
            }
    }

    static let examples = [
        LayoutWay(title: "List with reasons", href: "/plans/1/print", isCurrent: false, isOwn: false),
        LayoutWay(title: "National", href: "/plans/1/print?layout=national", isCurrent: true, isOwn: false),
        LayoutWay(title: "Metropolitan", href: "/plans/1/print?layout=metro", isCurrent: false, isOwn: true),
    ]
}

extension FrameworkPack {
    /// Its layouts; where it has none, the one every program knows.
    var printable: [PlanLayout] { layouts.isEmpty ? [.plain] : layouts }
}

/// A heading, a paragraph or a table of a plan in a layout. By hand, since a plan may have thousands of rows and
/// reflection is slow.
struct LayoutBlock: Sendable, MustacheParent {
    let heading: String?
    let paragraph: String?
    let table: LayoutGrid?

    init(_ block: PaperBlock) {
        var (heading, paragraph, table): (String?, String?, LayoutGrid?) = (nil, nil, nil)
        switch block {
        case .heading(let text): heading = text
        case .paragraph(let text): paragraph = text
        case .list(let items): paragraph = items.joined(separator: " ")
        case .table(let own): table = LayoutGrid(own)
        case .figure(let figure): table = LayoutGrid(figure.table)
        }
        (self.heading, self.paragraph, self.table) = (heading, paragraph, table)
    }

    func child(named name: String) -> Any? {
        switch name {
        case "heading": heading?.forPage
        case "paragraph": paragraph?.forPage
        case "table": table
        default: nil
        }
    }

    static let examples = [
        LayoutBlock(.paragraph("Red is overdue.")), LayoutBlock(.heading("1 Young people")),
        LayoutBlock(
            .table(
                PaperTable(
                    caption: "1: 1 action", columns: [PaperColumn("Key Actions", share: 3), PaperColumn("Status")],
                    rows: [
                        .group("1.1 Early help", level: 1),
                        .cells([
                            PaperCell("1. Open a base.\nBy June.", isHeading: true),
                            PaperCell("AP-0012", status: PaperStatus(shape: "▲", word: "Overdue", colour: "red")),
                        ]),
                    ], empty: "There is no action."))),
        LayoutBlock(.table(PaperTable(caption: "0 actions", columns: [], rows: [], empty: "There is no action."))),
    ]
}

/// A table of a paper as a page shows it.
struct LayoutGrid: Sendable, MustacheParent {
    private let caption: String
    private let columns: [Column]
    private let rows: [Row]
    private let empty: String?

    init(_ table: PaperTable) {
        caption = table.caption
        let whole = max(1, table.columns.reduce(0) { $0 + $1.share })
        columns = table.columns.map { column in
            Column(heading: column.heading, share: min(24, max(1, (column.share * 40 + whole / 2) / whole)))
        }
        let headings = table.columns.map(\.heading)
        rows = table.rows.map { row in
            switch row {
            case .group(let text, _): Row(group: text, width: headings.count, cells: [])
            case .cells(let cells):
                Row(group: nil, width: headings.count, cells: zip(headings, cells).map { Cell($0, $1) })
            }
        }
        empty = table.rows.isEmpty ? table.empty : nil
    }

    func child(named name: String) -> Any? {
        switch name {
        case "caption": caption.forPage
        case "columns": columns
        case "rows": rows
        case "empty": empty?.forPage
        default: nil
        }
    }

    private struct Column: MustacheParent {
        let heading: String
        /// Its width in fortieths of the table's.
        let share: Int

        func child(named name: String) -> Any? {
            switch name {
            case "heading": heading.forPage
            case "share": String(share).forPage
            default: nil
            }
        }
    }

    private struct Row: MustacheParent {
        let group: String?
        let width: Int
        let cells: [Cell]

        func child(named name: String) -> Any? {
            switch name {
            case "group": group?.forPage
            case "width": String(width).forPage
            case "cells": cells
            default: nil
            }
        }
    }

    private struct Cell: MustacheParent {
        let label: String
        let first: String?
        let rest: [String]
        let status: StatusTag?
        let isHeading: Bool
        let isEmpty: Bool

        init(_ label: String, _ cell: PaperCell) {
            self.label = label
            let lines = cell.text.split(separator: "\n").map(String.init)
            first = lines.first
            rest = Array(lines.dropFirst())
            status = cell.status.map { StatusTag(word: $0.word, shape: $0.shape, colour: $0.colour) }
            isHeading = cell.isHeading
            isEmpty = lines.isEmpty && cell.status == nil
        }

        func child(named name: String) -> Any? {
            switch name {
            case "label": label.forPage
            case "first": first?.forPage
            case "rest": rest.map(\.forPage)
            case "status": status
            case "isHeading": isHeading
            case "isEmpty": isEmpty
            default: nil
            }
        }
    }
}
