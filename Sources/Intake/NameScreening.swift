/// Names of people by pattern and list.
enum NameScreening {
    /// How many words from here on are a name; nil where none is.
    static func name(_ words: [ScreenedWord], at index: Int) -> Int? {
        let word = words[index]
        guard word.beginsWithCapital else { return afterPreposition(words, at: index) }
        return afterTitle(words, at: index) ?? afterFirstName(words, at: index)
    }

    private static let titles: Set<String> = [
        "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "cllr", "councillor", "rev",
        "reverend",
    ]
    private static let ranks: Set<String> = [
        "pc", "dc", "ps", "ds", "di", "dci", "dcs", "dac", "ac", "pcso", "sgt", "sergeant", "insp", "inspector", "supt",
        "superintendent", "commander", "cdr", "constable", "det", "detective",
    ]

    /// "Mr Example", "DCS Example": a title or rank and a name.
    private static func afterTitle(_ words: [ScreenedWord], at index: Int) -> Int? {
        let title = words[index].bare.lowercased()
        let isTitle = titles.contains(title)
        guard isTitle || ranks.contains(title) else { return nil }
        var next = index + 1
        while next < words.count, next < index + 4, ranks.contains(words[next].bare.lowercased()) { next += 1 }
        guard next < words.count, isName(words[next]) else { return nil }
        guard !words[index].endsSentence || isTitle || words[index].text.hasSuffix(".") else { return nil }
        let more = next + 1 < words.count && isName(words[next + 1]) && !words[next].endsSentence
        return next - index + (more ? 2 : 1)
    }

    /// A common first name and another name.
    private static func afterFirstName(_ words: [ScreenedWord], at index: Int) -> Int? {
        guard words[index].isCapitalised, !words[index].endsSentence, index + 1 < words.count,
            GivenNames.common.contains(words[index].bare.lowercased()), isName(words[index + 1])
        else { return nil }
        if index + 2 < words.count, !words[index + 1].endsSentence, isInstitution(words[index + 2]) { return nil }
        return 2
    }

    private static let prepositions: Set<String> = ["with", "by", "contact", "via", "c/o"]

    /// "with Example Example (elsewhere)": two unknown names in the middle of a sentence.
    private static func afterPreposition(_ words: [ScreenedWord], at index: Int) -> Int? {
        guard index + 2 < words.count, words[index + 1].isCapitalised, words[index + 2].isCapitalised,
            prepositions.contains(words[index].text.lowercased())
        else { return nil }
        let (first, second) = (words[index + 1], words[index + 2])
        guard isName(first), isName(second), !first.endsSentence, !first.text.hasPrefix("(") else { return nil }
        if index + 3 < words.count, !second.endsSentence {
            let third = words[index + 3]
            let goesOn = third.isCapitalised || third.isCapitals || third.text == "&"
            if goesOn, !third.text.hasPrefix("(") { return nil }
        }
        return 3
    }

    /// Whether a capitalised word may be part of a name: no word of institutions, places or ordinary speech.
    private static func isName(_ word: ScreenedWord) -> Bool {
        guard word.isCapitalised else { return false }
        let bare = word.bare.lowercased()
        return bare.utf8.count >= 3 && !OrdinaryWords.all.contains(bare) && !OrdinaryWords.hasEnding(bare)
    }

    private static func isInstitution(_ word: ScreenedWord) -> Bool {
        word.isCapitalised && OrdinaryWords.all.contains(word.bare.lowercased())
    }
}
