import Testing
import Vocabulary

/// Every deadline wording found in the four plan documents that the product is built from.
@Suite("Wordings of the source documents")
struct SourceWordingTests {
    @Test("The action plan of 2008-2011 is understood", arguments: nationalActionPlan)
    func readsNationalActionPlan(_ one: Case) {
        #expect(readings(one.wording) == one.expected)
    }

    @Test("The force's plan of 2003-2006 is understood", arguments: forcePlan)
    func readsForcePlan(_ one: Case) {
        #expect(readings(one.wording) == one.expected)
    }

    @Test("The city's strategy of 2005-2008 is understood", arguments: cityStrategy)
    func readsCityStrategy(_ one: Case) {
        #expect(readings(one.wording) == one.expected)
    }

    @Test("The national plan of 2002 is understood", arguments: nationalPlan + monthHeadings)
    func readsNationalPlan(_ one: Case) {
        #expect(readings(one.wording) == one.expected)
    }

    @Test("The one wording of the sources without a plain meaning is left to a person")
    func leavesOneToAPerson() {
        #expect(readings("Evaluation to/from February 2002") == ["Evaluation: not understood"])
    }

    static let nationalActionPlan = [
        Case("2008", "due 31 December 2008"),
        Case("2008/09", "due 31 March 2009"),
        Case("2009", "due 31 December 2009"),
        Case("2011", "due 31 December 2011"),
        Case("April 2008", "due 30 April 2008"),
        Case("December 2008", "due 31 December 2008"),
        Case("By 2012", "due 31 December 2012"),
        Case("By April 2008", "due 30 April 2008"),
        Case("By April 2009", "due 30 April 2009"),
        Case("By autumn 2008", "due 30 November 2008"),
        Case("By December 2008", "due 31 December 2008"),
        Case("By end March 2009", "due 31 March 2009"),
        Case("By March 2009", "due 31 March 2009"),
        Case("By September 2008", "due 30 September 2008"),
        Case("Dependent on technological progress", "waits for technological progress"),
        Case(
            "Dependent upon outcome, wider roll-out will follow in 2009/10",
            "wider roll-out will follow: due 31 March 2010; waits for outcome"),
        Case("Early 2009", "due 30 April 2009"),
        Case("End of 2008", "due 31 December 2008"),
        Case(
            "First phase roll-out completed by March 2008 – full IDTS in 29 prisons, with enhanced clinical elements "
                + "in a further 24 prisons. Clinical elements of IDTS extended further to around 35 prisons over the "
                + "following 12 months",
            "First phase roll-out completed: due 31 March 2008",
            "Clinical elements of IDTS extended further to around 35 prisons: 12 months counted from First phase "
                + "roll-out completed by March 2008"),
        Case("From April 2008", "opens 1 April 2008"),
        Case("From July 2008", "opens 1 July 2008"),
        Case("From late 2008", "opens 1 September 2008"),
        Case("From May 2008", "opens 1 May 2008"),
        Case("Guidance in 2008. Review in 2009/10", "Guidance: due 31 December 2008", "Review: due 31 March 2010"),
        Case("Late 2008", "due 31 December 2008"),
        Case("Launch in summer 2008", "Launch: due 31 August 2008"),
        Case("May 2008 – ongoing", "opens 1 May 2008; continues"),
        Case("Ongoing", "continues"),
        Case("Ongoing from April 2008", "opens 1 April 2008; continues"),
        Case("Ongoing, from April 2008", "opens 1 April 2008; continues"),
        Case(
            "Outcome monitoring for all 16–18s by December 2008 and for all under-18s in 2009",
            "Outcome monitoring for all 16–18s: due 31 December 2008", "for all under-18s: due 31 December 2009"),
        Case(
            "Programme of work from April 2008\n\nRevised YPSMS specification spring 2008",
            "Programme of work: opens 1 April 2008", "Revised YPSMS specification: due 31 May 2008"),
        Case(
            "Review completed summer 2008. Subsequent actions from April 2009",
            "Review completed: due 31 August 2008", "Subsequent actions: opens 1 April 2009"),
        Case("Revised carers strategy due spring 2008", "Revised carers strategy: due 31 May 2008"),
        Case("Shadow measures to be developed for 2009/10", "Shadow measures to be developed: due 31 March 2010"),
        Case("Spring/summer 2008", "due 31 August 2008"),
        Case("Subject to evaluation", "waits for evaluation"),
        Case("Subject to legislative process", "waits for legislative process"),
        Case("Summer 2008", "due 31 August 2008"),
        Case("To be determined", "no date known"),
        Case(
            "Youth Alcohol Action Plan published April 2008",
            "Youth Alcohol Action Plan published: past; due 30 April 2008"),
    ]

    static let forcePlan = [
        Case("January 2003.", "due 31 January 2003"),
        Case("January 2004", "due 31 January 2004"),
        Case("February 2003", "due 28 February 2003"),
        Case("March 2003", "due 31 March 2003"),
        Case("March 2003.", "due 31 March 2003"),
        Case("March 2003 onwards.", "opens 1 March 2003; continues"),
        Case("April 2003", "due 30 April 2003"),
        Case("April 2003 onwards", "opens 1 April 2003; continues"),
        Case("April 2003 Onwards", "opens 1 April 2003; continues"),
        Case("April 2003 onwards.", "opens 1 April 2003; continues"),
        Case("April 2004", "due 30 April 2004"),
        Case("May 2003", "due 31 May 2003"),
        Case("May 2003.", "due 31 May 2003"),
        Case("May 2003 onwards", "opens 1 May 2003; continues"),
        Case("June 2003", "due 30 June 2003"),
        Case("July 2003", "due 31 July 2003"),
        Case("July 2003 onwards", "opens 1 July 2003; continues"),
        Case("August 2003", "due 31 August 2003"),
        Case("September 2003", "due 30 September 2003"),
        Case("September 2003.", "due 30 September 2003"),
        Case("Oct 2003", "due 31 October 2003"),
        Case("October 2003", "due 31 October 2003"),
        Case("November 2003", "due 30 November 2003"),
    ]

