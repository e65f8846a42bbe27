//! Writes the packets of the test engagement to a folder, to look at: `cargo run -p packet --example sample_packet DIR
//! [CONTROLS]`.

#[path = "../tests/support/mod.rs"]
mod support;

use std::path::PathBuf;
use std::time::Instant;

use model::packet::AudienceProfile;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().expect("a folder to write to"));
    let controls = arguments.next().map_or(20, |count| count.parse().expect("a number of controls"));
    let (source, shelf) = support::sample(controls);
    for profile in AudienceProfile::ALL {
        let begun = Instant::now();
        let (pdf, rendered, _) = support::render(&source, &shelf, &support::options(profile));
        let path = folder.join(format!("packet-{}.pdf", profile.name()));
        std::fs::write(&path, &pdf).expect("a packet written");
        println!(
            "{}: {} pages, {} bytes, {} slip sheets, last Bates {:?}, {:.1?}, warnings {:?}",
            path.display(),
            rendered.pages(),
            pdf.len(),
            rendered.slip_sheets,
            rendered.bates_last,
            begun.elapsed(),
            rendered.warnings
        );
    }
}
