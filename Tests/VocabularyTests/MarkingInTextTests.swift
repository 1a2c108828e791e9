import Testing
import Vocabulary

@Suite("A marking is found in a text however it is written")
struct MarkingInTextTests {
    @Test(
        "Found: any case, any dash or space, one word, marks that print nothing",
        arguments: [
            "OFFICIAL-SENSITIVE", "OFFICIAL SENSITIVE", "official-sensitive", "Official – Sensitive",
            "OFFICIAL—SENSITIVE", "OFFICIAL  -  SENSITIVE", "OFFICIALSENSITIVE", "OFFICIAL_SENSITIVE",
            "OFFICIAL: SENSITIVE", "OFFICIAL\nSENSITIVE", "OFFICIAL\u{A0}SENSITIVE", "OFFICIAL\u{2011}SENSITIVE",
            "OFFICIAL\u{AD}-SENSI\u{200B}TIVE", "O\u{301}FFICIAL SENSITIVE", "ＯＦＦＩＣＩＡＬ－ＳＥＮＳＩＴＩＶＥ", "OFFICIAL−SENSITIVE",
            "[OFFICIAL-SENSITIVE]", "(official/sensitive) the visit", "Marked OFFICIAL-SENSITIVE: see the file",
            "unofficial official-sensitive", "OFFICIAL OFFICIAL SENSITIVE", "OFFICIAL (SENSITIVE)",
        ])
    func found(text: String) {
        #expect(Marking.officialSensitive.isNamed(in: text))
        #expect(!Marking.official.isNamed(in: text))
    }

    @Test(
        "Not found: the words by themselves, or with others or a full stop between",
        arguments: [
            "", "OFFICIAL", "sensitive", "The visit was official. Sensitive matters were left out.",
            "official and sensitive", "sensitive official", "OFFICIAL, SENSITIVE", "Official sens",
            "OFFICIAL-", "the officials sensitive to this",
        ])
    func notFound(text: String) { #expect(!Marking.officialSensitive.isNamed(in: text)) }
}
