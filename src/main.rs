//! Temporary.
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    let source = plenary::source::Source::new(path, text);
    let t = std::time::Instant::now();
    let (document, diagnostics) = plenary::syntax::parse(&source);
    let e = t.elapsed();
    if std::env::args().nth(2).is_none() {
        for block in &document.blocks {
            println!(
                "{:?} d{} {:?} {:?} {:?} | {:?} | {:?}",
                block.kind,
                block.depth,
                block.revision,
                block.mark,
                block.anchor.as_ref().map(|a| &a.id),
                block.label.as_ref().map(|l| l
                    .runs
                    .iter()
                    .map(|r| (r.text.as_str(), r.revision))
                    .collect::<Vec<_>>()),
                block
                    .content
                    .iter()
                    .map(|i| match &i.kind {
                        plenary::model::InlineKind::Text(t) => format!("{t} {:?} {:?}", i.style, i.revision),
                        k => format!("{k:?}"),
                    })
                    .collect::<Vec<_>>()
            );
        }
        for n in &document.notes {
            println!(
                "NOTE {} {:?}",
                n.id,
                n.blocks
                    .iter()
                    .map(|b| b.text(Default::default()))
                    .collect::<Vec<_>>()
            );
        }
        for d in diagnostics.finish() {
            println!(
                "{:?} {:?} {} {:?}",
                d.code,
                source.slice(d.span()),
                d.message,
                d.help
            );
        }
    }
    println!("{} blocks {:?}", document.blocks.len(), e);
}
