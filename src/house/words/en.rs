//! English.

use super::calls::Calls;
use super::{Leads, Supplement, Words};
use crate::model::Language;

#[rustfmt::skip] // One list a paragraph, as a word list reads.
pub(super) static WORDS: Words = Words {
    language: Language::English,
    letter: 'E',
    meeting: "PLENARY MEETING",
    agenda_item: "Agenda item",
    contents: "Contents",
    page: "Page",
    reasons: "Reasons",
    note: "NOTE",
    table: "Table",
    figure: "Figure",
    months: [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ],
    languages: ["English", "French", "Spanish", "Russian", "Chinese", "Arabic"],
    original: "Original: ",
    document: "Document ",
    addendum: Supplement { before: "Addendum ", after: " to" },
    revision: Supplement { before: "Revision ", after: " to" },
    corrigendum: Supplement { before: "Corrigendum ", after: " to" },
    document_inflected: "Document ",
    other_leads: Leads {
        reasons: &["Reason"],
        note: &[],
        table: &[],
        figure: &["Fig."],
    },
    binding: &[
        "No.", "Nos.", "Nos", "Article", "Articles", "Resolution", "Resolutions", "Decision", "Decisions",
        "Recommendation", "Recommendations", "Opinion", "Opinions", "Section", "Sections", "Annex", "Annexes",
        "Appendix", "Appendices", "Figure", "Figures", "Table", "Tables", "Chapter", "Part", "Group", "Groups",
        "Question", "Document", "Addendum", "Supplement", "Series", "Rev.", "e.g.", "i.e.", "item",
        "paragraph", "paragraphs", "NOTE", "Vol.", "p.", "pp.",
    ],
    calls: Calls {
        before: &[
            "further", "also", "again", "once again", "strongly", "deeply", "fully", "firmly", "duly", "hereby",
            "particularly", "furthermore", "gravely",
        ],
        after: &[
            "further", "also", "again", "in particular", "in addition", "furthermore", "moreover", "strongly",
            "with satisfaction", "with concern", "with deep concern", "with great concern", "with appreciation",
            "with interest", "with regret", "with approval", "with gratitude", "with thanks", "that", "as follows",
        ],
        preamble: &[
            "considering", "noting", "recalling", "recognizing", "recognising", "bearing in mind",
            "having examined", "having considered", "having noted", "having reviewed", "having studied",
            "having regard", "having regard to", "having adopted", "having heard", "having received",
            "having taken into account", "having taken note", "having decided", "taking into account",
            "taking into consideration", "taking note", "aware", "being aware", "conscious", "convinced",
            "concerned", "emphasizing", "emphasising", "affirming", "reaffirming", "acknowledging",
            "appreciating", "welcoming", "mindful", "determined", "expressing", "stressing", "underlining",
            "observing", "encouraged", "believing", "confident", "realizing", "understanding", "desiring",
            "endorsing", "highlighting", "commending", "reiterating", "remembering", "alarmed", "guided by",
            "in view of", "seeking", "thanking", "supporting", "satisfied", "pleased", "noting the fact",
        ],
        operative: &[
            "resolves", "decides", "instructs", "invites", "requests", "urges", "encourages", "calls upon",
            "calls on", "recommends", "authorizes", "authorises", "charges", "appeals to", "appeals", "entrusts",
            "directs", "asks", "agrees", "adopts", "approves", "confirms", "reaffirms", "reiterates", "declares",
            "commends", "welcomes", "thanks", "expresses", "stresses", "emphasizes", "endorses", "proposes",
            "notes", "considers", "is of the opinion", "is of the view", "draws the attention of",
        ],
        infinitives: &[
            "to invite", "to instruct", "to request", "to urge", "to encourage", "to call upon", "to call on",
            "to recommend", "to authorize", "to ask", "to entrust", "to charge", "to direct", "to appeal to",
        ],
        tails: &[
            "to complete in time for", "to conduct and complete in time for",
            "to conduct, and complete in time for", "to conduct, and complete, in time for",
        ],
        and: &["and", "or"],
        heads: &[
            "secretary-general", "director*", "bureau*", "council*", "secretariat", "member*", "state*",
            "sector*", "associate*", "academia", "administration*", "countries", "country", "government*",
            "organization*", "organisation*", "group*", "union", "conference*", "assembl*", "parties", "party",
            "chair*", "vice-chair*", "commission*", "committee*", "authorit*", "operator*", "agenc*", "bod*",
            "institution*", "entit*", "community", "communities", "office*", "regulator*", "manufacturer*",
            "vendor*", "provider*", "user*", "universit*", "industr*", "partner*", "stakeholder*", "forum",
            "fora", "forums", "board", "delegation*", "delegate*", "bank*", "fund*", "nations", "leader*",
            "expert*", "society", "task", "participant*", "ministr*", "proponent*", "summit*", "donor*",
        ],
        modifiers: &[
            "deputy", "general", "elected", "official*", "telecommunication*", "radiocommunication*",
            "standardization", "development", "developing", "developed", "least", "small", "island", "landlocked",
            "economies", "transition", "study", "advisory", "plenipotentiary", "world", "regional",
            "subregional", "international", "national", "local", "public", "private", "radio", "regulations",
            "working", "focus", "joint", "coordination", "inter-sector", "intersectoral", "technical",
            "specialized", "policy", "broadcasting", "satellite", "civil", "aviation", "aeronautical", "maritime",
            "meteorological", "emergency", "financial", "united", "competent", "relevant", "concerned",
            "interested", "appropriate", "respective", "participating", "responsible", "existing", "new",
            "future", "next", "other", "all", "three", "two", "both", "each", "every", "its", "their", "this",
            "these", "those", "the", "a", "an", "of", "and", "or", "as", "well", "in", "on", "with", "for", "by",
            "from", "within", "under", "through", "where", "necessary", "collaboration", "consultation",
            "cooperation", "co-operation", "conjunction", "close", "continuing", "including", "especially",
            "particular", "also", "behalf", "session", "ordinary", "general's", "secretary-general's", "women",
            "youth", "human", "resources", "information", "technology", "technologies", "scientific", "staff",
            "budget", "management", "space", "services", "service", "equipment", "network", "internet",
        ],
    },
};
