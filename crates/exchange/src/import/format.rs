//! What each format is called: on the command line, to people, and at the end of a file's name.

use super::Format;

impl Format {
    /// Every format that can be read.
    pub const ALL: &'static [Self] = &[
        Self::Mspdi,
        Self::Mpx,
        Self::Xer,
        Self::Pmxml,
        Self::TaskJuggler,
        Self::GanttProject,
        Self::Csv,
        Self::Xlsx,
        Self::Jira,
        Self::GitHub,
    ];

    /// Its name on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mspdi => "mspdi",
            Self::Mpx => "mpx",
            Self::Xer => "xer",
            Self::Pmxml => "pmxml",
            Self::TaskJuggler => "taskjuggler",
            Self::GanttProject => "ganttproject",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Jira => "jira",
            Self::GitHub => "github",
        }
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Mspdi => "Microsoft Project XML",
            Self::Mpx => "Microsoft Project MPX",
            Self::Xer => "Primavera P6 XER",
            Self::Pmxml => "Primavera P6 XML",
            Self::TaskJuggler => "TaskJuggler project",
            Self::GanttProject => "GanttProject file",
            Self::Csv => "CSV table",
            Self::Xlsx => "Excel workbook",
            Self::Jira => "Jira search",
            Self::GitHub => "GitHub issues",
        }
    }

    /// How the name of such a file ends, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Mspdi | Self::Pmxml => "xml",
            Self::Mpx => "mpx",
            Self::Xer => "xer",
            Self::TaskJuggler => "tjp",
            Self::GanttProject => "gan",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Jira | Self::GitHub => "json",
        }
    }

    /// The format of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|format| format.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_found_by_its_name() {
        for &format in Format::ALL {
            assert_eq!(Format::named(format.name()), Some(format));
        }
        assert_eq!(Format::named("mpp"), None);
    }
}
