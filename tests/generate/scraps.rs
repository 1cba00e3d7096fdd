//! Sources put together from scraps, as people type and paste them: labels without indent, blocks
//! without blank lines, marks, stars and escapes that touch, spaces that do not break.

use proptest::prelude::*;

/// What a document begins with.
const HEADS: &[&str] = &[
    "",
    "# RESOLUTION 1 (Doha, 2026)\n## On words\n\nThe Conference,\n\n",
    "# RESOLUTION 1 (Doha, 2026)\n## On words\n\nThe Conference,\n\nrecalling\n\n",
    "# RESOLUTION 1 (Doha, 2026)\n## On words\n\nThe Conference,\n\nresolves\n\n1 to act:\n",
    "# ANNEX 1\n\n",
    "# ANNEX A\\\nTO RESOLUTION 1\n## On words\n## of two kinds\n\n",
    "RESOLUTION 1 (DOHA, 2026)\nOn words\nThe Conference (Doha, 2026),\nrecalling\n",
];

/// What a line begins with.
const STARTS: &[&str] = &[
    "",
    "",
    "",
    "",
    "",
    "",
    "a) ",
    "b) ",
    "1 ",
    "2 ",
    "i) ",
    "- ",
    "• ",
    "++ ",
    "-- ",
    "++ a) ",
    "-- 1 ",
    "++ - ",
    "## ",
    "### ",
    "++ ## ",
    "NOTE – ",
    "{++1++} ",
    "{~~a)~>b)~~} ",
    "{--2--} ",
    "{++b) ++}",
    "++ | ",
    "| ",
    "|+ ",
    "Reasons: ",
    "\\",
    "\\1 ",
    "[^1]: ",
    "A.1 ",
    "A.2 ",
    "1 GHz ",
    "9.21 ",
    "16 September ",
    "{>>why?<<} 1 ",
    "{>>why?<<} a) ",
    "{#n} # ",
    "[^1] – ",
    "++2 ",
    "### 1 ",
    "NOTE: ",
    "NOTE − ",
    "Table 1: ",
    "++ ## ",
];

/// What a line is made of.
const SCRAPS: &[&str] = &[
    "word",
    "word",
    "word",
    "more text",
    " ",
    " ",
    " ",
    " ",
    "one;",
    "end.",
    "to:",
    ",",
    "{++ins++}",
    "{--del--}",
    "{~~old~>new~~}",
    "{++ins ++}",
    "{-- del--}",
    "{++ ++}",
    "{-- --}",
    " {++*b*++}",
    " {--*a*--}",
    " *a* ",
    " **b** ",
    " *a{++b*++} ",
    " {--*a--}b* ",
    " *a {--b--} c* ",
    "5 * 3",
    "ADD*",
    "\\*x",
    "\\{x",
    "{x}",
    "x--}",
    "§\\ 5",
    "§\u{A0}5",
    "ITU\\-T",
    "a~>b",
    "{}",
    "{>>why?<<}",
    "[^1]",
    "[link](https://itu.int)",
    "[XX]",
    "{_2_}",
    "{++1++}",
    "1 January",
    "{--1 --}",
    "(Doha, 2026)",
    " – ",
    "- ",
    "a) ",
    "|",
    "\\|",
    "| < ",
    "| ^ |",
    "\\",
    "{#t}",
    "a*b",
    "*f*{_max_}",
    "{~~word~>*word*~~}",
    "{--word--}{++*word*++}",
];

const ENDS: &[&str] = &[
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    "\\\n",
    "\u{A0}\n",
    "{++¶++}\n\nmore {++ins++} text.\n\n",
    "{--¶--}\n\n{--more--} text.\n\n",
    "\n%% comment\n",
];

const INDENTS: &[&str] = &["", "", "", "", "  ", "    ", "\t"];

/// Lines that are known by their words.
const LINES: &[&str] = &[
    "recalling\n",
    "noting,\n",
    "\nresolves\n\n",
    "++ noting\n",
    "{~~recalling~>noting~~}\n",
    "RESOLUTION 2 (BUSAN, 2014)\n",
    "NOTE –\n",
    "MOD EUR/1/2\n",
    "(Doha, 2026) – (Rev. Busan, 2030)\n",
    "Table 1 – Words\n",
    "## Words\n## more words\n",
    "## Words\n++ ## more words\n",
    "-- ## Words\n## more words\n",
    "### 1 Words\\\n2 more words\n",
    "# ANNEX A\\\n(Doha, 2026)\n",
    "RESOLUTION 2 (BUSAN, 2014)\nWords\n(Doha, 2026)[^1], [^1]\n",
    "---\n",
    "\n",
];

