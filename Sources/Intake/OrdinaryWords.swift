/// Capitalised words of plans that are no names: institutions, places in general, days and months, and the verbs
/// that begin an action.
enum OrdinaryWords {
    static let all: Set<String> = Set(
        """
        about academy access acquisitive action activity addiction administration adult adults advice advisory
        affairs afghanistan africa african agencies agency agree aim alcohol all alliance ambulance america american
        analysis analyst annual anti april area areas arrest arrests asia asian assembly assessment asset assistant
        association august authorities authority autumn avenue award awards bank based behaviour being belfast best
        better birmingham board boards border borders borough boroughs both brent bridge bristol britain british
        broadcasting budget building bureau business cabinet camden campaign campus can cannabis capital cardiff
        care carers caribbean case cathedral central centre centres chair chairs champion change changing charity
        charter chelsea chief child children childrens church citizen city civil class clinic clinical close club
        coalition cocaine college combined commander commission commissioner commissioners commissioning committee
        common commonwealth communications communities community company complaints complete conference confidence
        consider consortium constable constabulary consultant contact continue control coordination coordinator core
        corporate council councillors councils county court courts crack create crime criminal crown croydon culture
        custody customs data day days december deliver delivery department deputy detection detective develop
        development director directorate directors disorder district division doctor doctors domestic drive drug
        drugs during each east eastern economic edinburgh education effective emergency employment encourage
        enforcement engage england english ensure enterprise environment environmental equality establish estate
        estates europe european evaluate evaluation event events evidence executive explore extend families family
        february federation finance financial fire first focus following force foreign forensic forum forums
        foundation framework free friday from fund funding gangs gap general girls glasgow good government governors
        grant great greater green group groups guidance guide guidelines hackney hall haringey harm have head health
        healthcare healthwatch heritage high highway hill hills home homeless homes hospital house housing hub hubs
        human identify immigration impact implement improve improvement inclusion increase independent indicator
        information initiative innovation inspector inspectorate institute insurance integrated intelligence
        international intervention interventions into introduce investment involvement ireland islington jamaica
        january joint july june justice kensington key knowledge labour lady lambeth land lane law lead leader
        leaders leads league learning leeds legal leicester leisure lewisham library licensing life link links
        liverpool lives living local london lord low ltd magistrates maintain major management manager managers
        manchester march marine mark market markets matters may mayor measures media medical meeting meetings member
        members mental metropolitan midlands ministry misuse model monday monitor monitoring month more most multi
        murder museum music must naloxone national needle neighbourhood neighbourhoods network new newcastle newham
        next night north northeast northern northwest nottingham november nurse nurses nursing objective october
        offender offenders offending office officer officers officials older once online open operation operations
        order organisation organised other our outcome outcomes outreach panel parents parish park parks parliament
        part partner partners partnership partnerships pathway pathways people performance person personal pharmacy
        phase phoenix physical pilot place plan planning plans plus police policies policing policy poor post
        practice premier pressure prevent prevention primary prime priority prison prisons private probation problem
        procedures procurement produce professional profile programme programmes progress project projects promote
        property prosecution protection protocol provide public publish quality quarter queen queens race recovery
        reduce referral reform refuge regeneration region regional register rehabilitation relations release report
        research residents resource resources response revenue review risk river road roads rough royal rural safe
        safeguarding safer safety saint saturday scheme schemes school schools science scotland scottish screening
        season secretary section secure security select senior september sergeant serious service services sex shall
        sheffield shelter short should sir site skills social society solutions south southern southwark special
        specialist spring square staff standard standards state station statistics steering step steps stop strand
        strategic strategies strategy street streets student students sub substance such summer sunday
        superintendent support supporting survey sustainable syringe system systems tackling tactical target task
        tasking team teams technology tenant tenants test testing that the their theme therapeutic there these they
        third this those through thursday tier together tower town trade trading traffic training transport
        treatment tribunal trust trustees tuesday turkey under undertake union unit united units university urban
        user users using valley value via vice victim victims village violence violent vision voluntary volunteer
        vulnerable wales ward wardens wards watch water wednesday welfare well wellbeing welsh west western
        westminster what when where which while white will winter with within without women womens work worker
        workers workforce working workplace workshop workstream world would year young youth zone zones
        """.split { $0 == " " || $0 == "\n" }.map(String.init))

    /// Endings that names seldom have and ordinary words often do.
    static func hasEnding(_ word: String) -> Bool {
        guard word.utf8.count > 5 else { return false }
        return ["ing", "ment", "tion", "sion", "ness", "ship", "ology", "ities", "ance", "ence", "shire", "tional"]
            .contains(where: word.hasSuffix)
    }
}
