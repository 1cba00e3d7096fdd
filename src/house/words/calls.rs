//! Call phrases: *recalling*, *instructs the Director of the Radiocommunication Bureau* (FORMAT § 4).
//!
//! A call is a verb, with words that may stand about it, and after an operative verb an addressee.
//! An addressee is told from the beginning of a sentence by its words: all of them must be words
//! that name bodies of the Union and their partners.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::Words;
use super::fold::{after, after_longest, after_word, alike, is_space, same};
use crate::model::{Language, is_ideograph};
use crate::nearest::Suggestions;

/// The call phrases of one language. Words that end in `*` are stems.
#[derive(Debug)]
pub(super) struct Calls {
    /// What may stand before a verb: *further*.
    pub(super) before: &'static [&'static str],
    /// What may stand behind it: *in particular*.
    pub(super) after: &'static [&'static str],
    /// The verbs of preambles, which stand alone.
    pub(super) preamble: &'static [&'static str],
    /// The verbs of the operative part, which may have an addressee.
    pub(super) operative: &'static [&'static str],
    /// What an operative verb may be followed by before its addressee: *resolves **to invite***.
    pub(super) infinitives: &'static [&'static str],
    /// What may follow an addressee, with another behind it.
    pub(super) tails: &'static [&'static str],
    /// What joins two calls in one.
    pub(super) and: &'static [&'static str],
    /// Words that are an addressee, at least one of which must be there.
    pub(super) heads: &'static [&'static str],
    /// Words that may stand about them.
    pub(super) modifiers: &'static [&'static str],
}

/// A slip is looked for in calls of so many words.
const LONGEST_SLIP: usize = 12;

impl Words {
    /// Whether a line is a call phrase and nothing else, save a comma or colon at its end.
    /// Further phrases come from the document's `calls`.
    pub fn is_known_call<S: AsRef<str>>(&self, line: &str, further: &[S]) -> bool {
        let line = line.trim_matches(is_space);
        let phrase = line
            .strip_suffix([',', ':', '，', '：', '،'])
            .unwrap_or(line)
            .trim_end_matches(is_space);
        if phrase.is_empty() {
            return false;
        }
        self.call(phrase).is_some_and(str::is_empty)
            || further
                .iter()
                .any(|known| same(phrase, known.as_ref().trim_matches(is_space)))
    }

    /// The other language in which a line is a call.
    pub fn language_of_call(&self, line: &str) -> Option<Language> {
        let others = Language::ALL
            .iter()
            .filter(|&&language| language != self.language);
        let none: &[&str] = &[];
        others
            .copied()
            .find(|&language| Self::of(language).is_known_call(line, none))
    }

    /// The known call that a line is but for slips in its words.
    pub(crate) fn nearest_call(&self, line: &str, suggestions: &mut Suggestions) -> Option<String> {
        if !suggestions.is_ready() {
            return None;
        }
        let words: Vec<&str> = line.split(is_space).filter(|word| !word.is_empty()).collect();
        if words.is_empty() || words.len() > LONGEST_SLIP {
            return None;
        }
        let known = self.vocabulary();
        let is_known = |word: &str| {
            alike(word, known).any(|entry| match entry.strip_suffix('*') {
                Some(stem) => after(word, stem).is_some(),
                None => same(word, entry),
            })
        };
        let mut meant = Vec::with_capacity(words.len());
        let mut slips = 0;
        for word in words {
            if is_known(word) || is_acronym(word) {
                meant.push(word.to_owned());
                continue;
            }
            slips += 1;
            let near = suggestions.nearest(word, known.iter().map(|entry| entry.trim_end_matches('*')))?;
            meant.push(with_capitals_of(word, near));
        }
        let meant = meant.join(" ");
        let none: &[&str] = &[];
        (slips > 0 && self.is_known_call(&meant, none)).then_some(meant)
    }

