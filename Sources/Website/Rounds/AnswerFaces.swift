import ActionPlans

/// How the state of an answer is worded and drawn: word first, then shape, then colour.
enum AnswerFaces {
    static func tag(_ answer: RoundAnswers.Answer, isClosed: Bool, _ words: Words) -> StatusTag {
        let look: (shape: String, colour: String) =
            switch answer {
            case .answered: ("●", "green")
            case .late: ("◆", "orange")
            case .waiting: isClosed ? ("▲", "red") : ("◇", "grey")
            case .vacant: ("△", isClosed ? "red" : "grey")
            case .released: ("○", "grey")
            }
        return StatusTag(word: word(answer, isClosed: isClosed, words), shape: look.shape, colour: look.colour)
    }

    static func word(_ answer: RoundAnswers.Answer, isClosed: Bool, _ words: Words) -> String {
        words("answer.\(answer.rawValue)\(answer == .waiting && isClosed ? ".closed" : "")")
    }
}
