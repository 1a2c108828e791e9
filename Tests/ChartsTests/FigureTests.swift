import Charts
import Testing

@Suite("Figures")
struct FigureTests {
    @Test("A figure is worth what it says: two with the same parts are the same")
    func equal() {
        let one = Figure(drawings: [], title: "a", subtitle: "b", summary: "c", source: "d")
        var other = one
        #expect(one == other)
        other.summary = "e"
        #expect(one != other)
    }
}
