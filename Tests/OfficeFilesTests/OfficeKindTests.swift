import OfficeFiles
import Testing

@Suite("Kinds of office files")
struct OfficeKindTests {
    @Test("Two are spreadsheets, two are documents")
    func kinds() {
        #expect(OfficeKind.allCases.filter(\.isSpreadsheet) == [.xlsx, .ods])
    }
}
