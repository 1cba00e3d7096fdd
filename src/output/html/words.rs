//! The page's own words in the six languages: what is not the document's text.

use crate::model::Language;

/// What the page says about the document.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) skip: &'static str,
    pub(super) view: &'static str,
    pub(super) markup: &'static str,
    pub(super) original: &'static str,
    pub(super) settled: &'static str,
    pub(super) outline: &'static str,
    pub(super) notes: &'static str,
    pub(super) back: &'static str,
    pub(super) comment: &'static str,
    pub(super) changes: &'static str,
    pub(super) inserted: &'static str,
    pub(super) deleted: &'static str,
    pub(super) moved_here: &'static str,
    pub(super) moved_away: &'static str,
    pub(super) mark: &'static str,
}

/// The words of a language.
pub(super) fn words(language: Language) -> &'static Words {
    match language {
        Language::English => &ENGLISH,
        Language::French => &FRENCH,
        Language::Spanish => &SPANISH,
        Language::Russian => &RUSSIAN,
        Language::Chinese => &CHINESE,
        Language::Arabic => &ARABIC,
    }
}

static ENGLISH: Words = Words {
    skip: "Skip to the text",
    view: "View",
    markup: "Changes",
    original: "Original",
    settled: "Final",
    outline: "Outline",
    notes: "Notes",
    back: "Back to the text",
    comment: "Comment",
    changes: "Changes by",
    inserted: "Inserted",
    deleted: "Deleted",
    moved_here: "Moved here",
    moved_away: "Moved from here",
    mark: "paragraph mark",
};

static FRENCH: Words = Words {
    skip: "Aller au texte",
    view: "Affichage",
    markup: "Modifications",
    original: "Original",
    settled: "Final",
    outline: "Plan",
    notes: "Notes",
    back: "Retour au texte",
    comment: "Commentaire",
    changes: "Modifications de",
    inserted: "Ajouté",
    deleted: "Supprimé",
    moved_here: "Déplacé ici",
    moved_away: "Déplacé d'ici",
    mark: "marque de paragraphe",
};

static SPANISH: Words = Words {
    skip: "Ir al texto",
    view: "Vista",
    markup: "Cambios",
    original: "Original",
    settled: "Final",
    outline: "Esquema",
    notes: "Notas",
    back: "Volver al texto",
    comment: "Comentario",
    changes: "Cambios de",
    inserted: "Añadido",
    deleted: "Suprimido",
    moved_here: "Trasladado aquí",
    moved_away: "Trasladado de aquí",
    mark: "marca de párrafo",
};

static RUSSIAN: Words = Words {
    skip: "Перейти к тексту",
    view: "Вид",
    markup: "Изменения",
    original: "Исходный",
    settled: "Итоговый",
    outline: "Структура",
    notes: "Сноски",
    back: "Назад к тексту",
    comment: "Комментарий",
    changes: "Изменения",
    inserted: "Добавлено",
    deleted: "Исключено",
    moved_here: "Перенесено сюда",
    moved_away: "Перенесено отсюда",
    mark: "знак абзаца",
};

static CHINESE: Words = Words {
    skip: "跳到正文",
    view: "视图",
    markup: "修订",
    original: "原文",
    settled: "定稿",
    outline: "大纲",
    notes: "脚注",
    back: "返回正文",
    comment: "批注",
    changes: "修订者",
    inserted: "插入",
    deleted: "删除",
    moved_here: "移至此处",
    moved_away: "由此移出",
    mark: "段落标记",
};

static ARABIC: Words = Words {
    skip: "انتقل إلى النص",
    view: "العرض",
    markup: "التعديلات",
    original: "الأصل",
    settled: "النهائي",
    outline: "المخطط",
    notes: "الحواشي",
    back: "العودة إلى النص",
    comment: "تعليق",
    changes: "تعديلات",
    inserted: "أُدرج",
    deleted: "حُذف",
    moved_here: "نُقل إلى هنا",
    moved_away: "نُقل من هنا",
    mark: "علامة الفقرة",
};
