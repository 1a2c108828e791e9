import Testing

@testable import Coordination

@Suite("The form of a secret")
struct TokenTextTests {
    @Test("Every secret that is made has the form in which it is taken")
    func ours() {
        for _ in 0..<200 { #expect(SecretToken().isWellFormed) }
    }

    static let others = [
        "", "A", String(repeating: "A", count: 42), String(repeating: "A", count: 44),
        String(repeating: "A", count: 43) + "=", String(repeating: "A", count: 42) + "B",
        String(repeating: "A", count: 42) + "=", "+" + String(repeating: "A", count: 42),
        "/" + String(repeating: "A", count: 42), " " + String(repeating: "A", count: 42),
        "A\u{301}" + String(repeating: "A", count: 40), "\u{FF21}" + String(repeating: "A", count: 40),
        String(repeating: "A", count: 42) + "\n",
    ]

    @Test("Another length, another alphabet and a second spelling of the same bytes are none", arguments: others)
    func strangers(text: String) { #expect(!SecretToken(text: text).isWellFormed) }

    @Test("Of the 64 letters a secret may end in, the 16 that carry no bit too many are taken")
    func lastLetter() {
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        let taken = letters.filter { TokenText.isOurs(String(repeating: "A", count: 42) + String($0)) }
        #expect(taken == "AEIMQUYcgkosw048")
    }
}
