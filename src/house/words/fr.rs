//! French.

use super::calls::Calls;
use super::{Leads, Supplement, Words};
use crate::model::Language;

#[rustfmt::skip] // One list a paragraph, as a word list reads.
pub(super) static WORDS: Words = Words {
    language: Language::French,
    letter: 'F',
    meeting: "SÉANCE PLÉNIÈRE",
    agenda_item: "Point de l'ordre du jour",
    after_agenda_item: "",
    abstract_lead: "Résumé",
    contact_lead: "Contact",
    contents: "Table des matières",
    page: "Page",
    reasons: "Motifs",
    note: "NOTE",
    table: "Tableau",
    figure: "Figure",
    months: [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
        "novembre", "décembre",
    ],
    languages: ["anglais", "français", "espagnol", "russe", "chinois", "arabe"],
    original: "Original: ",
    document: "Document ",
    addendum: Supplement { before: "Addendum ", after: " au" },
    revision: Supplement { before: "Révision ", after: " du" },
    corrigendum: Supplement { before: "Corrigendum ", after: " au" },
    document_inflected: "Document ",
    other_leads: Leads {
        reasons: &["Motif"],
        note: &[],
        table: &["Tab."],
        figure: &["Fig."],
    },
    reasons_alike: &["Raisons", "Raison", "Justification", "Explication"],
    binding: &[
        "N°", "n°", "N°s", "n°s", "numéro", "numéros", "Article", "Articles", "article", "articles",
        "Résolution", "Résolutions", "Décision", "Décisions", "Recommandation", "Recommandations", "Avis",
        "Section", "Sections", "Annexe", "Annexes", "Appendice", "Figure", "Tableau", "Chapitre", "Partie",
        "Question", "Région", "Régions", "Document", "Addendum", "Supplément", "Rév.", "point", "paragraphe", "NOTE", "p.",
        "1er", "M.", "Mme",
    ],
    calls: Calls {
        before: &["profondément", "vivement", "pleinement", "dûment", "en outre", "fermement"],
        after: &[
            "en outre", "également", "aussi", "en particulier", "avec satisfaction", "avec préoccupation",
            "avec inquiétude", "avec intérêt", "avec regret", "avec gratitude", "de plus", "par ailleurs",
            "notamment", "que", "ce qui suit", "instamment", "de nouveau",
        ],
        preamble: &[
            "considérant", "reconnaissant", "notant", "rappelant", "tenant compte", "tenant compte du fait",
            "consciente", "conscient", "ayant examiné", "ayant considéré", "ayant étudié", "ayant pris note",
            "ayant à l'esprit", "gardant à l'esprit", "gardant présent à l'esprit", "vu", "prenant note",
            "prenant en considération", "prenant en compte", "convaincue", "convaincu", "préoccupée",
            "préoccupé", "soulignant", "affirmant", "réaffirmant", "saluant", "se félicitant", "appréciant",
            "observant", "soucieuse", "soucieux", "désireuse", "désireux", "déterminée", "déterminé",
            "exprimant", "encouragée", "encouragé", "estimant", "constatant", "accueillant avec satisfaction",
            "sachant", "eu égard", "insistant", "mettant l'accent", "réitérant", "confirmant",
        ],
        operative: &[
            "décide", "charge", "invite", "demande", "prie", "exhorte", "encourage", "recommande", "autorise",
            "fait appel", "lance un appel", "adresse un appel", "appelle", "engage", "approuve", "adopte",
            "confirme", "réaffirme", "remercie", "déclare", "se félicite", "est d'avis",
            "prend acte", "prend note",
        ],
        infinitives: &[
            "de charger", "d'inviter", "de demander", "de prier", "d'encourager", "d'autoriser",
            "de recommander", "d'exhorter", "d'engager", "d'appeler",
        ],
        tails: &[],
        and: &["et", "ou"],
        heads: &[
            "secrétaire*", "directeur*", "bureau*", "conseil*", "secrétariat", "membre*", "état*", "secteur*",
            "associé*", "administration*", "pays", "gouvernement*", "organisation*", "organisme*", "groupe*",
            "union", "uit*", "conférence*", "assemblée*", "partie*", "président*", "commission*", "comité*",
            "autorité*", "opérateur*", "exploitant*", "institution*", "entité*", "communauté*", "établissement*",
            "régulateur*", "constructeur*", "fournisseur*", "utilisateur*", "université*", "industrie*",
            "partenaire*", "forum*", "banque*", "fonds", "nations", "expert*", "délégation*",
        ],
        modifiers: &[
            "adjoint", "général*", "élu*", "fonctionnaire*", "développement", "développé*", "télécommunication*",
            "radiocommunication*", "normalisation", "étude*", "consultati*", "plénipotentiaire*", "mondial*",
            "régional*", "régionaux", "internationa*", "nationa*", "universitaire*", "privé*", "public*",
            "spécialisé*", "concerné*", "intéressé*", "compétent*", "approprié*", "pertinent*", "responsable*",
            "existant*", "moins", "avancé*", "insulaire*", "littoral", "transition", "économie*", "unies",
            "le", "la", "les", "l", "un", "une", "du", "de", "des", "d", "à", "au", "aux", "et", "ou", "en",
            "dans", "avec", "pour", "par", "sur", "leur*", "ses", "son", "sa", "ces", "tous", "toutes", "tout",
            "trois", "deux", "autre*", "ainsi", "que", "qu", "selon", "le", "cas", "échéant", "s", "il", "y", "a",
            "lieu", "besoin", "collaboration", "consultation", "coordination", "coopération", "étroite",
            "compris", "notamment", "particulier", "travail", "technique*", "communication*", "information",
        ],
    },
};
