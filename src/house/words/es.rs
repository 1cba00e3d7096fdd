//! Spanish.

use super::calls::Calls;
use super::{Leads, Supplement, Words};
use crate::model::Language;

#[rustfmt::skip] // One list a paragraph, as a word list reads.
pub(super) static WORDS: Words = Words {
    language: Language::Spanish,
    letter: 'S',
    meeting: "SESIÓN PLENARIA",
    agenda_item: "Punto del orden del día",
    after_agenda_item: "",
    abstract_lead: "Resumen",
    contact_lead: "Contacto",
    contents: "Índice",
    page: "Página",
    reasons: "Motivos",
    note: "NOTA",
    table: "Cuadro",
    figure: "Figura",
    months: [
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
        "noviembre", "diciembre",
    ],
    languages: ["inglés", "francés", "español", "ruso", "chino", "árabe"],
    original: "Original: ",
    document: "Documento ",
    addendum: Supplement { before: "Addéndum ", after: " al" },
    revision: Supplement { before: "Revisión ", after: " al" },
    corrigendum: Supplement { before: "Corrigéndum ", after: " al" },
    document_inflected: "Documento ",
    other_leads: Leads {
        reasons: &["Motivo"],
        note: &[],
        table: &["Tabla", "Tab."],
        figure: &["Fig."],
    },
    reasons_alike: &["Razones", "Razón", "Justificación"],
    binding: &[
        "N.º", "n.º", "Nº", "nº", "número", "números", "Artículo", "Artículos", "artículo", "Resolución",
        "Resoluciones", "Decisión", "Decisiones", "Recomendación", "Recomendaciones", "Opinión", "Sección",
        "Secciones", "Anexo", "Anexos", "Apéndice", "Figura", "Cuadro", "Capítulo", "Parte", "Cuestión", "Región", "Regiones",
        "Documento", "Addéndum", "Suplemento", "Rev.", "p. ej.", "punto", "párrafo", "NOTA", "p.", "Sr.",
        "Sra.",
    ],
    calls: Calls {
        before: &["profundamente", "plenamente", "además", "firmemente", "debidamente"],
        after: &[
            "además", "asimismo", "también", "igualmente", "en particular", "con satisfacción",
            "con preocupación", "con beneplácito", "con agrado", "con interés", "con pesar", "que",
            "lo siguiente", "encarecidamente", "de nuevo",
        ],
        preamble: &[
            "considerando", "reconociendo", "observando", "recordando", "teniendo en cuenta",
            "teniendo presente", "consciente", "habiendo examinado", "habiendo considerado",
            "habiendo estudiado", "habiendo tomado nota", "tomando nota", "tomando en consideración",
            "destacando", "subrayando", "afirmando", "reafirmando", "acogiendo con satisfacción",
            "acogiendo con beneplácito", "acogiendo con agrado", "preocupada", "preocupado", "convencida",
            "convencido", "apreciando", "expresando", "alentada", "alentado", "advirtiendo", "notando", "visto",
            "vistos", "deseosa", "deseoso", "estimando", "confirmando", "celebrando", "reiterando", "decidida",
            "decidido", "haciendo hincapié", "poniendo de relieve", "agradeciendo",
        ],
        operative: &[
            "resuelve", "toma nota", "decide", "encarga", "invita", "insta", "pide", "solicita", "ruega", "alienta",
            "exhorta", "recomienda", "autoriza", "hace un llamamiento", "anima", "acuerda", "aprueba", "adopta",
            "confirma", "reafirma", "declara", "agradece", "opina", "considera", "señala a la atención",
        ],
        infinitives: &[
            "encargar", "invitar", "instar", "pedir", "solicitar", "alentar", "recomendar", "autorizar",
            "exhortar", "rogar",
        ],
        tails: &[],
        and: &["y", "e", "o", "u"],
        heads: &[
            "secretari*", "director*", "oficina*", "consejo*", "miembro*", "estado*", "sector*", "asociado*",
            "administraci*", "país*", "gobierno*", "organizaci*", "organismo*", "grupo*", "unión", "uit*",
            "conferencia*", "asamblea*", "parte*", "president*", "comisi*", "comité*", "autoridad*",
            "operador*", "empresa*", "instituci*", "entidad*", "comunidad*", "regulador*", "fabricante*",
            "proveedor*", "usuario*", "universidad*", "industria*", "foro*", "banco*", "fondo*", "naciones",
            "experto*", "delegaci*", "interesad*",
        ],
        modifiers: &[
            "adjunto", "general*", "elegid*", "funcionari*", "desarrollo", "desarrollad*", "telecomunicacion*",
            "radiocomunicacion*", "normalización", "estudio*", "asesor*", "plenipotenciario*", "mundial*",
            "regional*", "internacional*", "nacional*", "académic*", "privad*", "públic*", "especializad*",
            "pertinente*", "competente*", "responsable*", "existente*", "menos", "adelantad*", "insular*",
            "transición", "economía*", "unidas", "el", "la", "los", "las", "un", "una", "a", "al", "de", "del",
            "y", "e", "o", "u", "en", "con", "para", "por", "sobre", "su", "sus", "estos", "estas", "todos",
            "todas", "tres", "dos", "demás", "otros", "otras", "así", "como", "según", "proceda", "corresponda",
            "sea", "necesario", "caso", "colaboración", "consulta", "coordinación", "cooperación", "estrecha",
            "incluid*", "particular", "trabajo", "técnic*", "comunicacion*", "información", "litoral",
        ],
    },
};