    /// Every word of the call phrases, in order.
    fn vocabulary(&self) -> &'static [&'static str] {
        static KNOWN: [OnceLock<Vec<&'static str>>; Language::ALL.len()] =
            [const { OnceLock::new() }; Language::ALL.len()];
        let place = Language::ALL.iter().position(|it| *it == self.language);
        KNOWN[place.unwrap_or_default()].get_or_init(|| self.all_words().into_iter().collect())
    }

    fn all_words(&self) -> BTreeSet<&'static str> {
        let calls = &self.calls;
        let phrases = [
            calls.before,
            calls.after,
            calls.preamble,
            calls.operative,
            calls.infinitives,
            calls.tails,
            calls.and,
            calls.heads,
            calls.modifiers,
        ];
        phrases
            .into_iter()
            .flatten()
            .flat_map(|phrase| phrase.split(' '))
            .collect()
    }

    /// The length in bytes of the call phrase that a line starts with, if it does.
    pub fn starts_with_known_call<S: AsRef<str>>(&self, line: &str, further: &[S]) -> Option<usize> {
        let text = line.trim_start_matches(is_space);
        let rest = further
            .iter()
            .filter(|known| !known.as_ref().is_empty())
            .filter_map(|known| after_word(text, known.as_ref()))
            .chain(self.call(text))
            .min_by_key(|rest| rest.len())?;
        Some(line.len() - rest.len())
    }

    /// The verbs of calls, those of the preamble first; what may stand about them is not said.
    pub fn call_verbs(&self) -> [&'static [&'static str]; 2] {
        [self.calls.preamble, self.calls.operative]
    }

    /// Whether a call belongs to the part that decides, as *resolves* does and *recalling* does not.
    pub fn is_operative_call(&self, call: &str) -> bool {
        let calls = &self.calls;
        let mut text = self.skip_and(call.trim_matches(is_space));
        while let Some(rest) = after_longest(text, calls.before, after_word) {
            text = rest.trim_start_matches(is_space);
        }
        let left = |verbs| after_longest(text, verbs, after_word).map(str::len);
        match (left(calls.preamble), left(calls.operative)) {
            (Some(preamble), Some(operative)) => operative < preamble,
            (_, operative) => operative.is_some(),
        }
    }

    /// What follows a call, or several joined by *and*, at the start of a text.
    fn call<'t>(&self, text: &'t str) -> Option<&'t str> {
        let mut rest = self.clause(text)?;
        loop {
            let next = rest.trim_start_matches(is_separator);
            let joined = after_longest(next, self.calls.and, after_word).unwrap_or(next);
            match self.clause(joined.trim_start_matches(is_separator)) {
                Some(further) => rest = further,
                None => return Some(rest),
            }
        }
    }

    /// What follows one verb with all that belongs to it.
    fn clause<'t>(&self, text: &'t str) -> Option<&'t str> {
        let calls = &self.calls;
        let mut text = self.skip_and(text);
        while let Some(rest) = after_longest(text, calls.before, after_word) {
            text = rest.trim_start_matches(is_space);
        }
        let preamble = after_longest(text, calls.preamble, after_word);
        let operative = after_longest(text, calls.operative, after_word);
        // The longer verb is the one meant: *confirming* is no addressee of *confirm*.
        match (preamble, operative) {
            (Some(rest), Some(other)) if rest.len() <= other.len() => Some(self.qualified(rest)),
            (_, Some(rest)) => {
                let rest = self.qualified(rest);
                let infinitive = after_longest(
                    rest.trim_start_matches(is_separator),
                    calls.infinitives,
                    after_word,
                );
                let rest = infinitive.map_or(rest, |rest| self.qualified(rest));
                Some(self.addressed(rest))
            }
            (Some(rest), None) => Some(self.qualified(rest)),
            (None, None) => None,
        }
    }

    /// Arabic writes *and* as a letter of the word it stands before.
    fn skip_and<'t>(&self, text: &'t str) -> &'t str {
        match self.language {
            Language::Arabic => text.strip_prefix('و').unwrap_or(text),
            _ => text,
        }
    }

    fn qualified<'t>(&self, mut text: &'t str) -> &'t str {
        while let Some(rest) = after_longest(
            text.trim_start_matches(is_separator),
            self.calls.after,
            after_word,
        ) {
            text = rest;
        }
        text
    }

    /// What follows an addressee, and a further one behind a known tail; the text itself where
    /// none stands at its start.
    fn addressed<'t>(&self, text: &'t str) -> &'t str {
        let Some(rest) = self.addressee(text) else {
            return text;
        };
        let tail = after_longest(
            rest.trim_start_matches(is_separator),
            self.calls.tails,
            after_word,
        );
        tail.and_then(|rest| self.addressee(rest)).unwrap_or(rest)
    }

    fn addressee<'t>(&self, text: &'t str) -> Option<&'t str> {
        let mut rest = text;
        let mut named = false;
        loop {
            let next = rest.trim_start_matches(|c| is_separator(c) || self.is_apostrophe(c));
            let Some((word, after)) = self.first_word(next) else {
                break;
            };
            if is_acronym(word) || self.is_one_of(word, self.calls.heads) {
                named = true;
            } else if !self.is_one_of(word, self.calls.modifiers) && !word.chars().all(|c| c.is_ascii_digit())
            {
                break;
            }
            rest = after;
        }
        // Punctuation behind the last word belongs to it only where nothing follows.
        let trimmed = rest.trim_start_matches(is_separator);
        named.then_some(if trimmed.is_empty() { trimmed } else { rest })
    }

    /// The first word of a text and what follows it: letters up to a space, or, where words are
    /// not spaced, the longest word known.
    fn first_word<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        let first = text.chars().next()?;
        let rest = if is_ideograph(first) || "、，".contains(first) {
            let known = |words| after_longest(text, words, after);
            known(self.calls.heads)
                .into_iter()
                .chain(known(self.calls.modifiers))
                .min_by_key(|rest| rest.len())?
        } else {
            text.trim_start_matches(|c| {
                !is_separator(c) && !is_ideograph(c) && !self.is_apostrophe(c) && c != ','
            })
        };
        let word = text.get(..text.len() - rest.len())?;
        (!word.is_empty()).then_some((word, rest))
    }

    /// French elides articles: what follows the apostrophe is a word of its own.
    fn is_apostrophe(&self, character: char) -> bool {
        self.language == Language::French && matches!(character, '\'' | '’')
    }

    fn is_one_of(&self, word: &str, known: &[&str]) -> bool {
        let is = |word: &str| {
            alike(word, known).any(|entry| match entry.strip_suffix('*') {
                Some(stem) => after(word, stem).is_some(),
                None => same(word, entry),
            })
        };
        is(word) || is(self.skip_and(word))
    }
}

