/// First names common in the United Kingdom, as a list to know a person's name by. Names that are ordinary words of a
/// plan as well (Will, May, Grace, Grant) are left out: the page on screening says so.
enum GivenNames {
    static let common: Set<String> = Set(
        """
        aaron abdul abdullah adam adrian ahmed aisha alan alastair albert alex alexander alexandra alfie ali alice
        alison amanda amina amir amy andrea andrew andy angela anita ann anna anne anthony antonio archie arthur
        asif barbara barry ben benjamin bernard beth bev beverley brenda brian bridget bruce callum cameron carl
        carol caroline catherine charles charlie chloe chris christian christine christopher claire clare colin
        connor craig daniel darren dave david dawn debbie deborah denis dennis derek diana diane dominic donald
        donna dorothy douglas duncan edward eileen elaine elizabeth ellen emily emma eric ethan evelyn farah fatima
        fiona frances francis fred gareth gary gavin gemma geoff geoffrey george georgia gerald gill gillian glenn
        gordon graham greg gregory gurpreet hannah harriet harry hassan hayley heather helen henry howard hugh ian
        ibrahim imran irene isaac isabel jackie jacob jacqueline jake james jamie jan jane janet janice jasmine
        jason jean jeff jeffrey jennifer jenny jeremy jessica jill jim jo joan joanna joanne joe joel john jonathan
        joseph josh joshua joyce juan judith julia julian julie karen kate katherine kathleen kathryn katie keith
        kelly ken kenneth kevin khalid kieran kim kirsty kumar laura lauren lawrence lee leon lesley liam linda lisa
        liz lorraine louise lucy luke lynn lynne malcolm mandy marcus margaret maria marie marilyn mark martin mary
        matthew maureen megan melanie melissa michael michelle mike miriam mohamed mohammad mohammed molly monica
        muhammad nadia naomi natalie natasha nathan neil nicholas nick nicola nicole nigel noah norman oliver olivia
        omar oscar owen pamela pat patricia patrick paul paula pauline peter phil philip philippa phillip priya
        rachel rajesh ralph ravi raymond rebecca richard rita robert robin roger ronald rosemary ross roy russell
        ruth ryan sally sam samantha samuel sandra sanjay sarah sean shane shannon sharon sheila shirley simon sonia
        sophie stacey stanley stephanie stephen steve steven stewart stuart sue sunita susan suzanne sylvia tahir
        tania tanya tariq teresa terry theresa thomas tim timothy tina toby tom tony tracey tracy trevor usman
        valerie vanessa vera veronica victor vincent vivian wayne wendy william yasmin yusuf yvonne zahra zainab zoe
        """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