fn line() -> impl Strategy<Value = String> {
    prop_oneof![8 => scrap_line(), 1 => prop::sample::select(LINES).prop_map(str::to_owned)]
}

fn scrap_line() -> impl Strategy<Value = String> {
    let scraps = prop::collection::vec(prop::sample::select(SCRAPS), 0..6);
    let one = |list: &'static [&'static str]| prop::sample::select(list);
    (one(INDENTS), one(STARTS), scraps, one(ENDS)).prop_map(|(indent, start, scraps, end)| {
        let text = scraps.concat();
        let text = if text.trim().is_empty() { "word" } else { &text };
        format!("{indent}{start}{text}{end}")
    })
}

/// A document of scraps.
pub fn document() -> impl Strategy<Value = String> {
    (prop::sample::select(HEADS), prop::collection::vec(line(), 1..6))
        .prop_map(|(head, lines)| format!("{head}{}", lines.concat()))
}

/// Forms that only one reading has, and what follows them; joins over what does not count or
/// cannot be joined; columns that came and went.
const CHANGED_FORMS: &[&str] = &[
    "\n-- # ANNEX 1\n-- ## What\n\n",
    "\n++ # ANNEX 1\n\n",
    "\n# {~~RESOLUTION~>ANNEX~~} 5\n\n",
    "\n-- ---\n\n",
    "\n++ ---\n\n",
    "\n-- Reasons: old ones\n\n",
    "\n++ Reasons: new ones\n\n",
    "\ninstructs the Council\n\n",
    "\n++ invites Members\n\n",
    "\n{--noting--}\n\n",
    "\n{++2) ++}recalling\n\n",
    "\n{--3 --}to end.\n\n",
    "\n{++NOTE – ++}a remark.\n\n",
    "\n{~~MOD~>ADD~~} EUR/1/2\n\n",
    "1 one{++¶++}\n\n%% why\n\n2 two.\n\n",
    "1 one{--¶--}\n\n%% why\n\n2 two.\n\n",
    "a) one{--¶--}\n\n-- b) two;\n\n| x | y |\n\n",
    "a) one{++¶++}\n\n| x | y |\n\n",
    "a) one {--¶--}\n\n{--b) two--}{>>why?<<}\n\nc) three.\n\n",
    "\n| x | {--y--} | {++z++} |\n|---|---|---|\n| 1 | {--2--} | {++3++} |\n\n",
    "\n-- | x | y |\n++ | 1 | 2 |\n\n",
    "\n| x | < | y |\n|---|---|---|\n| 1 | {--2--} | {++3++} |\n|+ {++4++} | | {--5--} |\n\n",
    "\n-- | x | y |\n| ^ | z |\n-- |+ 1 | 2 |\n\n",
];

/// A document of scraps among forms that only one reading has.
pub fn changed_forms() -> impl Strategy<Value = String> {
    let line = || {
        let changed = prop::sample::select(CHANGED_FORMS).prop_map(str::to_owned);
        prop_oneof![2 => line(), 3 => changed]
    };
    (prop::sample::select(HEADS), prop::collection::vec(line(), 1..6))
        .prop_map(|(head, lines)| format!("{head}{}", lines.concat()))
}

