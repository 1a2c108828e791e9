import Foundation
public import Vocabulary

/// What a password must be: long, and not one that everybody tries. No rules of composition, no expiry.
public enum PasswordRules {
    public static let shortest = 15
    public static let longest = 128

    /// Every problem, each for the field `password`.
    ///
    /// - Parameter known: words an outsider would try for this person: name, address, the partnership.
    public static func problems(_ password: String, known: [String]) -> [RefusalWords] {
        let length = password.unicodeScalars.count
        var problems: [RefusalWords] = []
        if length < shortest {
            problems.append(
                RefusalWords(
                    "password-too-short", field: "password",
                    "Choose a password of at least \(shortest) characters; four or five words that do not belong together do well."
                ))
        }
        if length > longest {
            problems.append(
                RefusalWords(
                    "password-too-long", field: "password", "Choose a password of at most \(longest) characters."))
        }
        if problems.isEmpty, isEasilyGuessed(password, known: known) {
            problems.append(
                RefusalWords(
                    "password-guessable", field: "password",
                    "Choose another password: this one is among the first that somebody would try."))
        }
        return problems
    }

    private static func isEasilyGuessed(_ password: String, known: [String]) -> Bool {
        let folded = fold(password)
        if Set(folded).count < 5 { return true }
        if common.contains(where: { folded == String(repeating: $0, count: max(1, folded.count / $0.count)) }) {
            return true
        }
        if runs.contains(where: { $0.contains(folded) }) { return true }
        let words = known.map(fold).filter { $0.count >= 4 }
        var rest = folded
        for word in (words + common).sorted(by: { $0.count > $1.count }) {
            rest = rest.replacingOccurrences(of: word, with: "")
        }
        // What is left beside well-known words is what an attacker has to guess.
        return rest.count < 6
    }

    /// Lower case, with the usual digits for letters undone and everything else left out.
    private static func fold(_ text: String) -> String {
        let undone: [Character: Character] = [
            "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s",
        ]
        return String(text.lowercased().map { undone[$0] ?? $0 }.filter { $0.isLetter || $0.isNumber })
    }

    private static let common = [
        "password", "passphrase", "letmein", "welcome", "qwerty", "qwertyuiop", "administrator", "admin", "changeme",
        "cornerstone", "partnership", "council", "police", "drugs", "secret", "football", "liverpool", "monkey",
        "iloveyou", "sunshine", "princess", "dragon", "master", "correcthorsebatterystaple", "summer", "winter",
        "spring", "autumn", "january", "february", "december",
    ].map { fold($0) }

    private static let runs = [
        "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm",
        "i2eas6t89oi2eas6t89oi2eas6t89o",
    ]
}
