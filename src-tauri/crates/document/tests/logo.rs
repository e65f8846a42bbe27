//! Pictures that are to be kept as logos, the hostile among them named for their defect: what comes back is a PNG of ours
//! within bounds, or the reason why there is none.

#[path = "hostile/made.rs"]
mod made;
mod support;

use made::*;
use model::client::Logo;
use model::exhibit::NotShown;
use support::*;

/// Reads bytes as what they are taken for.
fn logo(name: &str, bytes: &[u8]) -> Result<Logo, NotShown> {
    let kind = document::detect(bytes, name);
    reader().logo(kind, name, &mut &bytes[..], bytes.len() as u64).expect("no failure of ours")
}

#[test]
fn a_picture_comes_back_as_a_png_of_ours_whatever_its_name_says() {
    for (name, bytes) in [
        ("logo.png", picture(image::ImageFormat::Png)),
        ("logo.jpg", picture(image::ImageFormat::Jpeg)),
        ("logo.pdf", picture(image::ImageFormat::Png)),
        ("logo.png", picture(image::ImageFormat::Jpeg)),
    ] {
        let read = logo(name, &bytes).expect("a logo");
        let (width, height) = read.size().expect("a head");
        assert!(width.max(height) <= Logo::MOST_SIDE && read.png.len() <= Logo::MOST_BYTES, "{name}");
        assert_ne!(read.png, bytes, "{name}: nothing of the file but its pixels");
        assert!(image::load_from_memory_with_format(&read.png, image::ImageFormat::Png).is_ok(), "{name}");
    }
}

#[test]
fn a_picture_of_30000_pixels_is_made_small_or_refused() {
    let row = vec![0_u8; 30_001];
    let long = logo("long.png", &png(30_000, 10, &mut &row.repeat(10)[..])).expect("few pixels in all");
    assert_eq!(long.size(), Some((Logo::MOST_SIDE, 1)));
    for (name, bytes) in [
        ("30000-by-30000.png", png(30_000, 30_000, &mut &[0; 100][..])),
        ("65000-by-65000.jpg", resized(65_000, 65_000)),
        ("4000000000-wide.png", png(4_000_000_000, 1, &mut &[0; 100][..])),
    ] {
        let refused = logo(name, &bytes).expect_err(name);
        assert!(matches!(refused, NotShown::Unsafe(_) | NotShown::Damaged(_)), "{name}: {refused:?}");
    }
}

#[test]
fn what_is_no_picture_of_pixels_is_never_a_logo() {
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script><image href='file:///etc/passwd'/></svg>";
    for (name, bytes) in [
        ("drawing.svg", svg.to_vec()),
        ("drawing.png", svg.to_vec()),
        ("page.png", text_page("a page", "")),
        ("page.pdf", text_page("a page", "")),
        ("list.png", b"a,b\n1,2\n".to_vec()),
        ("nothing.png", vec![0; 64]),
    ] {
        assert_eq!(logo(name, &bytes), Err(NotShown::NoPages), "{name}");
    }
}

#[test]
fn a_broken_picture_or_a_bomb_is_an_ordinary_refusal() {
    let whole = picture(image::ImageFormat::Png);
    for (name, bytes) in [
        ("empty.png", b"\x89PNG\r\n\x1a\n".to_vec()),
        ("cut.png", whole[..whole.len() / 2].to_vec()),
        ("rows-missing.png", png(400, 400, &mut &[0; 4][..])),
    ] {
        assert!(matches!(logo(name, &bytes), Err(NotShown::Damaged(_))), "{name}");
    }
    // A profile of 2 GiB is either left alone or ends the child: the parent hears of it in either case.
    let bomb = logo("profile-of-2-gib.png", &profile_bomb());
    assert!(bomb.is_ok_and(|logo| logo.size() == Some((2, 2))) || logo("again.png", &whole).is_ok());
}
