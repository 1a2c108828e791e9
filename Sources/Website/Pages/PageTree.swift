import Charts
import Mustache

/// A model as the renderer asks for its parts: looked into once, by name, instead of once for every name in a template.
///
/// The renderer reflects a struct anew for each name it looks up, which is most of the time a page takes.
struct PageTree: MustacheParent {
    private var parts: [String: Any]

    func child(named name: String) -> Any? { parts[name] }

    /// The tree of a model. Texts, numbers and booleans stand as they are, nothing stands for nil, and what answers for
    /// its own parts is left to do so.
    static func of(_ model: Any) -> Any { value(model) ?? "" }

    /// The tree of a page with marks in the place of what is each visitor's own.
    static func of(_ model: some PageModel, marks: [SharedPage.Gap: String]) -> Any {
        var tree = PageTree(Mirror(reflecting: model))
        var frame = PageTree(Mirror(reflecting: model.page))
        for (gap, mark) in marks { frame.parts[gap.rawValue] = PageString(mark) }
        tree.parts["page"] = frame
        return tree
    }

    private init(_ mirror: Mirror) {
        var parts: [String: Any] = [:]
        parts.reserveCapacity(mirror.children.count)
        for child in mirror.children {
            if let label = child.label, let value = PageTree.value(child.value) { parts[label] = value }
        }
        self.parts = parts
    }

    /// Markup that may stand as it is: the renderer takes a template for what it is, and this one has no tags. No template
    /// can ask for a text unescaped; only the type of the value decides.
    private static func unescaped(_ markup: TrustedMarkup) -> Any {
        (try? MustacheTemplate(string: markup.html)).map { $0 as Any } ?? PageString(markup.html)
    }

    private static func value(_ value: Any) -> Any? {
        if let text = value as? String { return PageString(text) }
        if let markup = value as? TrustedMarkup { return PageTree.unescaped(markup) }
        if value is Bool || value is Int || value is any MustacheParent { return value }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.flatMap { PageTree.value($0.value) }
        case .collection: return mirror.children.map { PageTree.value($0.value) ?? "" }
        case .struct: return PageTree(mirror)
        default: return value
        }
    }
}

/// A text as the renderer takes it with the least asking: it is told that this is one.
struct PageString: MustacheCustomRenderable {
    let renderText: String
    var isNull: Bool { false }

    init(_ text: String) { renderText = text }
}

extension String {
    /// For the parts that answer the renderer by hand.
    var forPage: PageString { PageString(self) }
}
