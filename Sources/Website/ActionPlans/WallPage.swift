import ActionPlans
import Mustache
import Vocabulary

/// A plan on one page: each aim and objective with the count of each status, and a tile for each action while there are
/// not too many to read.
struct WallPage: PageModel {
    /// One action as a tile: shape and number, its status in the link's own words.
    struct Tile: Sendable, Equatable, MustacheParent {
        let href: String
        let shape: String
        let number: String
        let word: String
        let colour: String

        func child(named name: String) -> Any? {
            switch name {
            case "href": href.forPage
            case "shape": shape.forPage
            case "number": number.forPage
            case "word": word.forPage
            case "colour": colour.forPage
            default: nil
            }
        }
    }

    struct Group: Sendable, Equatable {
        /// Its number and text; nil for actions that stand under none.
        let objective: String?
        let counts: [StatusCount]
        let tiles: [Tile]
        let hasTiles: Bool
    }

    struct Section: Sendable, Equatable {
        let title: String
        let href: String
        let counts: [StatusCount]
        let groups: [Group]
    }

    static let template = "plans/wall"
    /// More tiles than this nobody reads; the counts stand alone then.
    static let tileLimit = 600

    let page: Frame
    let head: PlanHead
    let counts: [StatusCount]
    let key: [StatusTag]
    let sections: [Section]
    let hasTiles: Bool

    init(_ look: PlanLook) {
        page = look.frame(look.words("plan.tab.wall"))
        head = PlanHead(look, at: .wall)
        counts = StatusCount.row(look.picture.counts, look.faces, all: true)
        key = StatusFaces.order.map(look.faces.tag) + [look.faces.changed]
        hasTiles = look.plan.actions.count <= Self.tileLimit
        sections = WallPage.sections(look, withTiles: hasTiles)
    }

    private static func sections(_ look: PlanLook, withTiles: Bool) -> [Section] {
        let levels = look.picture.levels
        var sections = look.index.aims.enumerated().map { number, aim in
            let below = levels.filter { $0.path.count == 2 && $0.path[0] == aim.path[0] }
            let direct = aim.actions.filter { look.plan.actions[$0].wording.path.count == 1 }
            var groups = below.map { group($0.level?.printed, $0.actions, $0.counts, look, withTiles) }
            if !direct.isEmpty || below.isEmpty {
                groups.insert(
                    group(below.isEmpty ? nil : look.words("wall.direct"), direct, nil, look, withTiles), at: 0)
            }
            return Section(
                title: aim.level?.printed ?? "", href: look.asAt.link(look.path, [("aim", String(number + 1))]),
                counts: StatusCount.row(aim.counts, look.faces), groups: groups)
        }
        let loose = look.plan.actions.indices.filter { look.plan.actions[$0].wording.path.isEmpty }
        if !loose.isEmpty {
            sections.append(
                Section(
                    title: look.words(sections.isEmpty ? "wall.all" : "wall.loose"), href: look.asAt.link(look.path),
                    counts: [], groups: [group(nil, loose, nil, look, withTiles)]))
        }
        return sections
    }

    private static func group(
        _ title: String?, _ positions: [Int], _ counts: StatusCounts?, _ look: PlanLook, _ withTiles: Bool
    ) -> Group {
        let tiles = withTiles ? positions.map { tile($0, look) } : []
        return Group(
            objective: title.map { beginning($0, 140) }, counts: counts.map { StatusCount.row($0, look.faces) } ?? [],
            tiles: tiles, hasTiles: !tiles.isEmpty)
    }

    private static func tile(_ position: Int, _ look: PlanLook) -> Tile {
        let action = look.plan.actions[position]
        let tag = look.faces.tag(look.picture.standings[position].status)
        let mark = look.picture.isChanged[position] ? look.faces.changed.shape : ""
        return Tile(
            href: look.asAt.link("/actions/\(action.id.reference)"), shape: tag.shape + mark,
            number: action.wording.number.map { beginning($0, 8) } ?? action.id.reference, word: tag.word,
            colour: tag.colour)
    }

    private init(page: Frame, sections: [Section]) {
        self.page = page
        head = PlanHead.examples[0]
        counts = StatusCount.examples
        key = StatusTag.examples
        self.sections = sections
        hasTiles = true
    }

    static var examples: [WallPage] {
        let tile = Tile(href: "/actions/AP-0012", shape: "▲", number: "3.2", word: "Overdue", colour: "red")
        return [
            WallPage(
                page: Frame.examples[1],
                sections: [
                    Section(
                        title: "1 Young people", href: "/plans/1?aim=1", counts: StatusCount.examples,
                        groups: [
                            Group(
                                objective: "1.1 Early help", counts: StatusCount.examples, tiles: [tile], hasTiles: true
                            ),
                            Group(objective: nil, counts: [], tiles: [], hasTiles: false),
                        ])
                ])
        ]
    }
}
