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
        let plain = String(password.lowercased().filter { $0.isLetter || $0.isNumber })
        let folded = fold(password)
        if Set(folded).count < 5 { return true }
        // What is left beside well-known words and runs of keys is what an attacker has to guess.
        return [rest(of: plain, beside: known.map { $0.lowercased() }), rest(of: folded, beside: known.map(fold))]
            .contains { $0.count < 6 }
    }

    private static func rest(of text: String, beside known: [String]) -> [Character] {
        var rest = text
        for word in (known.filter { $0.count >= 4 } + common + common.map(fold)).sorted(by: { $0.count > $1.count }) {
            rest = rest.replacingOccurrences(of: word, with: "")
        }
        return once(withoutRuns(Array(rest)))
    }

    /// Without what lies side by side on a keyboard, in the alphabet or in counting, three keys or more.
    private static func withoutRuns(_ text: [Character]) -> [Character] {
        var kept: [Character] = []
        var at = 0
        while at < text.count {
            var length = 0
            while at + length < text.count, runs.contains(where: { $0.contains(String(text[at...(at + length)])) }) {
                length += 1
            }
            if length < 3 { kept.append(text[at]) }
            at += length < 3 ? 1 : length
        }
        return kept
    }

    /// What is written again and again, once.
    private static func once(_ text: [Character]) -> [Character] {
        for length in 1...max(1, text.count / 2) where length < text.count && text.count.isMultiple(of: length) {
            if text.indices.allSatisfy({ text[$0] == text[$0 % length] }) { return Array(text[..<length]) }
        }
        return text
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
        "spring", "autumn", "january", "february", "december", "test", "superman", "batman", "pokemon", "starwars",
        "baseball", "chelsea", "arsenal", "michael", "jennifer", "charlie", "thomas", "computer", "internet",
        "whatever", "trustno1", "login", "hello", "default", "temporary", "monday", "friday",
    ]

    private static let runs: [String] = {
        let forward = [
            "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm",
            "01234567890123456789012345678901234567890", "1234567891011121314151617181920",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
            "qazwsxedcrfvtgbyhnujmikolp", "zaq12wsxcde34rfvbgt56yhn", "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0",
            "1a2b3c4d5e6f7g8h9i0j", "a1b2c3d4e5f6g7h8i9j0",
        ]
        return forward + forward.map { String($0.reversed()) }
    }()
}
