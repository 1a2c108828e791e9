/// Reads every template as the renderer does and compares each name with the models: Mustache prints nothing for a name
/// it does not know, so a misspelt one would show nowhere.
struct TemplateCheck {
    private let sources: [String: String]
    private var faults: Set<String> = []
    private var used: Set<String> = []
    /// Sections some example went into, and those that were met with nothing to go into them.
    private var filled: Set<Section> = []
    private var unfilled: Set<Section> = []

    private struct Section: Hashable {
        let template: String
        let name: String
    }

    /// What a page puts into a block of its layout, and where it was written.
    private struct Block {
        let template: String
        let tags: ArraySlice<TemplateTag>
    }

    private init(sources: [String: String]) { self.sources = sources }

    /// Everything that is wrong with the templates, against the examples of every page and part; empty when all is well.
    static func faults(of pages: Pages) -> [String] {
        var check = TemplateCheck(sources: pages.sources)
        for type in PageList.pages { check.check(type) }
        for type in PageList.components where type.template != Frame.template { check.check(type) }
        for name in pages.sources.keys.sorted() where !check.used.contains(name) {
            check.faults.insert("\(name): no page uses this template")
        }
        return check.all
    }

    /// What is wrong with one template against examples of its model.
    static func faults(of template: String, in sources: [String: String], examples: [Any]) -> [String] {
        var check = TemplateCheck(sources: sources)
        check.check(template, examples: examples)
        return check.all
    }

    private var all: [String] {
        let empty = unfilled.subtracting(filled).map { "\($0.template): no example fills {{#\($0.name)}}" }
        return (Array(faults) + empty).sorted()
    }

    private mutating func check<Model: PageModel>(_ type: Model.Type) {
        check(Model.template, examples: Model.examples.map { $0 as Any })
    }

    private mutating func check<Part: Component>(_ type: Part.Type) {
        check(Part.template, examples: Part.examples.map { $0 as Any })
    }

    private mutating func check(_ template: String, examples: [Any]) {
        guard !examples.isEmpty else {
            faults.insert("\(template): its model has no examples")
            return
        }
        walk(template, scopes: [examples], blocks: [:])
    }

    private mutating func walk(_ template: String, scopes: [[Any]], blocks: [String: Block]) {
        used.insert(template)
        guard let source = sources[template] else {
            faults.insert("\(template): there is no such template")
            return
        }
        let tags = TemplateTag.all(in: source)
        walk(tags[...], in: template, scopes: scopes, blocks: blocks)
    }

    private mutating func walk(
        _ tags: ArraySlice<TemplateTag>, in template: String, scopes: [[Any]], blocks: [String: Block]
    ) {
        var index = tags.startIndex
        while index < tags.endIndex {
            let tag = tags[index]
            switch tag.kind {
            case .variable:
                _ = values(of: tag.name, in: template, scopes)
            case .section, .inverted:
                let end = TemplateTag.end(of: index, in: tags)
                let found = values(of: tag.name, in: template, scopes)
                let inner = tags[(index + 1)..<end]
                if tag.kind == .inverted {
                    walk(inner, in: template, scopes: scopes, blocks: blocks)
                } else {
                    enter(found, tag, inner, in: template, scopes, blocks)
                }
                index = end
            case .partial:
                walk(tag.name, scopes: scopes, blocks: blocks)
            case .parent:
                let end = TemplateTag.end(of: index, in: tags)
                let given = TemplateTag.blocks(in: tags[(index + 1)..<end]).mapValues {
                    Block(template: template, tags: $0)
                }
                walk(tag.name, scopes: scopes, blocks: given)
                index = end
            case .block:
                let end = TemplateTag.end(of: index, in: tags)
                let block = blocks[tag.name] ?? Block(template: template, tags: tags[(index + 1)..<end])
                walk(block.tags, in: block.template, scopes: scopes, blocks: [:])
                index = end
            case .close: break
            }
            index += 1
        }
    }

    /// Into a section: the same scope for a boolean, a new one for a list, a part or a text.
    private mutating func enter(
        _ found: [Any], _ tag: TemplateTag, _ inner: ArraySlice<TemplateTag>, in template: String, _ scopes: [[Any]],
        _ blocks: [String: Block]
    ) {
        let section = Section(template: template, name: tag.name)
        guard !found.isEmpty else {
            unfilled.insert(section)
            return
        }
        filled.insert(section)
        let next = found.allSatisfy { $0 is Bool } ? scopes : scopes + [found]
        walk(inner, in: template, scopes: next, blocks: blocks)
    }

    /// What a name stands for in the innermost scope that knows it, in every example; lists are opened.
    private mutating func values(of name: String, in template: String, _ scopes: [[Any]]) -> [Any] {
        if name == "." { return scopes.last ?? [] }
        let pieces = name.split(separator: ".").map(String.init)
        guard let first = pieces.first else { return [] }
        for (depth, scope) in scopes.enumerated().reversed() {
            let known = scope.filter { Reflection.holds(first, $0) }
            guard !known.isEmpty else { continue }
            let isOptional = known.contains { Reflection.isOptional(first, $0) }
            if isOptional, scopes[..<depth].contains(where: { $0.contains { Reflection.holds(first, $0) } }) {
                faults.insert("\(template): {{\(name)}} may be nil, and an outer model has the same name")
            }
            return follow(pieces, from: known, in: template)
        }
        faults.insert("\(template): no model has {{\(name)}}")
        return []
    }

    private mutating func follow(_ pieces: [String], from start: [Any], in template: String) -> [Any] {
        var values = start
        for piece in pieces {
            if !values.isEmpty, !values.contains(where: { Reflection.holds(piece, $0) }) {
                faults.insert("\(template): no model has {{\(pieces.joined(separator: "."))}}")
                return []
            }
            values = values.flatMap { Reflection.values(piece, $0) }
        }
        return values
    }
}

/// Looks into a model by the names of its parts.
private enum Reflection {
    static func holds(_ name: String, _ model: Any) -> Bool {
        Mirror(reflecting: model).children.contains { $0.label == name }
    }

    static func isOptional(_ name: String, _ model: Any) -> Bool {
        Mirror(reflecting: model).children.contains {
            $0.label == name && Mirror(reflecting: $0.value).displayStyle == .optional
        }
    }

    /// The value of a part: none for nil, each element for a list.
    static func values(_ name: String, _ model: Any) -> [Any] {
        guard let child = Mirror(reflecting: model).children.first(where: { $0.label == name }) else { return [] }
        let mirror = Mirror(reflecting: child.value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.map { [$0.value] } ?? []
        case .collection, .set: return mirror.children.map(\.value)
        default: return [child.value]
        }
    }
}
