//! The words of a new document, by language.

use plenary::house::{Body, Conference};
use plenary::model::Language;

/// What stands in a new document beside what its author says.
pub(super) struct Words {
    /// The number line of a resolution that is proposed; `{code}` is who proposes it.
    pub(super) draft: &'static str,
    /// The number line of a resolution, with its place and year.
    resolution: &'static str,
    /// Who speaks, with place and year.
    speaks: &'static str,
    pub(super) considering: &'static str,
    pub(super) reason: &'static str,
    pub(super) resolves: &'static str,
    pub(super) act: &'static str,
    pub(super) report: &'static str,
    pub(super) reasons: &'static str,
    /// What parts two clauses.
    pub(super) semicolon: &'static str,
    pub(super) comma: &'static str,
    pub(super) stop: &'static str,
    /// The first two labels of a list in letters.
    pub(super) letters: [&'static str; 2],
}

const ENGLISH: Words = Words {
    draft: "DRAFT NEW RESOLUTION [{code}-1] ({place}, {year})",
    resolution: "RESOLUTION 1 ({place}, {year})",
    speaks: "{article} {name} ({place}, {year}),",
    considering: "considering",
    reason: "that the reasons for this text stand here",
    resolves: "resolves",
    act: "to act in this matter",
    report: "to report on the result",
    reasons: "Reasons: The purpose of the proposal stands here.",
    semicolon: ";",
    comma: ",",
    stop: ".",
    letters: ["a)", "b)"],
};

const FRENCH: Words = Words {
    draft: "PROJET DE NOUVELLE RÉSOLUTION [{code}-1] ({place}, {year})",
    resolution: "RÉSOLUTION 1 ({place}, {year})",
    considering: "considérant",
    reason: "que les raisons de ce texte figurent ici",
    resolves: "décide",
    act: "d'agir en la matière",
    report: "de faire rapport sur les résultats",
    reasons: "Motifs: L'objet de la proposition figure ici.",
    ..ENGLISH
};

const SPANISH: Words = Words {
    draft: "PROYECTO DE NUEVA RESOLUCIÓN [{code}-1] ({place}, {year})",
    resolution: "RESOLUCIÓN 1 ({place}, {year})",
    considering: "considerando",
    reason: "que las razones de este texto figuran aquí",
    resolves: "resuelve",
    act: "actuar en esta materia",
    report: "informar sobre los resultados",
    reasons: "Motivos: El objeto de la propuesta figura aquí.",
    ..ENGLISH
};

const RUSSIAN: Words = Words {
    draft: "ПРОЕКТ НОВОЙ РЕЗОЛЮЦИИ [{code}-1] ({place}, {year} г.)",
    resolution: "РЕЗОЛЮЦИЯ 1 ({place}, {year} г.)",
    speaks: "{article} {name} ({place}, {year} г.),",
    considering: "учитывая,",
    reason: "что здесь изложены причины принятия этого текста",
    resolves: "решает",
    act: "принять меры по этому вопросу",
    report: "представить отчет о результатах",
    reasons: "Основания: Здесь указана цель предложения.",
    ..ENGLISH
};

const CHINESE: Words = Words {
    draft: "新决议草案[{code}-1]（{year}年，{place}）",
    resolution: "第1号决议（{year}年，{place}）",
    speaks: "{article}{name}（{year}年，{place}），",
    considering: "考虑到",
    reason: "在此说明本文的理由",
    resolves: "做出决议",
    act: "就此采取行动",
    report: "就结果提交报告",
    reasons: "理由： 在此说明提案的目的。",
    semicolon: "；",
    comma: "，",
    stop: "。",
    ..ENGLISH
};

const ARABIC: Words = Words {
    draft: "مشروع قرار جديد [{code}-1] ({place}، {year})",
    resolution: "القرار 1 ({place}، {year})",
    speaks: "{article} {name} ({place}، {year})،",
    considering: "إذ يضع في اعتباره",
    reason: "أن أسباب هذا النص مبينة هنا",
    resolves: "يقـرر",
    act: "اتخاذ إجراء في هذا الشأن",
    report: "تقديم تقرير عن النتائج",
    reasons: "الأسباب: الغرض من المقترح مبين هنا.",
    semicolon: "؛",
    comma: "،",
    letters: ["أ )", "ب)"],
    ..ENGLISH
};

impl Words {
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::French => &FRENCH,
            Language::Spanish => &SPANISH,
            Language::Russian => &RUSSIAN,
            Language::Chinese => &CHINESE,
            Language::Arabic => &ARABIC,
            _ => &ENGLISH,
        }
    }

    /// The number line of a draft.
    pub(super) fn draft(&self, conference: &Conference, language: Language, code: &str) -> String {
        numbered(self.draft, conference, language).replace("{code}", code)
    }

    /// The number line of a resolution.
    pub(super) fn resolution(&self, conference: &Conference, language: Language) -> String {
        numbered(self.resolution, conference, language)
    }

    /// Who speaks.
    pub(super) fn speaks(&self, conference: &Conference, language: Language) -> String {
        let line = placed(self.speaks, conference, language);
        let line = line.replace("{name}", conference.name_in(language));
        let article = article(conference, language);
        let line = match article.ends_with('’') {
            true => line.replace("{article} ", article),
            false => line.replace("{article}", article),
        };
        line.trim_start().to_owned()
    }
}

/// A number line with place and year; radiocommunication conferences have their code there.
fn numbered(line: &str, conference: &Conference, language: Language) -> String {
    let brackets = line.rfind(['(', '（']).zip(line.rfind([')', '）']));
    match brackets.filter(|_| conference.body == Body::Radiocommunication) {
        Some((open, close)) => {
            let inside = line[open..]
                .chars()
                .next()
                .map_or(open, |sign| open + sign.len_utf8());
            format!(
                "{}{}{}",
                &line[..inside],
                conference.acronym(language),
                &line[close..]
            )
        }
        None => placed(line, conference, language),
    }
}

fn placed(line: &str, conference: &Conference, language: Language) -> String {
    let place = conference.place(language);
    // A country that the header names as well has no place here.
    let city = place.split(',').next().unwrap_or_default().to_owned();
    line.replace("{place}", &city)
        .replace("{year}", &conference.year.to_string())
}

fn article(conference: &Conference, language: Language) -> &'static str {
    let is_council = conference.body == Body::Council;
    let is_assembly = matches!(
        conference.body,
        Body::Standardization | Body::RadiocommunicationAssembly
    );
    match language {
        Language::French if is_council => "Le",
        Language::French if is_assembly => "L’",
        Language::French => "La",
        Language::Spanish if is_council => "El",
        Language::Spanish => "La",
        Language::Russian | Language::Chinese => "",
        Language::Arabic => "إن",
        _ => "The",
    }
}
