import Coordination
import Foundation
import Mustache

/// The templates, read and understood once; turns a page model into the bytes of a page.
struct Pages: Sendable {
    let words: Words
    let assets: Assets
    /// The templates as loaded, words filled in: what the template check reads.
    let sources: [String: String]
    private let library: MustacheLibrary

    /// - Parameter folder: the resources of this room: `templates`, `words`, `assets`.
    /// - Throws: `PagesFault`, which stops the start-up.
    init(folder: String, language: String = "en") throws {
        let catalogue = "\(folder)/words/\(language)"
        guard let files = try? ResourceFinder.files(in: catalogue), !files.isEmpty else {
            throw PagesFault.unreadable(catalogue)
        }
        let texts = files.map { (name: $0.path, text: String(decoding: $0.bytes, as: UTF8.self)) }
        let words = try Words.read(texts, language: language)
        try self.init(
            sources: try Pages.load("\(folder)/templates", words: words), words: words,
            assets: try Assets(folder: "\(folder)/assets"))
        for name in PageList.templates where sources[name] == nil { throw PagesFault.missingTemplate(name) }
    }

    /// - Parameter sources: templates by name, words filled in.
    init(
        sources: [String: String], words: Words = Words(language: "en", texts: [:]), assets: Assets = Assets()
    ) throws {
        self.sources = sources
        self.words = words
        self.assets = assets
        MustacheContentTypes.register(PageText(), named: PageText.name)
        var library = MustacheLibrary()
        for (name, text) in sources.sorted(by: { $0.key < $1.key }) {
            guard !text.contains("{{{"), !text.contains("{{&") else {
                throw PagesFault.template(name: name, fault: "an unescaped tag; only figures may have one")
            }
            do {
                try library.register("{{% CONTENT_TYPE:\(PageText.name)}}" + text, named: name)
            } catch {
                throw PagesFault.template(name: name, fault: "\(error)")
            }
        }
        self.library = library
    }

    func render<Model: PageModel>(_ model: Model) -> String {
        library.render(PageTree.of(model), withTemplate: Model.template) ?? ""
    }

    /// A page with marks in its gaps, to be shared by all who see the same.
    func render<Model: PageModel>(_ model: Model, marks: [SharedPage.Gap: String]) -> String {
        library.render(PageTree.of(model, marks: marks), withTemplate: Model.template) ?? ""
    }

    /// An example of a page model, by its number from 1; nil when it has fewer.
    func example<Model: PageModel>(_ number: Int, of type: Model.Type) -> String? {
        let examples = type.examples
        guard examples.indices.contains(number - 1) else { return nil }
        return render(examples[number - 1])
    }

    /// For the gallery and the tests: any page or component by its template's name.
    func render(_ model: any Sendable, template: String) -> String {
        library.render(PageTree.of(model), withTemplate: template) ?? ""
    }

    /// Every template of a folder: white space at the beginning of lines taken away (Mustache would indent the lines of
    /// a partial), words filled in, unescaped tags refused.
    private static func load(_ folder: String, words: Words) throws -> [String: String] {
        var sources: [String: String] = [:]
        guard let files = try? ResourceFinder.files(in: folder) else { throw PagesFault.unreadable(folder) }
        for file in files where file.path.hasSuffix(".mustache") {
            let name = String(file.path.dropLast(".mustache".count))
            let lines = String(decoding: file.bytes, as: UTF8.self).split(separator: "\n")
                .map { FormFields.trimmedPiece($0) }.filter { !$0.isEmpty }
            let text = lines.joined(separator: "\n") + "\n"
            sources[name] = try fill(text, words: words, name: name)
        }
        return sources
    }

    /// Puts the catalogue's words in the place of their keys in double square brackets.
    private static func fill(_ text: String, words: Words, name: String) throws(PagesFault) -> String {
        var filled = ""
        var rest = text[...]
        while let open = rest.range(of: "[[") {
            filled += rest[..<open.lowerBound]
            guard let close = rest[open.upperBound...].range(of: "]]") else {
                throw .template(name: name, fault: "double square brackets that do not close")
            }
            let key = String(rest[open.upperBound..<close.lowerBound])
            guard words.has(key) else { throw .template(name: name, fault: "no words for \(key)") }
            filled += PageText.escaped(words(key))
            rest = rest[close.upperBound...]
        }
        return filled + rest
    }
}
