import Mustache

/// A model as the renderer asks for its parts: looked into once, by name, instead of once for every name in a template.
///
/// The renderer reflects a struct anew for each name it looks up, which is most of the time a page takes.
struct PageTree: MustacheParent {
    private let parts: [String: Any]

    func child(named name: String) -> Any? { parts[name] }

    /// The tree of a model. Texts, numbers and booleans stand as they are, nothing stands for nil, and what answers for
    /// its own parts is left to do so.
    static func of(_ model: Any) -> Any { value(model) ?? "" }

    private init(_ mirror: Mirror) {
        var parts: [String: Any] = [:]
        parts.reserveCapacity(mirror.children.count)
        for child in mirror.children {
            if let label = child.label, let value = PageTree.value(child.value) { parts[label] = value }
        }
        self.parts = parts
    }

    private static func value(_ value: Any) -> Any? {
        if value is String || value is Bool || value is Int { return value }
        if value is any MustacheParent { return value }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.flatMap { PageTree.value($0.value) }
        case .collection: return mirror.children.map { PageTree.value($0.value) ?? "" }
        case .struct: return PageTree(mirror)
        default: return value
        }
    }
}
