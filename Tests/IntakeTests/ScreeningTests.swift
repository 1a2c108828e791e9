import Intake
import Testing

@Suite("Free text is screened for people")
struct ScreeningTests {
    @Test(
        "What points to a person is found",
        arguments: [
            ("Ask Mr Example to chair", Screening.Kind.name), ("set by AC Invented and the board", .name),
            ("Det Supt Notreal leads on this", .name), ("agreed with Margaret Pretendsworth last week", .name),
            ("Explore feasibility with Lenka Inventova (elsewhere) and partners", .name),
            ("Ring 0121 496 0000 for details", .telephone), ("Mobile: 07700 900123", .telephone),
            ("call (020) 7946 0000", .telephone), ("write to someone@example.org today", .email),
            ("a man, DOB 12/03/1987, was seen", .dateOfBirth), ("born on 3 May 1990", .dateOfBirth),
            ("grey van AB12 CDE outside", .vehicle), ("vehicle reg K123 ABC", .vehicle),
            ("dealing at 14 Invented Street again", .address), ("the flat at AB1 2CD", .address),
        ])
    func found(text: String, kind: Screening.Kind) {
        #expect(Screening().kinds(in: text) == [kind])
    }

    @Test(
        "Ordinary wording of plans is left alone",
        arguments: [
            "Work with the Home Office and the National Treatment Agency to review guidance",
            "Hold joint operations with South Bank University and Community Safety Partnership staff",
            "24. Extend Street Level Up Approach", "Report to the Drugs Strategic Committee by 1 October 2003",
            "Implement section 97 of the Act and PSA 14 by March 2009", "Increase seizures from 21% to 25% by 2005/06",
            "SC1 (5), SC11 SIS, SC7 and SC3 to implement", "ISBN 978-1-84726-616-3", "Close premises within 48 hours",
            "Operation Tower in Camden and Westminster", "Commander to agree terms with Customs and Excise",
            "The reference is 2003/0456/12", "Visit 12 High Crack Areas", "Budget of £46,200,000 over 3 years",
            "Superintendent Operations to brief Neighbourhood Policing Teams",
            "Run the May Day event in Grant Road area",
        ])
    func leftAlone(text: String) {
        #expect(Screening().hits(in: text).map(\.kind) == [])
    }

    @Test("A hit shows the words it stands for, to the person who typed them")
    func excerpts() {
        let hits = Screening().hits(in: "Ask Mr Example, on 0121 496 0000, about it")
        #expect(hits.map(\.kind) == [.name, .telephone])
        #expect(hits.first?.excerpt == "Mr Example,")
    }
}
