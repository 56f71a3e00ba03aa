//! From a workspace to plan files in their canonical form: fixed order, defaults left out, short things on one line.

use std::collections::BTreeMap;

use longpole_model::{
    Entity, EntityKey, EntityKind, ItemId, Need, NeedId, Program, ProgramId, System, Workspace,
};

use super::out::{Out, pad, write_entry};
use super::read::Record as _;
use super::records::{write_entity, write_item};

/// Writes a workspace as files: one for each program, and one for what they share where there is more than one program.
///
/// Reading them gives the same workspace, provided that it keeps its own rules: references lead somewhere, and every
/// need is one of an item's.
pub fn encode(workspace: &Workspace) -> Vec<(String, String)> {
    let only = workspace
        .programs
        .keys()
        .next()
        .filter(|_| workspace.programs.len() == 1);
    let mut shared = String::new();
    let mut own = String::new();
    for kind in EntityKind::ALL
        .iter()
        .copied()
        .filter(|kind| kind.is_shared())
    {
        let entities = entities(workspace, None, kind);
        let (here, there) = entities
            .into_iter()
            .partition(|(_, entity)| only.is_some_and(|program| belongs(program, entity)));
        section(&mut own, kind, written(without_program(here)));
        section(&mut shared, kind, written(there));
    }
    let mut files: Vec<_> = workspace
        .programs
        .iter()
        .map(|(id, program)| {
            (
                format!("{id}.yaml"),
                program_file(workspace, id, program, &own),
            )
        })
        .collect();
    if !shared.is_empty() || files.is_empty() {
        files.push((shared_name(workspace), shared));
    }
    files.sort();
    files
}

/// `workspace.yaml`, unless a program has taken that name.
fn shared_name(workspace: &Workspace) -> String {
    let mut name = "workspace".to_owned();
    while workspace
        .programs
        .keys()
        .any(|program| program.as_str() == name)
    {
        name.push_str("-shared");
    }
    format!("{name}.yaml")
}

/// Whether a shared entity can stand in the file of the only program.
fn belongs(program: &ProgramId, entity: &Entity) -> bool {
    match entity {
        // In a program's file a migration is that program's; one of no program has to stand elsewhere.
        Entity::System(System {
            migration: Some(unit),
            ..
        }) => unit.program.as_ref() == Some(program),
        _ => true,
    }
}

/// What follows from the file need not be said in it.
fn without_program(mut entities: Vec<(String, Entity)>) -> Vec<(String, Entity)> {
    for (_, entity) in &mut entities {
        if let Entity::System(System {
            migration: Some(unit),
            ..
        }) = entity
        {
            unit.program = None;
        }
    }
    entities
}

fn program_file(workspace: &Workspace, id: &ProgramId, program: &Program, shared: &str) -> String {
    let mut charter = vec![("program".to_owned(), Out::Text(id.to_string()))];
    program.charter.write_fields(&mut charter);
    let mut out = Out::Map(charter).block(0);
    if !shared.is_empty() {
        out.push('\n');
        out.push_str(shared);
    }
    for kind in EntityKind::ALL.iter().copied() {
        match kind {
            EntityKind::Charter | EntityKind::Need => {}
            EntityKind::Item => section(&mut out, kind, items(program)),
            kind if kind.is_shared() => {}
            kind => section(&mut out, kind, written(entities(workspace, Some(id), kind))),
        }
    }
    out
}

fn items(program: &Program) -> impl Iterator<Item = (String, Out)> {
    let mut needs: BTreeMap<&ItemId, Vec<(&NeedId, &Need)>> = BTreeMap::new();
    for (id, need) in &program.needs {
        needs.entry(&need.consumer).or_default().push((id, need));
    }
    program.items.iter().map(move |(id, item)| {
        let needs = needs.get(id).map(Vec::as_slice).unwrap_or_default();
        (id.to_string(), write_item(item, needs))
    })
}

/// The entities of a kind in `program` (`None` for what programs share).
fn entities(
    workspace: &Workspace,
    program: Option<&ProgramId>,
    kind: EntityKind,
) -> Vec<(String, Entity)> {
    let ids = workspace.ids_of(program, kind).into_iter();
    ids.filter_map(|id| {
        let key = EntityKey {
            program: program.cloned(),
            kind,
            id: id.into(),
        };
        Some((id.to_owned(), workspace.get(&key)?))
    })
    .collect()
}

fn written(entities: Vec<(String, Entity)>) -> impl Iterator<Item = (String, Out)> {
    let entities = entities.into_iter();
    entities.filter_map(|(id, entity)| Some((id, write_entity(&entity)?)))
}

/// A section, an entry to a line or to several. No more than one entry is held as a tree at a time.
fn section(out: &mut String, kind: EntityKind, entries: impl Iterator<Item = (String, Out)>) {
    let mut is_first = true;
    for (id, entry) in entries {
        if is_first {
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(kind.section());
            out.push_str(":\n");
            is_first = false;
        }
        pad(2, true, out);
        write_entry(&id, &entry, 2, out);
    }
}

