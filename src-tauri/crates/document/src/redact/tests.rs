use super::*;

const READY: Frame = Frame::Ready { landlock: true };
const END: Frame = Frame::End { total_pages: None };

fn values(frames: &[Frame]) -> Option<Result<(), NotShown>> {
    let mut sent = Vec::new();
    frames.iter().for_each(|frame| protocol::write_frame(&mut sent, frame).unwrap());
    Values::listen(&sent[..]).outcome
}

fn said(said: &Rewritten) -> Frame {
    Frame::Answer(serde_json::to_vec(said).unwrap())
}

fn rewritten(text: &str) -> Frame {
    Frame::Rewritten(text.as_bytes().to_vec())
}

#[test]
fn rewritten_values_are_taken_only_where_something_is_redacted() {
    let nothing = said(&Rewritten::default());
    assert_eq!(values(&[READY, rewritten("a,[reda"), rewritten("cted]\n"), nothing, END]), Some(Ok(())));
    let unknown = said(&Rewritten { unknown: vec!["b".into()], ..Rewritten::default() });
    assert_eq!(values(&[READY, rewritten("a\n"), unknown, END]), Some(Ok(())), "refused afterwards, by its reason");
    for frames in [
        vec![rewritten("[redacted]")],
        vec![READY, READY],
        vec![READY, rewritten("a,b\n"), said(&Rewritten::default()), END],
        vec![READY, rewritten("[redacted]\n"), END],
        vec![READY, Frame::Rewritten(vec![0xFF]), said(&Rewritten::default())],
        vec![READY, rewritten("[redacted]\n"), Frame::Answer(b"{".to_vec())],
        vec![READY, rewritten("[redacted]\n"), said(&Rewritten::default()), rewritten("more")],
        vec![READY, Frame::End { total_pages: Some(1) }],
    ] {
        assert!(matches!(values(&frames), Some(Err(NotShown::Unsafe(_)))), "{frames:?}");
    }
}

#[test]
fn values_that_may_stand_in_another_column_are_refused_by_their_row() {
    for (what, words) in [
        (Rewritten { in_quotes: true, ..Rewritten::default() }, "it ends inside quotes"),
        (Rewritten { loose_quotes: Some(7), ..Rewritten::default() }, "in row 7 something follows"),
        (
            Rewritten { uneven: Some(Uneven { row: 3, cells: 1, columns: 2 }), ..Rewritten::default() },
            "row 3 ends after cell 1, the heading after cell 2",
        ),
        (Rewritten { headed: vec![2], ..Rewritten::default() }, "stands as heading over another"),
    ] {
        let why = refused(&what).expect("a reason").to_string();
        assert!(why.contains(words), "{why}");
        assert_eq!(values(&[READY, rewritten("user\n"), said(&what), END]), Some(Ok(())), "refused afterwards, by it");
    }
}

fn page(picture: Picture) -> Page {
    Page { width_pt: 72.0, height_pt: 72.0, picture, has_text: false, words: Vec::new(), undrawn: 0 }
}

#[test]
fn pages_are_taken_only_as_pixels_where_something_was_redacted() {
    let pixels = || page(Picture::Png { bytes: Vec::new(), width: 1, height: 1 });
    let vector = || page(Picture::Svg(String::new()));
    let shown = |pages: Vec<Page>, total_pages| Shown::Pages { pages, total_pages };
    let area = |page, x| PageArea { page, x, y: 0, width: 10, height: 10 };
    assert!(checked(shown(vec![vector(), pixels()], 2), &[area(2, 0)]).is_ok());
    let unsafely = |found| matches!(found, Err(NotRedacted::NotShown(NotShown::Unsafe(_))));
    assert!(unsafely(checked(shown(vec![vector(), pixels()], 2), &[area(1, 0)])));
    assert!(unsafely(checked(shown(vec![pixels()], 2), &[area(1, 0)])), "a page is missing");
    let found = checked(shown(vec![pixels()], 1), &[area(2, 0)]);
    assert_eq!(found, Err(NotRedacted::NoPage { page: 2, total: 1 }));
    let found = checked(shown(vec![pixels()], 1), &[area(1, 25_401)]);
    assert_eq!(found, Err(NotRedacted::BesidePage(1)));
    assert_eq!(checked(shown(Vec::new(), 151), &[area(1, 0)]), Err(NotRedacted::TooManyPages(151)));
}
