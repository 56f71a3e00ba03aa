//! Which field of a task or a resource stands in which column? Tables before the rows say so, by number or by name.

use std::collections::BTreeMap;

/// A field by its number (Microsoft's MPX documentation) and its English name.
type Field = (u16, &'static str);

/// Fields of a task.
static TASK: &[Field] = &[
    (1, "Name"),
    (2, "WBS"),
    (3, "Outline Level"),
    (4, "Text1"),
    (5, "Text2"),
    (6, "Text3"),
    (7, "Text4"),
    (8, "Text5"),
    (9, "Text6"),
    (10, "Text7"),
    (11, "Text8"),
    (12, "Text9"),
    (13, "Text10"),
    (14, "Notes"),
    (15, "Contact"),
    (16, "Resource Group"),
    (20, "Work"),
    (21, "Baseline Work"),
    (22, "Actual Work"),
    (23, "Remaining Work"),
    (24, "Work Variance"),
    (25, "% Work Complete"),
    (30, "Cost"),
    (31, "Baseline Cost"),
    (32, "Actual Cost"),
    (33, "Remaining Cost"),
    (34, "Cost Variance"),
    (35, "Fixed Cost"),
    (36, "Cost1"),
    (37, "Cost2"),
    (38, "Cost3"),
    (40, "Duration"),
    (41, "Baseline Duration"),
    (42, "Actual Duration"),
    (43, "Remaining Duration"),
    (44, "% Complete"),
    (45, "Duration Variance"),
    (46, "Duration1"),
    (47, "Duration2"),
    (48, "Duration3"),
    (50, "Start"),
    (51, "Finish"),
    (52, "Early Start"),
    (53, "Early Finish"),
    (54, "Late Start"),
    (55, "Late Finish"),
    (56, "Baseline Start"),
    (57, "Baseline Finish"),
    (58, "Actual Start"),
    (59, "Actual Finish"),
    (60, "Start1"),
    (61, "Finish1"),
    (62, "Start2"),
    (63, "Finish2"),
    (64, "Start3"),
    (65, "Finish3"),
    (66, "Start Variance"),
    (67, "Finish Variance"),
    (68, "Constraint Date"),
    (70, "Predecessors"),
    (71, "Successors"),
    (72, "Resource Names"),
    (73, "Resource Initials"),
    (74, "Unique ID Predecessors"),
    (75, "Unique ID Successors"),
    (80, "Fixed"),
    (81, "Milestone"),
    (82, "Critical"),
    (83, "Marked"),
    (84, "Rollup"),
    (85, "BCWS"),
    (86, "BCWP"),
    (87, "SV"),
    (88, "CV"),
    (90, "ID"),
    (91, "Constraint Type"),
    (92, "Delay"),
    (93, "Free Slack"),
    (94, "Total Slack"),
    (95, "Priority"),
    (96, "Subproject File"),
    (97, "Project"),
    (98, "Unique ID"),
    (99, "Outline Number"),
    (110, "Flag1"),
    (111, "Flag2"),
    (112, "Flag3"),
    (113, "Flag4"),
    (114, "Flag5"),
    (115, "Flag6"),
    (116, "Flag7"),
    (117, "Flag8"),
    (118, "Flag9"),
    (119, "Flag10"),
    (120, "Summary"),
    (121, "Objects"),
    (122, "Linked Fields"),
    (123, "Hide Bar"),
    (125, "Created"),
    (135, "Confirmed"),
    (136, "Update Needed"),
    (140, "Number1"),
    (141, "Number2"),
    (142, "Number3"),
    (143, "Number4"),
    (144, "Number5"),
    (150, "Stop"),
    (151, "Resume"),
    (152, "Resume No Earlier Than"),
];

/// Fields of a resource.
static RESOURCE: &[Field] = &[
    (1, "Name"),
    (3, "Initials"),
    (4, "Group"),
    (5, "Code"),
    (6, "Text1"),
    (7, "Text2"),
    (8, "Text3"),
    (9, "Text4"),
    (10, "Text5"),
    (11, "Notes"),
    (12, "Email Address"),
    (20, "Work"),
    (21, "Baseline Work"),
    (22, "Actual Work"),
    (23, "Overtime Work"),
    (24, "Remaining Work"),
    (25, "Work Variance"),
    (26, "% Work Complete"),
    (30, "Cost"),
    (31, "Baseline Cost"),
    (32, "Actual Cost"),
    (33, "Remaining Cost"),
    (34, "Cost Variance"),
    (40, "ID"),
    (41, "Max Units"),
    (42, "Standard Rate"),
    (43, "Overtime Rate"),
    (44, "Cost Per Use"),
    (45, "Accrue At"),
    (46, "Overallocated"),
    (47, "Peak"),
    (48, "Base Calendar"),
    (49, "Unique ID"),
    (50, "Objects"),
    (51, "Linked Fields"),
];

/// Whose fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    Task,
    Resource,
}

impl Whose {
    fn fields(self) -> &'static [Field] {
        match self {
            Self::Task => TASK,
            Self::Resource => RESOURCE,
        }
    }
}

/// The names of the columns of a table: by numbers, else by names as they stand. A number that nobody knows keeps itself as
/// its name.
pub(super) fn columns(whose: Whose, headers: &[String], by_number: bool) -> Vec<String> {
    let name = |header: &String| {
        if !by_number {
            return header.trim().to_owned();
        }
        let number: Option<u16> = header.trim().parse().ok();
        let known = whose
            .fields()
            .iter()
            .find(|(other, _)| Some(*other) == number);
        known.map_or_else(
            || format!("field {}", header.trim()),
            |(_, name)| (*name).to_owned(),
        )
    };
    headers.iter().map(name).collect()
}

/// A row: what stands in it, by the names of its columns in small letters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    values: BTreeMap<String, (String, String)>,
}

impl Row {
    pub(super) fn of(columns: &[String], fields: &[String]) -> Self {
        let pairs = columns
            .iter()
            .zip(fields)
            .filter(|(_, value)| !value.is_empty());
        let entry = |(name, value): (&String, &String)| {
            (name.to_lowercase(), (name.clone(), value.clone()))
        };
        Self {
            values: pairs.map(entry).collect(),
        }
    }

    /// Takes a value out of the row.
    pub(super) fn take(&mut self, name: &str) -> Option<String> {
        self.values
            .remove(&name.to_lowercase())
            .map(|(_, value)| value)
    }

    /// What was not taken, with its names as they stood.
    pub(super) fn rest(self) -> impl Iterator<Item = (String, String)> {
        self.values.into_values()
    }
}