#[cfg(test)]
mod tests {
    use longpole_model::arbitrary;
    use proptest::prelude::*;
    use snapbox::{IntoData as _, assert_data_eq, str};

    use super::*;
    use crate::diagnostic::{Look, render};
    use crate::plan::decode;
    use crate::plan::source::PlanSource;

    fn source(files: &[(String, String)]) -> PlanSource {
        PlanSource::new(
            files
                .iter()
                .map(|(name, text)| (name.clone(), text.clone().into_bytes())),
        )
    }

    /// Reads files that have to be right.
    fn read(files: &[(String, String)]) -> Workspace {
        let source = source(files);
        let decoded = decode(&source);
        let complaint = render(&decoded.diagnostics, &source, Look::default());
        decoded.workspace.unwrap_or_else(|| panic!("{complaint}"))
    }

    #[test]
    fn the_canonical_form_of_the_example() {
        let workspace = read(&[(
            "p.yaml".to_owned(),
            include_str!("decode/example.yaml").to_owned(),
        )]);
        let files = encode(&workspace);
        assert_eq!(files[0].0, "payments-cloud.yaml");
        assert_data_eq!(files[0].1.clone(), str![[r#"
program: payments-cloud
name: Payments to the cloud
purpose: Leave the data centre before the lease ends.
sponsor: cio
driver: program-lead
start: 2026-09-07
data_date: 2026-11-20
target: { finish: 2027-06-30 }
delay_cost: 120k EUR / week
cadence: weekly

calendars:
  berlin: { zone: Europe/Berlin }

teams:
  carrier: { name: Network carrier, external: true }
  identity: { name: Identity, lead: identity-lead, people: 4 }
  payments: { name: Payments, lead: payments-lead, people: 6, calendar: berlin, owns: services/pay-* }

systems:
  ledger: { owner: payments, repo: ledger, disposition: replatform, wave: two, retire_by: 2027-06-30 }
  static-pages: {}

objectives:
  leave-dc:
    title: No workload left in the data centre
    measure: workloads
    from: 41
    to: 0
    by: 2027-06-30

items:
  go-live: { milestone: true, commit: { date: 2027-06-18, confidence: 80% }, needs: [ledger-cutover] }
  ledger-cutover:
    title: Ledger serves all traffic from the cloud
    team: payments
    remaining: 25 items
    started: 2026-10-19
    status: { health: on-track, on: 2026-11-06, by: payments-lead, note: First table moved. }
    evidence: { paths: services/ledger/**, issues: LEDG-* }
    needs:
      - choose-db: decision
      - network-link: { kind: SS, lag: 5d }
      - tokens-api: { what: REST API per contract, accept: contract test green in staging }
  network-link: { team: carrier, estimate: 30d..45d..90d }
  tokens-api:
    title: Token service v2, REST, 1,000 requests/s
    team: identity
    estimate: 15d..25d..50d
    people: 2
    promises: { ledger-cutover<-tokens-api: { date: 2027-02-12, by: identity-lead } }

asks:
  schema-review:
    of: identity
    for: ledger-cutover
    level: medium
    what: dedicated reviewer, six weeks
    champion: identity-lead

risks:
  link-late:
    because: the carrier has missed two of its last three dates
    maybe: the private link is late
    then: cut-over cannot be rehearsed
    probability: 35%
    delays: { network-link: 10d..20d..60d }
    trigger: network-link is not delivered by 2027-01-15
    responses: { second-carrier: { cost: 40k EUR, probability: 10%, owner: program-lead, decide_by: auto } }

decisions:
  choose-db:
    question: Which managed database carries the ledger?
    default: keep-own
    options:
      keep-own: { because: no vendor lock, set: { items.ledger-cutover.remaining: 43 items } }
      managed-pg: { because: team knows it, set: { items.ledger-cutover.remaining: 25 items } }
    approver: cio

gates:
  ready-to-cut-over:
    on: 2027-05-28
    decides: cio
    criteria:
      old-client-gone: { probe: old-ledger-client, at_most: 0 }
      rehearsed: { attest: payments-lead, text: "rehearsal within the window, twice" }

waves:
  one: { systems: [static-pages] }
  two: { systems: [ledger], after: one }

probes:
  old-ledger-client:
    title: Calls to the old ledger client
    repo: ledger
    find: { ast: LedgerV1Client::$METHOD($$$), language: rust }
    target: { count: 0, by: 2027-05-31 }

baselines:
  charter: { on: 2026-09-07 }

"#]].raw());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn what_is_written_is_read_back(workspace in arbitrary::workspace()) {
            let files = encode(&workspace);
            let again = read(&files);
            for key in workspace.keys() {
                prop_assert_eq!(again.get(&key), workspace.get(&key), "{}", key);
            }
            prop_assert_eq!(&again, &workspace);
            prop_assert_eq!(encode(&again), files);
        }
    }
}
