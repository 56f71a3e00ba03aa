//! The verdict: one sentence that says whether the program lands, when, and who sets the date.

use longpole_document::{Inline, Sentence, words};
use longpole_engine::forecast::Odds;
use longpole_model::Health;

use crate::citations::{Cite, count, day};
use crate::facts::Facts;
use crate::sections::unestimated;

/// Will it land?
pub(crate) fn verdict(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Sentence {
    if facts.program.items.is_empty() {
        return Sentence::new()
            .name(&facts.line.name)
            .text(" has no work in its plan yet.");
    }
    if !facts.has_open_items() {
        return done(facts, cite);
    }
    if !facts.is_forecast_known() {
        return unknown(facts, cite);
    }
    let sentence = match facts.line.target {
        Some(_) => against_target(facts, cite),
        None => without_target(facts, cite),
    };
    if let Some(missed) = missed_commitment(facts) {
        return sentence.text(", but ").then(missed);
    }
    match holder_of_the_date(facts) {
        Some(Holder::Sets(who)) => sentence.text("; ").name(who).text(" sets the date."),
        Some(Holder::MostOften(who)) => sentence
            .text("; most often, ")
            .name(who)
            .text(" sets the date."),
        Some(Holder::Several) => sentence.text("; no single chain of work sets the date."),
        None => sentence.text("."),
    }
}

/// The first commitment that will probably be missed, where the target itself does not say that the program is off track.
fn missed_commitment(facts: &Facts<'_>) -> Option<Sentence> {
    let finish = &facts.line.forecast.finish;
    let wanted = facts.line.target.map(|target| target.confidence.as_f64());
    let kept = finish.target.as_ref().and_then(Odds::share);
    if kept.zip(wanted).is_some_and(|(kept, wanted)| kept < wanted) {
        return None;
    }
    let missed = facts.milestones.iter().find(|line| {
        let share = line
            .forecast
            .and_then(|forecast| forecast.commitment)
            .and_then(|odds| odds.share());
        line.computed == Some(Health::OffTrack) && share.is_some_and(|share| share < 0.5)
    })?;
    let sentence = Sentence::new().then(crate::words::title(&missed.title));
    Some(sentence.text(" will probably miss its commitment."))
}

fn done(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Sentence {
    let schedule = cite.schedule(facts.id);
    Sentence::new()
        .name(&facts.line.name)
        .text(" is done: its last item finished on ")
        .with(day(facts.line.planned_finish, &schedule))
        .text(".")
}

fn unknown(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Sentence {
    let counted = cite.plan_count();
    let start = match facts.line.target {
        Some(target) => {
            let said = cite.claim(&facts.charter_key(), "target");
            Sentence::new()
                .text("Nobody can tell whether ")
                .name(&facts.line.name)
                .text(" lands by ")
                .with(day(target.finish, &said))
        }
        None => Sentence::new()
            .text("Nobody can tell when ")
            .name(&facts.line.name)
            .text(" lands"),
    };
    let missing = unestimated(facts);
    let verb = if missing == 1 {
        " has no estimate."
    } else {
        " have no estimate."
    };
    start
        .text(": ")
        .with(count(missing, "open item", &counted))
        .text(verb)
}

fn against_target(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Sentence {
    let Some(target) = facts.line.target else {
        return Sentence::new();
    };
    let finish = &facts.line.forecast.finish;
    let (forecast, said) = (
        cite.forecast(facts.id),
        cite.claim(&facts.charter_key(), "target"),
    );
    let share = finish.target.as_ref().and_then(Odds::share);
    let late = facts.line.p80_after_target_days.unwrap_or_default();
    let sentence = Sentence::new()
        .name(&facts.line.name)
        .text(chance(share, target.confidence.as_f64()))
        .with(day(target.finish, &said))
        .text(": P80 is ")
        .with(day(finish.quantiles.p80, &forecast))
        .text(", ")
        .figure(words::working_days_late(late), &forecast);
    match share.filter(|share| *share < 0.01) {
        Some(_) => sentence
            .text(", and the expected day is ")
            .with(day(finish.mean, &forecast)),
        None => sentence,
    }
}

/// How likely it lands, in words that a reader would use; the figures follow.
fn chance(share: Option<f64>, wanted: f64) -> &'static str {
    match share {
        Some(share) if share < 0.01 => " will miss ",
        Some(share) if share < 0.5 => " will probably miss ",
        Some(share) if share < wanted => " may miss ",
        Some(share) if share <= 0.99 => " will probably make ",
        Some(_) => " is all but certain to make ",
        None => " is to land by ",
    }
}

fn without_target(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Sentence {
    let quantiles = facts.line.forecast.finish.quantiles;
    let forecast = cite.forecast(facts.id);
    Sentence::new()
        .name(&facts.line.name)
        .text(" lands by ")
        .with(day(quantiles.p80, &forecast))
        .text(" with odds of ")
        .with(Inline::figure("four in five", &forecast))
        .text("; no target date is set")
}

/// Whose work sets the date.
enum Holder {
    /// What heads the long pole is on the path that sets the date in at least half of the runs.
    Sets(String),
    /// The long pole sets the date more often than any other chain, and in a quarter of the runs at least.
    MostOften(String),
    /// Many chains take turns.
    Several,
}

/// The team of what heads the long pole, else its owner, else the item.
fn holder_of_the_date(facts: &Facts<'_>) -> Option<Holder> {
    let pole = facts.pole.as_ref()?;
    let head = pole.steps.first()?;
    let team = head.team.as_ref().map(|team| facts.team(team));
    let owner = || head.owner.as_ref().map(|owner| facts.person(owner));
    let who = team.or_else(owner).unwrap_or_else(|| head.title.clone());
    Some(if head.criticality >= 0.5 {
        Holder::Sets(who)
    } else if pole.drives >= 0.25 {
        Holder::MostOften(who)
    } else {
        Holder::Several
    })
}
