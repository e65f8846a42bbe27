//! What is laid out once looks as it would without, wherever numbers settle late; and what asks is laid out as often as needed.

mod support;

use support::laid_out;
use typeset::Compiled;

/// A document whose numbers settle in its third layout, with this block, in which `rows` is a table of several pages.
fn with(block: &str) -> Compiled {
    let template = format!(
        "#set page(width: 300pt, height: 200pt, footer: context [Page #counter(page).display() of #counter(page).final().first()])
#outline()
= Rows <rows>
#let cells = state(\"cells\", 0)
#let rows = table(columns: 3, stroke: (x: none, bottom: 1pt), table.header[No.][Text][More],
  ..range(60).map(n => (
    table.header(level: 2, table.cell(colspan: 3)[Part #n]),
    pdf.header-cell(scope: \"row\", table.cell(breakable: false)[#cells.update(n)#str(n)]), jump(\"end\", \"the end\")[to the end], [],
    table.cell(rowspan: 2)[two], table.cell(colspan: 2, stroke: 2pt)[wide], table.cell(colspan: 2, lorem(if n == 30 {{ 300 }} else {{ 3 }})),
  )).flatten())
Last cell: #context cells.final().
Below it stands #context counter(heading).final().first().
{block}
#pagebreak()
= After
#anchor(\"end\")
The end, see @rows on page #context counter(page).at(<rows>).first()."
    );
    let numbered = format!("#set heading(numbering: \"1\")\n{template}");
    laid_out(&numbered).expect("it is laid out")
}

#[test]
fn a_part_laid_out_once_looks_as_without() {
    let (once, without) = (with("#once(() => block(rows))"), with("#block(rows)"));
    assert!(once.pages() > 8, "{} pages", once.pages());
    assert!(once.warnings().is_empty(), "{:?}", once.warnings());
    let [once, without] = [once, without].map(|compiled| compiled.export().expect("it meets its standards"));
    assert!(once == without, "{} and {} bytes", once.len(), without.len());
}

#[test]
fn a_part_that_asks_gets_the_answer_and_a_warning() {
    let asks = "#context [There are #counter(heading).final().first() headings.]";
    let (once, without) = (with(&format!("#once(() => [#rows {asks}])")), with(&format!("#block[#rows {asks}]")));
    let warnings: Vec<_> =
        once.warnings().iter().map(|warning| (warning.text.as_str(), warning.place.is_some())).collect();
    assert_eq!(warnings, [("what is to be laid out once asks where something stands", true)]);
    let [once, without] = [once, without].map(|compiled| compiled.export().expect("it meets its standards"));
    assert!(once == without, "{} and {} bytes", once.len(), without.len());
}

#[test]
fn two_of_the_same_are_two() {
    let twice = with("#once(() => block(rows))\n#once(() => block(rows))");
    let without = with("#block(rows)\n#block(rows)");
    let [twice, without] = [twice, without].map(|compiled| compiled.export().expect("it meets its standards"));
    assert!(twice == without, "{} and {} bytes", twice.len(), without.len());
}
