//! Writes the sample's evidence into a folder, to be looked at: `cargo run -p sample --example write -- FOLDER`.

use std::ops::ControlFlow;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name a folder")?);
    std::fs::create_dir_all(&folder)?;
    for file in sample::write_evidence(&folder, &mut |_, _| ControlFlow::Continue(()))? {
        println!("{:>8} {}", file.records.map_or_else(|| "-".to_owned(), |count| count.to_string()), file.name);
    }
    Ok(())
}
