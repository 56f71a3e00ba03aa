//! Systems and their migration.

use longpole_model::{
    Criticality, Disposition, Lifecycle, MigrationUnit, ProgramId, System, TimeClass, UnitState,
};

use crate::plan::out::Out;
use crate::plan::read::{
    Codec, Def, Fields, Flat, Many, OneOrMany, Opt, Reader, Record as _, Value as _, record,
};
use crate::plan::shape::FieldShape;
use crate::plan::values::words;

record! { System "An application or service that is kept, moved or retired." {
    name: Opt "name" "Name for people.";
    owner: Opt "owner" "The team that owns it.";
    criticality: Opt "criticality" "How much depends on it.";
    lifecycle: Def "lifecycle" "The dates of its life.";
    time_class: Opt "time_class" "What a portfolio review decided about it.";
    repo: Opt "repo" "The repository of its code.";
    depends_on: Many "depends_on" "Systems that it cannot run without.";
    data: Many "data" "Data stores that it owns.";
    migration: Unit "" "";
    meta: Flat "" "";
} }

words! { Criticality "criticality" {
    Low "low" "Nobody would notice for days.";
    Medium "medium" "A team would notice.";
    High "high" "Customers would notice.";
    Critical "critical" "The business stops.";
} }

record! { Lifecycle "The dates of a system's life." {
    active: Opt "active" "In use since.";
    phase_out: Opt "phase_out" "No new use from this day on.";
    end_of_support: Opt "end_of_support" "The supplier's or owner's support ends.";
} }

words! { TimeClass "class" {
    Tolerate "tolerate" "Keep as it is.";
    Invest "invest" "Put money in.";
    Migrate "migrate" "Move to something better.";
    Eliminate "eliminate" "Get rid of it.";
} }

record! { MigrationUnit "What happens to a system, in which wave, how far it is." {
    program: Opt "program" "The program that moves it; the one whose file this is when left out.";
    disposition: Opt "disposition" "One of the seven Rs.";
    approved_by: Opt "disposition_by" "Who approved the disposition.";
    state: Def "state" "How far it is.";
    wave: Opt "wave" "The wave that it moves in.";
    runbook: Opt "runbook" "The cut-over runbook.";
    items: OneOrMany "items" "The items of work that move it.";
    retire_by: Opt "retire_by" "The day by which the old path has to be gone.";
    evidence: Many "evidence" "What shows that its state is true.";
} }

words! { Disposition "disposition" {
    Retire "retire" "Switch it off.";
    Retain "retain" "Leave it where it is.";
    Rehost "rehost" "Move it as it is.";
    Relocate "relocate" "Move its platform as a whole.";
    Repurchase "repurchase" "Replace it by a product.";
    Replatform "replatform" "Move it with small changes.";
    Refactor "refactor" "Rewrite it.";
} }

words! { UnitState "state of a migration" {
    Discovered "discovered" "Found in an inventory.";
    Assessed "assessed" "Its dependencies, data and risks are known.";
    DispositionApproved "disposition-approved" "Somebody approved what happens to it.";
    Planned "planned" "It is in a wave.";
    Ready "ready" "Its readiness criteria are met.";
    CutOver "cut-over" "The new path serves.";
    Validated "validated" "Business workflows were checked on the new path.";
    OldPathRemoved "old-path-removed" "The old path is gone.";
    Closed "closed" "Nothing is left to do.";
    Retained "retained" "It stays where it is.";
    Retired "retired" "It was switched off.";
    RolledBack "rolled-back" "The cut-over was taken back.";
} }

const UNIT: [&str; 9] = [
    "program",
    "disposition",
    "disposition_by",
    "state",
    "wave",
    "runbook",
    "items",
    "retire_by",
    "evidence",
];

/// The migration of a system: there is one as soon as one of its fields is there.
struct Unit;

impl Codec<Option<MigrationUnit>> for Unit {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        _key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<Option<MigrationUnit>> {
        let is_there = UNIT.into_iter().any(|key| fields.peek(key).is_some());
        // Waves and items are those of the program that moves the system.
        let named = fields
            .peek("program")
            .and_then(|entry| ProgramId::new(entry.value.text()?).ok());
        let only = || {
            reader
                .index
                .programs
                .keys()
                .next()
                .filter(|_| reader.index.programs.len() == 1)
                .cloned()
        };
        let context = named.or_else(|| reader.program.clone()).or_else(only);
        let unit = MigrationUnit::read_fields(fields, &reader.within(context))?;
        Some(is_there.then(|| MigrationUnit {
            program: unit.program.clone().or_else(|| reader.program.clone()),
            ..unit
        }))
    }

    fn write(
        &self,
        value: &Option<MigrationUnit>,
        _key: &'static str,
        out: &mut Vec<(String, Out)>,
    ) {
        let Some(unit) = value else { return };
        let before = out.len();
        unit.write_fields(out);
        if out.len() == before {
            out.push(("state".to_owned(), unit.state.write()));
        }
    }

    fn describe(&self, _key: &'static str, _doc: &'static str, out: &mut Vec<FieldShape>) {
        out.extend(MigrationUnit::fields());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_a_migration_makes_one() {
        let fields: Vec<_> = MigrationUnit::fields()
            .iter()
            .map(|field| field.key)
            .collect();
        assert_eq!(fields, UNIT);
    }
}
