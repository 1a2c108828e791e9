public import Charts
import Foundation
public import Vocabulary

/// A paper as HTML: a part of a web page, and a document of its own for the printer of PDF files.
///
/// Both say the same in the same order. Nothing in a paper can become markup: see `Markup`.
public enum PaperHTML {
    /// For a page of the website, whose own `h1` names the paper: subtitle, facts, notice, contents and sections with
    /// headings from `h2` on. No style, no script, ids that begin with `paper-`.
    public static func fragment(of paper: Paper, words: PaperWords = .english) -> TrustedMarkup {
        var writer = PaperWriter(paper, words: words, target: .page)
        return TrustedMarkup(escaped: writer.fragment())
    }

    /// One figure of a paper as it stands in the fragment: title, drawings, summary, source and the table.
    public static func figure(_ figure: PaperFigure, words: PaperWords = .english) -> TrustedMarkup {
        let paper = Paper(title: "", marking: .official, foot: "", sections: [])
        var writer = PaperWriter(paper, words: words, target: .page)
        writer.figure(figure)
        return TrustedMarkup(escaped: writer.markup.html)
    }

    /// A whole document with its own style: marking, foot and page numbers on every sheet, heads of tables repeated,
    /// wide sections across the sheet, contents with page numbers.
    ///
    /// - Parameter created: the day in the file's own data; without one there is none, so that the same paper is always
    ///   the same file.
    public static func printed(_ paper: Paper, words: PaperWords = .english, created: Day? = nil) -> String {
        var writer = PaperWriter(paper, words: words, target: .print)
        return writer.document(created: created)
    }
}