/// What once went wrong, each shown to be mended by the laws.
pub const MENDED: &[&str] = &[
    "First paragraph.\n++ Second paragraph.\n",
    "1 to act.\n-- This paragraph goes.\n",
    "1 to act:\n++ a) on the first matter;\ni) in detail;\n2 to end.\n",
    "++ a) word\n• stays\n",
    "{++noting ++}\\*star is x.\n",
    "*a{++b*++}\n",
    "# RESOLUTION 1\n## T\n\nThe Conference,\n\n*a{++b*++} word\n",
    "++ {--*a*--} *a{++b*++}\n",
    "stray --} here.\n",
    "\\{--x--} here.\n",
    "recalling\u{A0}\n",
    "text\u{A0}\nmore\u{A0}\n",
    "  a) one;\n- two;\n",
    "1 one:\n    a) two;\n        i) three;\n- four;\n",
    "++ a) word\n- x\n",
    "# RESOLUTION 1\n## T\n\nThe Conference,\n\nrecalling\n\n\\~> word more\n",
    "# RESOLUTION 1\n## T\n\nThe Conference,\n\nrecalling\n{++noting++}{>>c<<} {++ins ++}\nword\n",
    "## \n\n### \n",
    "NOTE –\n",
    "| a | b |\n|---|---|\n| 1 | 2 | 3 |\n",
    "{++1++} 5 * 3\n",
    "### {--1 --}1 January\n",
    "{++*b*++}{-- del--}one;\n",
    "{--*a*--} {--*a*--} and {++*b*++} {++*b*++} {++*b*++}\n",
    "word{++¶++}\n\nNOTE – one;\n",
    "a) one;{++¶++}\n\n\\1 more;\n",
    "word;\n++ ## \n%% comment\nADD*\n",
    "word\\ {++ins++}\nmore\n",
    "RESOLUTION 339 (REV.WRC-07)\n\nrecalling\n\na) that;\n",
    "\\RESOLUTION 339 (REV.WRC-07)\\\nmore\n",
    "++ word\n---\n",
    "word\n\n[^1]: A note.\n\n  | a | b |\n",
    "| < | a |\n|+ ^ | b |\n| ^ | < |\n",
    "++ | a | b |\n|+ {++c++} | |\n++ |+ d |\n",
    "|+ a | b |\n|+ c | d | e |\n",
    "|  {++*b*++}\n",
    "NOTE: \\\nword\n",
    "word[^1]\n\n[^1]: {--word--}\n\n  a) {--word--}\n",
    "word[^1]\n\n[^1]: {--word--}\n\n  | a | b |\n",
    "RESOLUTION 2 (BUSAN, 2014)\n\n++ invites Members\n",
    "RESOLUTION 2 (BUSAN, 2014)\n\n{--noting--}\n",
    "---\nauthors:\n  FR: France\n  SG: Singapore\nauthor: SG\n---\n\n-- {++ one++}@FR word\n",
    "---\nauthors:\n  FR: France\n  SG: Singapore\nauthor: SG\n---\n\n{++one ++} {--one--}@FR\n",
    "{++ ++}\n",
    "++ ## {++ ++}\\\nword\n",
    "++ ## {-- del--}\\\nword\n",
    "a) one\n-- i) one\n++ 1 one\n  ++ 1 two\n",
    "1 one{--¶--}\n\n| {--one--} |\n\n{~~2~>1~~} one\n",
    "---\nauthors:\n  DE: Germany\n  FR: France\n---\n\n{++one++}@DE{++**three**++}@FR {~~one~>one ~~}@FR one\n",
    "++ ## word\n%% comment\n## word\n",
    "## word\n%% comment\n-- ## word\n",
    "# ANNEX A\\\n%% comment\nTO {~~that~>this~~}\n",
    "*a {--b\n--}\n%% c\n{++d++}* d\n",
    "---\nauthors:\n  DE: Germany\n  FR: France\n  IT: Italy\nauthor: IT\n---\n\n++@DE {--2--}@FR word{--¶--}\n\nmore.\n",
    "---\nauthors:\n  DE: Germany\n  FR: France\n  IT: Italy\nauthor: IT\n---\n\n++#m3 1 one\n2 {-- one--}@DE one\n--#m3 1 one\n",
    "---\nauthors:\n  DE: Germany\n  FR: France\n  IT: Italy\nauthor: IT\n---\n\n--@FR#m5 5 * 3\n--@DE 1 {++one++}@FR one\n++@FR#m5 5 * 3\n",
    "++ | word\n%% comment\n|+ word\n",
    "---\nauthors:\n  DE: Germany\n  FR: France\n  IT: Italy\nauthor: IT\n---\n\n1 one{++¶++}\n\n++ 1 {--5 * 3--}\n\n1 one\n",
    "---\nauthors:\n  DE: Germany\n  FR: France\n  IT: Italy\nauthor: IT\n---\n\n1 one{--¶--}@FR\n\n{>>why?<<} {--gone--}@DE\n1 one\n",
    "{++ ++}{++¶++}\n\nmore {++ins++} text.\n\n",
    "---\nauthors:\n  DE: Germany\n  FR: France\n  IT: Italy\nauthor: IT\n---\n\n++ 1 {~~one~>one~~}@FR {-- one--}@DE\n",
    "---\nauthors:\n  DE: Germany\n  FR: France\n  IT: Italy\nauthor: IT\n---\n\na) {--one--}@FR one\n++ one\n++@DE,FR one\n",
    "---\nauthors:\n  DE: Germany\n  FR: France\n  IT: Italy\nauthor: IT\n---\n\n++ 1 {--one--}@DE(2015-10-12T19:51Z) {++one++}@FR\n",
    "---\nauthors:\n  DE: Germany\n  FR: France\n  IT: Italy\nauthor: IT\n---\n\n++ 1 {++one++}@DE {--one--}\n",
    "1 one\n2 one\n\n i) one{--¶--}\n\n++ - one\n\n1 one\n",
    "# RESOLUTION 1\n## T\n\nThe Conference,\n\n++ {~~word~>*word*~~}one;\n\n  A.1 word\n",
    "---\nauthors:\n  DE: Germany\n  FR: France\n  IT: Italy\nauthor: IT\n---\n\nresolves\n\n{++2++}@FR one\ni) {--one --}\n",
    "1 one{--¶--}\n\n| {--one--} |\n\n1 {--one--}\n\n{~~2~>1~~} one\n",
    "---\nauthors:\n  DE: Germany\n  FR: France\n  IT: Italy\nauthor: IT\n---\n\n| {--**three**--}{++**three**++}@FR{++ one++} |\n",
    "---\nauthors:\n  DE: Germany\n  FR: France\n  IT: Italy\nauthor: IT\n---\n\n1 one{++¶++}@DE\n\n--@DE,FR 1 one\n\n1 one\n",
    "# RESOLUTION 1\n## T\n\nThe Conference,\n\nrecalling\n\nA.1 word\\\na) word\n",
    "# RESOLUTION 1\n## T\n\nThe Conference,\n\n| word\nA.1 word\nword\n",
    "# RESOLUTION 1\n## T\n\nThe Conference,\n\nrecalling\n\n    A.1 word\n    {++b) ++}word\n",
    "---\nauthors:\n  DE: Germany\n  FR: France\n  IT: Italy\nauthor: IT\n---\n\n# RESOLUTION 1\n## T\n\nThe Conference,\n\nresolves\n\nnetworks;{++¶++}\n\n{--gone--}@DE\n\n| one |\n",
    "---\nauthors:\n  DE: Germany\n  FR: France\n  IT: Italy\nauthor: IT\n---\n\n1 {--one--}@FR{++one ++}\n  one\n",
    "---\nauthors:\n  DE: Germany\n  FR: France\n  IT: Italy\nauthor: IT\n---\n\n1 one\n  NOTE – {++one++}@FR{-- one--}\n",
    "NOTE: {++ins++}\\ one;\n",
    "---\nauthors:\n  DE: Germany\n  FR: France\n  IT: Italy\nauthor: IT\n---\n\n1 one\n  ++@FR,DE ### {++one++}\n",
    "---\nauthors:\n  DE: Germany\n  FR: France\n  IT: Italy\nauthor: IT\n---\n\n--@DE 1 one\n  --@DE {++one++}@FR\n",
    "---\nauthors:\n  DE: Germany\n  FR: France\n  IT: Italy\nauthor: IT\n---\n\n++@DE,FR 1 {~~one~> one~~}\n",
    "---\nauthors:\n  DE: Germany\n  FR: France\n  IT: Italy\nauthor: IT\n---\n\n# RESOLUTION 1\n## T\n\nThe Conference,\n\nresolves\n\n{--2--}@DE,FR one {~~one~> 5 * 3~~}\n",
    "# RESOLUTION 1\n## T\n\nThe Conference,\n\nresolves\n\nA.1 {++ins++}\n",
    "# RESOLUTION 1 (Doha, 2026)\n## On words\n\nThe Conference,\n\nrecalling\n\n  a) {++ins++}\n%% comment\n\\word\n",
    "word\n%% comment\n{++ ++}\n",
    "# RESOLUTION 1 (Doha, 2026)\n## On words\n\nThe Conference,\n\n\n-- # ANNEX 1\n-- ## What\n\nrecalling\n  word\n",
    "\n-- ---\n\n\ninstructs the Council\n\n  NOTE – word\n\n-- # ANNEX 1\n-- ## What\n",
    "# RESOLUTION 1 (Doha, 2026)\n## On words\n\nThe Conference,\n\n *a* {++ins++}\n",
    "# ANNEX 1\n\nword\n{--2--} \\{x{++ ++}\n",
    "{++ ++} *a* \n{++1++}  {--*a--}b* \n",
    "[^1]: word\n%% comment\n  {--2--} word\n",
    "Text.[^1]\n\n[^1]: word\n%% comment\n  a)  {--*a--}b* \n\nMore {--text--}.\n",
    "[^1]: word\n%% comment\n  [^1] – word\n",
    "[^1]: word\n\\word\n%% comment\n  a) {++ins++}one;\n",
    "Text{--[^1]--} goes.\n\n[^1]: word\n%% comment\n  a) {++ins++}one;\n\nMore text.\n",
    "Text.[^1]\n\n[^1]: word\n  a) word\n    1 GHz word\n",
];
