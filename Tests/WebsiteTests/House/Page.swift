/// A page as a browser takes it apart: its elements in order, and everything about it that is not well formed.
struct Page: Sendable {
    struct Element: Sendable {
        let name: String
        let attributes: [String: String]
        let index: Int
        let parent: Int?
        /// The first element that is not inside it.
        fileprivate(set) var end: Int
        fileprivate var letters: Range<Int>

        subscript(_ attribute: String) -> String? { attributes[attribute] }
        func has(class name: String) -> Bool {
            (attributes["class"] ?? "").split(separator: " ").contains { $0 == name }
        }
    }

    let source: String
    private(set) var elements: [Element] = []
    /// Tags that do not close, attributes given twice, marks that stand bare.
    private(set) var faults: [String] = []
    /// The text of the whole page; each element has its part of it.
    private var letters: [UInt8] = []

    init(_ source: String) {
        self.source = source
        var reader = PageReader(Array(source.utf8))
        var open: [Int] = []
        while let token = reader.next() {
            switch token {
            case .text(let text): letters += text
            case .open(let name, let attributes, let twice):
                for attribute in twice { faults.append("<\(name)> has \(attribute) twice") }
                let here = letters.count..<letters.count
                elements.append(
                    Element(
                        name: name, attributes: attributes, index: elements.count, parent: open.last,
                        end: elements.count + 1, letters: here))
                if !PageReader.void.contains(name) { open.append(elements.count - 1) }
            case .close(let name):
                guard let last = open.last, elements[last].name == name else {
                    faults.append("</\(name)> closes nothing")
                    continue
                }
                open.removeLast()
                elements[last].end = elements.count
                elements[last].letters = elements[last].letters.lowerBound..<letters.count
            }
        }
        for index in open { faults.append("<\(elements[index].name)> is never closed") }
        faults += reader.faults
    }

    // MARK: Looking

    func all(_ names: String...) -> [Element] { elements.filter { names.contains($0.name) } }

    func element(id: String) -> Element? { elements.first { $0["id"] == id } }

    /// White space folded, as it is read.
    func text(_ element: Element) -> String {
        String(decoding: letters[element.letters], as: UTF8.self).split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
    }

    func exactText(_ element: Element) -> String { String(decoding: letters[element.letters], as: UTF8.self) }

    func inside(_ element: Element) -> ArraySlice<Element> { elements[(element.index + 1)..<element.end] }

    func around(_ element: Element) -> [Element] {
        var found: [Element] = []
        var next = element.parent
        while let index = next {
            found.append(elements[index])
            next = elements[index].parent
        }
        return found
    }

    var title: String { all("title").first.map(text) ?? "" }
    var heading: String { all("h1").first.map(text) ?? "" }
    var main: String { all("main").first.map(text) ?? "" }
    var links: [String] { all("a").compactMap { $0["href"] } }

    /// The lines of "There is a problem", with the field each leads to.
    var problems: [(field: String, text: String)] {
        guard let summary = elements.first(where: { $0.has(class: "errors") }) else { return [] }
        return inside(summary).filter { $0.name == "a" }.map { (String(($0["href"] ?? "").dropFirst()), text($0)) }
    }

    /// The one sentence about what was done.
    var banner: String? { elements.first { $0.has(class: "banner") }.map(text) }

    func texts(class name: String) -> [String] { elements.filter { $0.has(class: name) }.map(text) }

    /// The cells of each row of each table's body.
    var rows: [[String]] {
        all("tbody").flatMap { body in
            inside(body).filter { $0.name == "tr" }.map { row in
                inside(row).filter { $0.name == "td" || $0.name == "th" }.map(text)
            }
        }
    }

    /// A cell of the rows, both counted from 0; empty where there is none.
    func cell(_ row: Int, _ column: Int) -> String {
        let rows = rows
        guard rows.indices.contains(row), rows[row].indices.contains(column) else { return "" }
        return rows[row][column]
    }

    /// What stands in the main part.
    var mainElements: ArraySlice<Element> { all("main").first.map { inside($0) } ?? [] }

    // MARK: Forms

    struct Form: Sendable {
        let action: String?
        let isMultipart: Bool
        /// What a browser would send if nothing were changed.
        let fields: [(name: String, value: String)]
        /// Every name there is, boxes that are not ticked included.
        let names: Set<String>

        func value(_ name: String) -> String? { fields.first { $0.name == name }?.value }
    }

    /// The form with an action, or the first that is sent to the page itself.
    func form(action: String? = nil) -> Form? {
        elements.first { $0.name == "form" && $0["method"] == "post" && $0["action"] == action }.map(read)
    }

    var forms: [Form] { all("form").filter { $0["method"] == "post" }.map(read) }

    private func read(_ form: Element) -> Form {
        var fields: [(name: String, value: String)] = []
        var names: Set<String> = []
        for element in inside(form) {
            guard let name = element["name"], element.name != "button" else { continue }
            names.insert(name)
            switch (element.name, element["type"]) {
            case ("input", "checkbox"), ("input", "radio"):
                if element["checked"] != nil { fields.append((name, element["value"] ?? "on")) }
            case ("input", "file"): break
            case ("input", _): fields.append((name, element["value"] ?? ""))
            case ("textarea", _): fields.append((name, exactText(element)))
            case ("select", _):
                let options = inside(element).filter { $0.name == "option" }
                if let chosen = options.first(where: { $0["selected"] != nil }) ?? options.first {
                    fields.append((name, chosen["value"] ?? text(chosen)))
                }
            default: break
            }
        }
        return Form(
            action: form["action"], isMultipart: form["enctype"] == "multipart/form-data", fields: fields, names: names)
    }
}
