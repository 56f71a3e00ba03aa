//! The fields of every entity, by name: which differ between two versions, and how two edits of one entity go together.
//!
//! A struct literal in the macro names every field, so that a new field does not compile until it is listed here.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Allowance, Ask, Assignment, Assumption, Baseline, Calendar, Charter, Decision, Entity,
    EscalationLevel, EvidenceHints, Gate, Issue, Item, ItemScheduling, Message, Meta, Need,
    Objective, Person, Probe, Progress, Raci, Resource, Risk, Runbook, Scenario, Scheduling,
    StatusUpdate, System, Team, Wave, Workstream,
};

macro_rules! fields {
    ($($entity:ident { $($field:ident)* $(; by key: $($keyed:ident)*)? $(; by part: $($part:ident)*)? })*) => {
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
                        $($(if one.$part != other.$part {
                            names.push(stringify!($part));
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
                let mut both = Both::new(Grain::Fields, Preference::Ours);
                match both.merge(base, ours, theirs) {
                    Some(merged) if both.clashes.is_empty() => Ok(merged),
                    _ => Err(both.clashes),
                }
            }

            /// Both edits of `base` in one entity, as fine as fields go, each from the side that changed it. Where both
            /// changed something differently, `preference` says whose stands; the names of those fields come along.
            ///
            /// Former ids are those of both sides, and the origin is theirs where they changed it. `None` for entities of
            /// different kinds.
            pub fn merge_by_field(
                base: &Self,
                ours: &Self,
                theirs: &Self,
                preference: Preference,
            ) -> Option<(Self, Vec<&'static str>)> {
                let mut both = Both::new(Grain::Parts, preference);
                let merged = both.merge(base, ours, theirs)?;
                Some((merged, both.clashes))
            }
        }

        impl Both {
            fn merge(&mut self, base: &Entity, ours: &Entity, theirs: &Entity) -> Option<Entity> {
                let merged = match (base, ours, theirs) {
                    $((Entity::$entity(base), Entity::$entity(ours), Entity::$entity(theirs)) => Entity::$entity($entity {
                        $($field: self.one_of(stringify!($field), &base.$field, &ours.$field, &theirs.$field),)*
                        $($($keyed: self.entries(stringify!($keyed), &base.$keyed, &ours.$keyed, &theirs.$keyed),)*)?
                        $($($part: self.parts(stringify!($part), &base.$part, &ours.$part, &theirs.$part),)*)?
                        meta: self.meta(&base.meta, &ours.meta, &theirs.meta),
                    }),)*
                    _ => return None,
                };
                self.clashes.dedup();
                Some(merged)
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

/// Whose value stands where both sides changed a field differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Preference {
    /// What both began with.
    Base,
    /// Ours.
    Ours,
    /// Theirs.
    Theirs,
}

/// How finely two edits of one entity are told apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Grain {
    /// What belongs together (progress, say) is one field.
    Fields,
    /// Its parts are, too.
    Parts,
}

/// Two edits on their way into one entity.
struct Both {
    grain: Grain,
    preference: Preference,
    /// Fields that both changed differently.
    clashes: Vec<&'static str>,
}

impl Both {
    fn new(grain: Grain, preference: Preference) -> Self {
        Self {
            grain,
            preference,
            clashes: Vec::new(),
        }
    }

    /// The value of the side that changed it.
    fn one_of<T: PartialEq + Clone>(
        &mut self,
        field: &'static str,
        base: &T,
        ours: &T,
        theirs: &T,
    ) -> T {
        if ours == theirs || theirs == base {
            ours.clone()
        } else if ours == base {
            theirs.clone()
        } else {
            self.clashes.push(field);
            let chosen = match self.preference {
                Preference::Base => base,
                Preference::Ours => ours,
                Preference::Theirs => theirs,
            };
            chosen.clone()
        }
    }

    /// The same, entry by entry.
    fn entries<K: Ord + Clone, V: PartialEq + Clone>(
        &mut self,
        field: &'static str,
        base: &BTreeMap<K, V>,
        ours: &BTreeMap<K, V>,
        theirs: &BTreeMap<K, V>,
    ) -> BTreeMap<K, V> {
        let keys: BTreeSet<&K> = ours
            .keys()
            .chain(theirs.keys())
            .chain(base.keys())
            .collect();
        let mut merged = BTreeMap::new();
        for key in keys {
            let value = self.one_of(field, &base.get(key), &ours.get(key), &theirs.get(key));
            if let Some(value) = value {
                merged.insert(key.clone(), value.clone());
            }
        }
        merged
    }

    /// The same, part by part where that is asked for.
    fn parts<P: Parts + PartialEq + Clone>(
        &mut self,
        field: &'static str,
        base: &P,
        ours: &P,
        theirs: &P,
    ) -> P {
        match self.grain {
            Grain::Fields => self.one_of(field, base, ours, theirs),
            Grain::Parts => P::merge(self, field, base, ours, theirs),
        }
    }

    fn meta(&mut self, base: &Meta, ours: &Meta, theirs: &Meta) -> Meta {
        let (aliases, origin) = match self.grain {
            Grain::Fields => (
                self.one_of("meta", &base.aliases, &ours.aliases, &theirs.aliases),
                self.one_of("meta", &base.origin, &ours.origin, &theirs.origin),
            ),
            Grain::Parts => (
                all_aliases(base, ours, theirs),
                if theirs.origin == base.origin {
                    ours.origin.clone()
                } else {
                    theirs.origin.clone()
                },
            ),
        };
        Meta {
            aliases,
            origin,
            fields: self.entries("meta", &base.fields, &ours.fields, &theirs.fields),
        }
    }
}

/// Ours, and those that they added.
fn all_aliases(base: &Meta, ours: &Meta, theirs: &Meta) -> Vec<String> {
    let mut aliases = ours.aliases.clone();
    for alias in &theirs.aliases {
        if !aliases.contains(alias) && !base.aliases.contains(alias) {
            aliases.push(alias.clone());
        }
    }
    aliases
}

/// A field whose parts are edited apart from each other.
trait Parts: Sized {
    fn merge(both: &mut Both, field: &'static str, base: &Self, ours: &Self, theirs: &Self)
    -> Self;
}

macro_rules! parts {
    ($($type:ident { $($part:ident)* })*) => {
        $(impl Parts for $type {
            fn merge(both: &mut Both, field: &'static str, base: &Self, ours: &Self, theirs: &Self) -> Self {
                Self { $($part: both.one_of(field, &base.$part, &ours.$part, &theirs.$part),)* }
            }
        })*
    };
}

parts! {
    Progress { started finished remaining percent stopped resumed }
    ItemScheduling { manual inactive also expected_finish external_start external_finish levelling_delay
        work_rule effort_driven ignores_resource_calendars actual_duration }
    Scheduling { profile start_time data_time from finish out_of_sequence lag_calendar slack critical_slack
        critical_by open_ends_critical expected_finish needs_before_constraints
        lags_from_actual_start ignores_other_programs }
    EvidenceHints { paths issues branches repos links }
}

fields! {
    Charter { name purpose why_now state chartered_on revision recharter_on sponsor driver core_team
        affected_teams in_scope out_of_scope exit_criteria constraints governance start data_date
        target delay_cost budget cadence calendar health_rules; by part: scheduling }
    Calendar { name base week work_weeks exceptions minutes_per_day zone }
    Team { name lead people capacity calendar external contact owns ask_capacity pace reliability parent
        became }
    Person { name team role email authors availability }
    System { name owner criticality lifecycle time_class repo depends_on data migration }
    Objective { title owner measure by; by key: key_results }
    Workstream { title lead team parent }
    Item { title description kind parent workstream team owner approver estimate people splits calendar
        not_before constraint deadline commit target objectives systems wave priority budget actual_cost
        actual_effort status; by key: promises; by part: progress scheduling evidence }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Moment, Workspace, arbitrary};

    fn day(day: i8) -> Moment {
        Moment::day(jiff::civil::date(2026, 11, day))
    }

    fn merged(preference: Preference) -> (Item, Vec<&'static str>) {
        let base = Item {
            title: Some("Build".into()),
            ..Item::default()
        };
        let mut ours = base.clone();
        ours.title = Some("Build it".into());
        ours.progress.started = Some(day(2));
        let mut theirs = base.clone();
        theirs.title = Some("Construction".into());
        theirs.progress.finished = Some(day(9));
        let [base, ours, theirs] = [base, ours, theirs].map(Entity::Item);
        match Entity::merge_by_field(&base, &ours, &theirs, preference) {
            Some((Entity::Item(item), clashes)) => (item, clashes),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_field_that_both_changed_is_whose_it_is_said_to_be() {
        let titles = [Preference::Base, Preference::Ours, Preference::Theirs]
            .map(|preference| merged(preference).0.title.unwrap_or_default());
        assert_eq!(titles, ["Build", "Build it", "Construction"]);
        assert_eq!(merged(Preference::Ours).1, ["title"]);
    }

    #[test]
    fn parts_that_one_side_changed_go_together() {
        let (item, _) = merged(Preference::Ours);
        assert_eq!(
            (item.progress.started, item.progress.finished),
            (Some(day(2)), Some(day(9)))
        );
    }

    fn entities(workspace: &Workspace) -> Vec<Entity> {
        let keys = workspace.keys();
        keys.iter().filter_map(|key| workspace.get(key)).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn what_one_side_left_alone_is_the_others(one in arbitrary::workspace(), other in arbitrary::workspace()) {
            for (one, other) in entities(&one).iter().zip(&entities(&other)) {
                if one.kind() != other.kind() {
                    prop_assert_eq!(Entity::merge_by_field(one, one, other, Preference::Ours), None);
                    continue;
                }
                for preference in [Preference::Base, Preference::Ours, Preference::Theirs] {
                    let aside = |entity: &Entity| without_aliases(entity.clone());
                    let theirs = Entity::merge_by_field(one, one, other, preference);
                    let (theirs, clashes) = theirs.expect("entities of one kind");
                    prop_assert_eq!((aside(&theirs), clashes), (aside(other), vec![]));
                    let ours = Entity::merge_by_field(one, other, one, preference);
                    prop_assert_eq!(ours, Some((other.clone(), vec![])));
                }
            }
        }
    }

    /// Former ids are added, never taken away.
    fn without_aliases(mut entity: Entity) -> Entity {
        entity.meta_mut().aliases.clear();
        entity
    }
}