fn is_separator(character: char) -> bool {
    is_space(character) || matches!(character, ',' | '،' | '(' | ')' | '（' | '）' | '/')
}

/// `ITU-R`, `WRC-27`, `БРЭ`: capitals, digits and hyphens, two of them at least.
fn is_acronym(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    capitals >= 2
        && word
            .chars()
            .all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '\u{2011}' | '&'))
        || word.starts_with("ITU-")
        || word.starts_with("ITU\u{2011}")
}

/// A word with the capitals of the one that is meant to be it: those of its parts between hyphens.
fn with_capitals_of(written: &str, meant: &str) -> String {
    let mut written = written.split('-');
    let parts = meant.split('-').map(|part| {
        let is_capital = written
            .next()
            .is_some_and(|part| part.starts_with(char::is_uppercase));
        let mut characters = part.chars();
        match characters.next().filter(|_| is_capital) {
            Some(first) => first.to_uppercase().chain(characters).collect(),
            None => part.to_owned(),
        }
    });
    parts.collect::<Vec<String>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: &[&str] = &[];

    fn known(language: Language, line: &str) -> bool {
        Words::of(language).is_known_call(line, NONE)
    }

    #[test]
    fn verbs_stand_alone_with_their_adverbs() {
        for line in [
            "considering",
            "Considering further",
            "considering in particular",
            "recalling,",
            "taking\u{A0}into account:",
            "having examined",
            "noting with satisfaction",
            "further recognizing",
            "noting and recalling",
            "resolves further",
            "further resolves",
            "instructs",
        ] {
            assert!(known(Language::English, line), "{line}");
        }
    }

    #[test]
    fn preambles_are_told_from_what_they_lead_to() {
        let operative = |language, call| Words::of(language).is_operative_call(call);
        for call in [
            "resolves",
            "further instructs the Council",
            "decides",
            "Instructs the Director",
        ] {
            assert!(operative(Language::English, call), "{call}");
        }
        for call in [
            "recalling",
            "considering further",
            "recognizing",
            "having decided",
            "thanking",
        ] {
            assert!(!operative(Language::English, call), "{call}");
        }
        assert!(operative(Language::Russian, "решает"));
        assert!(!operative(Language::Arabic, "وإذ يلاحظ"));
    }

    #[test]
    fn operative_verbs_take_an_addressee_and_no_sentence() {
        for line in [
            "instructs the Director of the Telecommunication Development Bureau",
            "Instructs the Director of ITU Development Bureau (BDT)",
            "invites the developing countries",
            "resolves to invite ITU-R and ITU\u{2011}D, as appropriate",
            "resolves to invite the regional telecommunication organizations",
            "requests the three Sectors",
            "requests the ITU Telecommunication Standardization Sector",
            "invites Member States and Sector Members",
            "invites the Council",
            "further instructs the Secretary-General and the Directors of the three Bureaux",
            "instructs the Secretary-General, in collaboration with the Directors of the Bureaux",
            "resolves further to instruct the Secretary-General",
            "invites the 2027 World Radiocommunication Conference",
            "invites the ITU Radiocommunication Sector to complete in time for WRC-23",
            "urges Member States, Sector Members and Academia",
            "instructs ITU-T Study Groups 2, 3 and 20",
            "invites the Council and requests the Secretary-General",
        ] {
            assert!(known(Language::English, line), "{line}");
        }
        for line in [
            "invites Member States to participate in the work of the Sectors",
            "instructs the Secretary-General to report to the Council",
            "considering the importance of the matter",
            "considering the Union",
            "resolves that the Council shall act",
            "a report",
            "",
            ",",
            "recallings",
            "The Council",
        ] {
            assert!(!known(Language::English, line), "{line}");
        }
    }

    #[test]
    fn the_other_languages_have_their_own() {
        for (language, line) in [
            (Language::French, "considérant"),
            (Language::French, "notant en outre"),
            (
                Language::French,
                "charge le Directeur du Bureau de développement des télécommunications",
            ),
            (Language::French, "décide d'inviter l’UIT-T et les États Membres"),
            (Language::French, "prie instamment les États Membres"),
            (Language::French, "prend acte"),
            (Language::English, "takes note and requests the Secretary-General"),
            (Language::Spanish, "toma nota"),
            (Language::Russian, "принимает к сведению"),
            (Language::English, "referring to"),
            (Language::Spanish, "teniendo en cuenta"),
            (Language::Spanish, "observando además"),
            (
                Language::Spanish,
                "encarga al Director de la Oficina de Desarrollo de las Telecomunicaciones",
            ),
            (
                Language::Spanish,
                "invita a los Estados Miembros y a los Miembros de Sector",
            ),
            (Language::Russian, "учитывая,"),
            (Language::Russian, "с удовлетворением отметив"),
            (Language::Russian, "поручает Директору Бюро развития электросвязи"),
            (
                Language::Russian,
                "предлагает Государствам-Членам и Членам Секторов",
            ),
            (Language::Russian, "решает поручить Генеральному секретарю"),
            (Language::Chinese, "考虑到"),
            (Language::Chinese, "进一步注意到"),
            (Language::Chinese, "责成电信发展局主任"),
            (Language::Chinese, "做出决议，责成秘书长"),
            (Language::Chinese, "请成员国和部门成员"),
            (Language::Arabic, "إذ يضع في اعتباره"),
            (Language::Arabic, "وإذ يلاحظ كذلك"),
            (Language::Arabic, "يقـرر"),
            (Language::Arabic, "يكلف الأمين العام"),
            (Language::Arabic, "يدعو الدول الأعضاء وأعضاء القطاعات"),
            (Language::Arabic, "إدراكاً منه"),
        ] {
            assert!(known(language, line), "{line}");
        }
        for (language, line) in [
            (
                Language::French,
                "invite les États Membres à participer aux travaux",
            ),
            (
                Language::Spanish,
                "invita a los Estados Miembros a que participen",
            ),
            (
                Language::Russian,
                "предлагает Государствам-Членам принять участие",
            ),
            (Language::Chinese, "请成员国参加会议"),
            (Language::Arabic, "يدعو الدول الأعضاء إلى المشاركة"),
        ] {
            assert!(!known(language, line), "{line}");
        }
    }

    #[test]
    fn slips_and_other_languages_are_seen() {
        let english = Words::of(Language::English);
        let meant = |line| english.nearest_call(line, &mut Suggestions::default());
        for (line, call) in [
            ("recaling", "recalling"),
            ("resovles", "resolves"),
            (
                "instucts the Secretary-General",
                "instructs the Secretary-General",
            ),
            ("recalling futher", "recalling further"),
        ] {
            assert_eq!(meant(line).as_deref(), Some(call));
        }
        for line in [
            "recalling",
            "Annual report",
            "the Conference",
            "welcoming with joy",
        ] {
            assert_eq!(meant(line), None, "{line}");
        }
        assert_eq!(english.language_of_call("rappelant"), Some(Language::French));
        assert_eq!(english.language_of_call("recalling"), None);
    }

    #[test]
    fn a_document_may_bring_its_own_phrases() {
        let english = Words::of(Language::English);
        assert!(english.is_known_call("On the revision of units,", &["on the revision of units"]));
        assert!(!english.is_known_call("on the revision of unity", &["on the revision of units"]));
    }

    #[test]
    fn a_paragraph_may_start_with_a_call() {
        let english = Words::of(Language::English);
        let start = |line| english.starts_with_known_call(line, NONE);
        assert_eq!(
            start("recalling Resolution 1 of the Council"),
            Some("recalling".len())
        );
        assert_eq!(
            start("instructs the Secretary-General to report"),
            Some("instructs the Secretary-General".len())
        );
        assert_eq!(start("The Council recalls"), None);
    }
}
