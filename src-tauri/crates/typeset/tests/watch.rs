//! Who waits for a document hears of each of its pages once, and can end it.

mod support;

use support::{laid_out, watched};
use typeset::Watch;

/// Pages that say that they are there, in a document that is laid out three times.
const PAGES: &str = "#set page(width: 200pt, height: 100pt, header: context reached(),
  footer: context [#counter(page).get().first() of #counter(page).final().first()])
#outline()
#for number in range(5) [
  #pagebreak()
  = Page #number
  Of #context counter(heading).final().first().
]";

#[test]
fn each_page_is_counted_once() {
    let watch = Watch::default();
    let compiled = watched(PAGES, &watch).expect("it is laid out");
    assert_eq!((compiled.pages(), watch.pages()), (7, 7));
    watch.begin();
    assert_eq!(watch.pages(), 0);
    let again = watched(PAGES, &watch).expect("it is laid out");
    assert_eq!(watch.pages(), 7);
    let [once, twice] = [compiled, again].map(|compiled| compiled.export().expect("it meets its standards"));
    assert!(once == twice, "what is shown follows from a watch");
}

#[test]
fn a_layout_that_is_stopped_fails() {
    let watch = Watch::default();
    watch.stop();
    let refused = watched(PAGES, &watch).err().expect("it is refused");
    assert_eq!(refused.messages()[0].text, "nobody waits for it any more");
    assert!(laid_out(PAGES).is_ok(), "another is not stopped");
}

/// Once all pages are there, heads that don't change any more are remembered and not made again.
#[test]
fn a_layout_is_stopped_in_the_middle_too() {
    let watch = Watch::default();
    let refused = std::thread::scope(|scope| {
        let many = PAGES.replace("range(5)", "range(400)");
        let layout = scope.spawn({
            let watch = watch.clone();
            move || watched(&many, &watch).err()
        });
        while watch.pages() < 5 && !layout.is_finished() {
            std::thread::yield_now();
        }
        watch.stop();
        layout.join().expect("no test panics")
    });
    assert_eq!(refused.expect("it is refused").messages()[0].text, "nobody waits for it any more");
}
