import ActionPlans
import Frameworks
import Mustache
import Reporting
import Vocabulary

/// How each status looks on a page: the pack's word and shape, the product's colour. Made once.
struct StatusFaces: Sendable {
    let words: StatusWords
    private let tags: [Status: StatusTag]
    let changed: StatusTag

    init(_ pack: FrameworkPack?) {
        let words = StatusWords(pack)
        self.words = words
        var tags: [Status: StatusTag] = [:]
        for status in Status.allCases {
            tags[status] = StatusTag(
                word: words.word(status), shape: words.shape(status), colour: status.colour?.rawValue ?? "none")
        }
        self.tags = tags
        let mark = pack?.appearance(of: StatusMeaning.changed)
        changed = StatusTag(word: mark?.word ?? "Changed", shape: mark?.shape ?? "", colour: "blue")
    }

    func tag(_ status: Status) -> StatusTag {
        tags[status] ?? StatusTag(word: words.word(status), shape: "", colour: "none")
    }

    /// The statuses that count, worst first, and the withdrawn ones after them.
    static let order = Status.allCases.sorted()
}

/// One count of a row of counts: a number with its status, and the link to what is counted.
struct StatusCount: Component, Equatable, MustacheParent {
    static let template = "parts/status-count"

    let number: String
    let word: String
    let shape: String
    let colour: String
    /// What is counted; nil where it cannot be looked at by itself.
    let link: String?
    let isChosen: Bool

    init(_ number: Int, _ tag: StatusTag, href: String? = nil, isChosen: Bool = false) {
        self.number = number.printed
        word = tag.word
        shape = tag.shape
        colour = tag.colour
        link = href
        self.isChosen = isChosen
    }

    func child(named name: String) -> Any? {
        switch name {
        case "number": number.forPage
        case "word": word.forPage
        case "shape": shape.forPage
        case "colour": colour.forPage
        case "link": link?.forPage
        case "isChosen": isChosen
        default: nil
        }
    }

    static let examples = [
        StatusCount(12, StatusTag.examples[0], href: "/plans/1?status=overdue", isChosen: true),
        StatusCount(0, StatusTag.examples[2]),
    ]

    /// The counts of a plan or of a part of it; statuses nobody has are left out unless all are wanted.
    static func row(_ counts: StatusCounts, _ faces: StatusFaces, all: Bool = false) -> [StatusCount] {
        var row = StatusFaces.order.filter { all && $0 != .withdrawn || counts[$0] > 0 }
            .map { StatusCount(counts[$0], faces.tag($0)) }
        if all || counts.changed > 0 { row.append(StatusCount(counts.changed, faces.changed)) }
        return row
    }
}