    static let cityStrategy = [
        Case("June 2005", "due 30 June 2005"),
        Case("July 2005", "due 31 July 2005"),
        Case("August 2005", "due 31 August 2005"),
        Case("October 2005", "due 31 October 2005"),
        Case("Nov 05", "due 30 November 2005"),
        Case("November 2005", "due 30 November 2005"),
        Case("November 2005 & On Going", "due 30 November 2005; continues"),
        Case("December 2005", "due 31 December 2005"),
        Case("January 2006", "due 31 January 2006"),
        Case("January 2006 & On Going.", "due 31 January 2006; continues"),
        Case("April 06", "due 30 April 2006"),
        Case("April 2006", "due 30 April 2006"),
        Case("May 2006", "due 31 May 2006"),
        Case("June 2006", "due 30 June 2006"),
        Case("July 2006", "due 31 July 2006"),
        Case("Sept 2006", "due 30 September 2006"),
        Case("September 2006", "due 30 September 2006"),
        Case("Oct 2006", "due 31 October 2006"),
        Case("October 2006", "due 31 October 2006"),
        Case("December 2006", "due 31 December 2006"),
        Case("May 2007", "due 31 May 2007"),
        Case("On Going", "continues"),
        Case("On Going:", "continues"),
        Case("at least one month prior to release", "1 month counted from release; waits for release"),
    ]

    static let nationalPlan = [
        Case("Events January and June 2002", "Events: due 31 January 2002", "Events: due 30 June 2002"),
        Case("Published in August 2002", "Published: past; due 31 August 2002"),
        Case(
            "Report received April. Final report December 2002",
            "Report received: past", "Final report: due 31 December 2002"),
        Case("December 2002", "due 31 December 2002"),
        Case(
            "September 2002 Publication early 2003 Published September 2002",
            "due 30 September 2002", "Publication: due 30 April 2003", "Published: past; due 30 September 2002"),
        Case(
            "Draft being finalised. Publish December 2002",
            "Draft being finalised. Publish: due 31 December 2002"),
        Case("January 2003", "due 31 January 2003"),
        Case("March 2003", "due 31 March 2003"),
        Case(
            "Fast-track sites recruited from October 2002 December 2003",
            "Fast-track sites recruited: opens 1 October 2002", "due 31 December 2003"),
        Case("March/April 2003 From September 2003", "due 30 April 2003", "opens 1 September 2003"),
        Case("January 2003, thereafter quarterly meetings", "meetings: due 31 January 2003; every 3 months"),
        Case("Spring 2003", "due 31 May 2003"),
        Case("2003", "due 31 December 2003"),
        Case("Quarterly", "every 3 months"),
        Case("June 2003", "due 30 June 2003"),
        Case("During 2002–2003", "opens 1 April 2002; due 31 March 2003"),
        Case("By 31 March 2006", "due 31 March 2006"),
        Case("July 2004", "due 31 July 2004"),
        Case("Quarterly reporting to ministers", "reporting to ministers: every 3 months"),
        Case("By April 2003", "due 30 April 2003"),
        Case(
            "Each region to report on their plans to achieve regional oversight of crack issues by April 2003",
            "Each region to report on their plans to achieve regional oversight of crack issues: due 30 April 2003"),
        Case("Complete by January 2003", "due 31 January 2003"),
        Case("Quarterly from April 2003", "opens 1 April 2003; every 3 months"),
        Case("December 2003", "due 31 December 2003"),
        Case("By March 2003", "due 31 March 2003"),
        Case(
            "Guidelines will be produced during 2003",
            "Guidelines will be produced: opens 1 January 2003; due 31 December 2003"),
        Case("By February 2003", "due 28 February 2003"),
        Case("To be published by December 2002", "To be published: due 31 December 2002"),
        Case("Complete by March 2003", "due 31 March 2003"),
        Case("Consult and review by June 2003", "Consult and review: due 30 June 2003"),
        Case("By June 2003", "due 30 June 2003"),
        Case(
            "Four phase development to be actioned by October 2002.",
            "Four phase development to be actioned: due 31 October 2002"),
        Case("By 2004", "due 31 December 2004"),
        Case("Results expected 2007", "Results expected: due 31 December 2007"),
    ]

    /// The headings of the milestone grid.
    static let monthHeadings = [
        Case("Dec 02", "due 31 December 2002"), Case("Jan 03", "due 31 January 2003"),
        Case("Feb 03", "due 28 February 2003"), Case("Mar 03", "due 31 March 2003"),
        Case("Apr 03", "due 30 April 2003"), Case("May 03", "due 31 May 2003"),
        Case("Jun 03", "due 30 June 2003"), Case("Jul 03", "due 31 July 2003"),
        Case("Aug 03", "due 31 August 2003"), Case("Sep 03", "due 30 September 2003"),
        Case("Oct 03", "due 31 October 2003"), Case("Nov 03", "due 30 November 2003"),
        Case("Dec 03", "due 31 December 2003"), Case("Jan 04", "due 31 January 2004"),
        Case("Feb 04", "due 29 February 2004"), Case("Mar 04", "due 31 March 2004"),
    ]
}
