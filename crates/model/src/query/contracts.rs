//! Contracts: every need between items with the promise about it, across programs.

use crate::{
    ContractState, ItemId, Names, Need, NeedId, NeedSource, ProgramId, Promise, Workspace,
};

/// A need of an item for another item, with both halves of what was agreed about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contract<'a> {
    /// The program of the consumer, which holds the need.
    pub program: &'a ProgramId,
    /// The need's id.
    pub id: &'a NeedId,
    /// The consumer's half.
    pub need: &'a Need,
    /// The program of the provider.
    pub provider_program: &'a ProgramId,
    /// The item that is needed. It may not exist.
    pub provider: &'a ItemId,
    /// The provider's half, if anything was said.
    pub promise: Option<&'a Promise>,
    /// How far the two are.
    pub state: ContractState,
}

/// Every contract of the workspace, by the consumer's program and the need's id.
///
/// The promise is the one that the provider's item holds under the need's id. Needs of decisions and gates have none: those
/// are decided, not delivered.
pub fn contracts(workspace: &Workspace) -> Vec<Contract<'_>> {
    let names = Names::of(workspace);
    let mut contracts = Vec::new();
    for (program, of) in &workspace.programs {
        for (id, need) in &of.needs {
            if let NeedSource::Item(source) = &need.source {
                let found = names.resolve_item_ref(program, source);
                let as_written = (source.program.as_ref().unwrap_or(program), &source.item);
                let (provider_program, provider) = found.unwrap_or(as_written);
                let promise = promise(workspace, program, (provider_program, provider), id, need);
                contracts.push(Contract {
                    program,
                    id,
                    need,
                    provider_program,
                    provider,
                    promise,
                    state: ContractState::of(need, promise),
                });
            }
        }
    }
    contracts
}

/// What the provider's item says of the need.
fn promise<'a>(
    workspace: &'a Workspace,
    program: &ProgramId,
    (provider_program, provider): (&ProgramId, &ItemId),
    id: &NeedId,
    need: &Need,
) -> Option<&'a Promise> {
    let item = workspace
        .programs
        .get(provider_program)?
        .items
        .get(provider)?;
    item.promise_for(program, id, need)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Item, ItemRef, PromiseState};

    #[test]
    fn a_promise_is_found_in_the_providers_program() {
        let (ours, theirs) = (
            ProgramId::new("ours").unwrap(),
            ProgramId::new("theirs").unwrap(),
        );
        let (consumer, provider) = (ItemId::new("ledger").unwrap(), ItemId::new("api").unwrap());
        let source = NeedSource::Item(ItemRef {
            program: Some(theirs.clone()),
            item: provider.clone(),
        });
        let id = NeedId::usual(&consumer, &source);
        assert_eq!(id.as_str(), "ledger<-theirs/api");
        let promise = Promise {
            date: Some(jiff::civil::date(2027, 2, 12)),
            ..Promise::of(PromiseState::Committed)
        };
        let mut item = Item::default();
        item.promises.insert(id.clone(), promise);
        let mut workspace = Workspace::default();
        let programs = &mut workspace.programs;
        programs
            .entry(theirs.clone())
            .or_default()
            .items
            .insert(provider.clone(), item);
        let need = Need::plain(consumer, source);
        programs.entry(ours).or_default().needs.insert(id, need);

        let contracts = contracts(&workspace);

        assert_eq!(contracts.len(), 1);
        assert_eq!(contracts[0].provider_program, &theirs);
        assert_eq!(contracts[0].state, ContractState::Committed);
    }

    #[test]
    fn needs_alike_of_two_programs_have_a_promise_each() {
        let program = |id: &str| ProgramId::new(id).unwrap();
        let (consumer, provider) = (ItemId::new("ledger").unwrap(), ItemId::new("api").unwrap());
        let source = NeedSource::Item(ItemRef {
            program: Some(program("theirs")),
            item: provider.clone(),
        });
        let id = NeedId::usual(&consumer, &source);
        let mut item = Item::default();
        for (to, state) in [
            ("ours/ledger<-theirs/api", PromiseState::Declined),
            ("third/ledger<-theirs/api", PromiseState::Committed),
        ] {
            let promise = Promise::of(state);
            item.promises.insert(NeedId::new(to).unwrap(), promise);
        }
        let mut workspace = Workspace::default();
        let programs = &mut workspace.programs;
        let theirs = programs.entry(program("theirs")).or_default();
        theirs.items.insert(provider, item);
        for consumers in ["ours", "third"] {
            let need = Need::plain(consumer.clone(), source.clone());
            let of = programs.entry(program(consumers)).or_default();
            of.needs.insert(id.clone(), need);
        }

        let states: Vec<_> = contracts(&workspace)
            .iter()
            .map(|contract| contract.promise.map(|promise| promise.state))
            .collect();

        assert_eq!(
            states,
            [Some(PromiseState::Declined), Some(PromiseState::Committed)]
        );
    }
}
