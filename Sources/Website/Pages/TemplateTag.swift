/// One tag of a template, in order.
struct TemplateTag: Equatable {
    enum Kind {
        case variable, section, inverted, close, partial, parent, block
    }

    let kind: Kind
    let name: String

    /// Every tag of a template but comments.
    static func all(in source: String) -> [TemplateTag] {
        var tags: [TemplateTag] = []
        var rest = source[...]
        while let open = rest.firstRange(of: "{{") {
            guard let close = rest[open.upperBound...].firstRange(of: "}}") else { break }
            let inside = FormFields.trimmedPiece(rest[open.upperBound..<close.lowerBound])
            let kinds: [Character: Kind] = [
                "#": .section, "^": .inverted, "/": .close, ">": .partial, "<": .parent, "$": .block,
            ]
            if let first = inside.first, let kind = kinds[first] {
                tags.append(TemplateTag(kind: kind, name: FormFields.trimmedPiece(inside.dropFirst())))
            } else if inside.first != "!", inside.first != "%" {
                tags.append(TemplateTag(kind: .variable, name: inside))
            }
            rest = rest[close.upperBound...]
        }
        return tags
    }

    /// Where the section that begins at a tag ends.
    static func end(of start: Int, in tags: ArraySlice<TemplateTag>) -> Int {
        var depth = 0
        for index in start..<tags.endIndex {
            switch tags[index].kind {
            case .section, .inverted, .parent, .block: depth += 1
            case .close: depth -= 1
            case .variable, .partial: break
            }
            if depth == 0 { return index }
        }
        return tags.endIndex - 1
    }

    /// The blocks a page gives to its layout.
    static func blocks(in tags: ArraySlice<TemplateTag>) -> [String: ArraySlice<TemplateTag>] {
        var blocks: [String: ArraySlice<TemplateTag>] = [:]
        var index = tags.startIndex
        while index < tags.endIndex {
            if tags[index].kind == .block {
                let end = end(of: index, in: tags)
                blocks[tags[index].name] = tags[(index + 1)..<end]
                index = end
            }
            index += 1
        }
        return blocks
    }
}
