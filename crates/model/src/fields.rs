//! The fields of every entity, by name: which differ between two versions, and how two edits of one entity go together.
//!
//! A struct literal in the macro names every field, so that a new field does not compile until it is listed here.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Allowance, Ask, Assignment, Assumption, Baseline, Calendar, Charter, Decision, Entity,
    EscalationLevel, Gate, Issue, Item, Message, Meta, Need, Objective, Person, Probe, Raci,
    Resource, Risk, Runbook, Scenario, StatusUpdate, System, Team, Wave, Workstream,
};

macro_rules! fields {
    ($($entity:ident { $($field:ident)* $(; by key: $($keyed:ident)*)? })*) => {
        impl Entity {
            /// The names of the fields in which two versions of an entity differ; empty for entities of different kinds.
            pub fn differing_fields(&self, other: &Self) -> Vec<&'static str> {
                let mut names = Vec::new();
                match (self, other) {
                    $((Self::$entity(one), Self::$entity(other)) => {
                        $(if one.$field != other.$field {
                            names.push(stringify!($field));
                        })*
                        $($(if one.$keyed != other.$keyed {
                            names.push(stringify!($keyed));
                        })*)?
                        if one.meta != other.meta {
                            names.push("meta");
                        }
                    })*
                    _ => {}
                }
                names
            }

            /// Both edits of `base` in one entity, or the fields that both changed differently.
            pub(crate) fn merge_fields(base: &Self, ours: &Self, theirs: &Self) -> Result<Self, Vec<&'static str>> {
                if ours.is_agreed_as_a_whole() {
                    return Err(ours.differing_fields(theirs));
                }
                let mut clashes = Vec::new();
                let merged = match (base, ours, theirs) {
                    $((Self::$entity(base), Self::$entity(ours), Self::$entity(theirs)) => Self::$entity($entity {
                        $($field: one_of(&base.$field, &ours.$field, &theirs.$field).unwrap_or_else(|| {
                            clashes.push(stringify!($field));
                            ours.$field.clone()
                        }),)*
                        $($($keyed: entries(&base.$keyed, &ours.$keyed, &theirs.$keyed).unwrap_or_else(|| {
                            clashes.push(stringify!($keyed));
                            ours.$keyed.clone()
                        }),)*)?
                        meta: meta(&base.meta, &ours.meta, &theirs.meta).unwrap_or_else(|| {
                            clashes.push("meta");
                            ours.meta.clone()
                        }),
                    }),)*
                    _ => return Err(clashes),
                };
                if clashes.is_empty() { Ok(merged) } else { Err(clashes) }
            }
        }
    };
}

impl Entity {
    /// Whether its fields stand under one agreement, so that two half edits do not make a whole one: a need that is accepted
    /// on one side and given another scope on the other is not accepted.
    fn is_agreed_as_a_whole(&self) -> bool {
        matches!(
            self,
            Self::Charter(_) | Self::Need(_) | Self::Decision(_) | Self::Risk(_)
        )
    }
}

/// The value of the side that changed it; `None` when both did, differently.
fn one_of<T: PartialEq + Clone>(base: &T, ours: &T, theirs: &T) -> Option<T> {
    if ours == theirs || theirs == base {
        Some(ours.clone())
    } else if ours == base {
        Some(theirs.clone())
    } else {
        None
    }
}

/// The same, entry by entry.
fn entries<K: Ord + Clone, V: PartialEq + Clone>(
    base: &BTreeMap<K, V>,
    ours: &BTreeMap<K, V>,
    theirs: &BTreeMap<K, V>,
) -> Option<BTreeMap<K, V>> {
    let keys: BTreeSet<&K> = ours.keys().chain(theirs.keys()).collect();
    let mut merged = BTreeMap::new();
    for key in keys {
        if let Some(value) = one_of(&base.get(key), &ours.get(key), &theirs.get(key))? {
            merged.insert(key.clone(), value.clone());
        }
    }
    Some(merged)
}

fn meta(base: &Meta, ours: &Meta, theirs: &Meta) -> Option<Meta> {
    Some(Meta {
        aliases: one_of(&base.aliases, &ours.aliases, &theirs.aliases)?,
        origin: one_of(&base.origin, &ours.origin, &theirs.origin)?,
        fields: entries(&base.fields, &ours.fields, &theirs.fields)?,
    })
}

fields! {
    Charter { name purpose why_now state chartered_on revision recharter_on sponsor driver core_team
        affected_teams in_scope out_of_scope exit_criteria constraints governance start data_date
        target delay_cost budget cadence calendar scheduling health_rules }
    Calendar { name base week work_weeks exceptions minutes_per_day zone }
    Team { name lead people capacity calendar external contact owns ask_capacity pace reliability parent
        became }
    Person { name team role email authors availability }
    System { name owner criticality lifecycle time_class repo depends_on data migration }
    Objective { title owner measure by; by key: key_results }
    Workstream { title lead team parent }
    Item { title description kind parent workstream team owner approver estimate people progress
        splits calendar not_before constraint scheduling deadline commit target objectives systems wave priority
        budget actual_cost actual_effort status evidence; by key: promises }
    Need { consumer source link lag what accept kind owner asked requested_on promised escalate_on
        fallback accepted_on }
    Resource { name kind team person units availability calendar rate }
    Assignment { item resource units work actual_work remaining_work overtime delay levelling_delay
        contour }
    Ask { of item objective level kind what champion from by takes accepted }
    Risk { title because maybe then objectives category kind probability probability_source cost
        quality from until velocity trigger triggered_on owner contingency fallback secondary state
        accepted_by accepted_until reviewed_on evidence; by key: delays responses }
    Assumption { statement owner validate_by test if_false items state }
    Issue { title severity owner opened_on due escalation risk items action state }
    Decision { question why_now state decide_by default recommendation confidence driver approver
        contributors informed dissent evidence opened_on decided_on chosen verdict rationale
        deferred_to review_by supersedes superseded_by verification; by key: options }
    Gate { title on decides needs item if_missed exceptions passed_on; by key: criteria items }
    Wave { title systems after owner prerequisites acceptance item from to lessons }
    Runbook { title system environment owner item window order point_of_no_return rollback_criteria
        rehearsals validation communication based_on; by key: steps }
    Probe { title repo find within target team }
    StatusUpdate { about on by health summary points next blocked_on ask help_wanted done
        path_to_green state inputs link }
    Baseline { name on approved_by; by key: items }
    Scenario { title by set }
    Message { audience message channel every owner template days_before }
    EscalationLevel { level days_late no_answer_days slack_below_days person action next_after }
    Raci { item what responsible accountable consulted informed teams }
    Allowance { rule at reason by until }
}
