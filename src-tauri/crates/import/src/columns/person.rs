//! How contact lists call the columns of a person.

use model::sheet::person::PersonColumn;

use super::Known;

impl Known for PersonColumn {
    fn synonyms(self) -> &'static [&'static str] {
        match self {
            Self::Name => &["Full name", "Person", "Contact", "Contact name", "Employee", "Display name"],
            Self::Role => &["Title", "Job title", "Position", "Function"],
            Self::Side => &["Party", "Client / firm / auditor"],
            Self::Team => &["Department", "Dept", "Group", "Unit"],
            Self::Email => &["Mail", "E-mail address", "Email address"],
        }
    }

    fn words(self) -> &'static [(&'static str, &'static [&'static str])] {
        match self {
            Self::Side => &[
                ("client", &["customer", "service organisation", "service organization"]),
                ("firm", &["consultant", "consultancy", "our firm", "us"]),
                ("auditor", &["audit firm", "service auditor"]),
                ("other", &["vendor", "supplier", "third party"]),
            ],
            Self::Name | Self::Role | Self::Team | Self::Email => &[],
        }
    }
}
