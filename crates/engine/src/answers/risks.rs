//! What could go wrong, what does it cost in days, and what do we do?

use jiff::civil::Date;
use longpole_check::Subject;
use longpole_model::{
    DecideBy, EntityKey, EntityKind, Health, ItemId, MoneyRate, ProgramId, PromiseState, Response,
    ResponseId, Risk, SpanUnit, WatchedEvent,
};

use crate::look::Look;
use crate::{Analysis, Insights};

use super::freshness::days_between;

/// A risk with what it does to the program's finish.
#[derive(Debug, Clone, PartialEq)]
pub struct RiskLine<'a> {
    /// The risk.
    pub key: EntityKey,
    /// Its name for people.
    pub title: String,
    /// What the plan says of it.
    pub risk: &'a Risk,
    /// Working days by which P50 comes earlier without it; `None` when unknown (no probability, no delays, closed).
    pub p50_days: Option<f64>,
    /// Working days by which P80 comes earlier without it.
    pub p80_days: Option<f64>,
    /// Its expected delay: probability times the mean of its largest delay, in working days.
    pub expected_days: Option<f64>,
    /// Its responses, with what they buy.
    pub responses: Vec<ResponseLine<'a>>,
    /// Whether it was reviewed within the program's limit; `None` when it never was.
    pub fresh: Option<bool>,
    /// The day on which its trigger fired, seen by somebody or by the plan's own dates.
    pub fired: Option<Date>,
    /// The worst computed health among the items that it would delay.
    pub worst_item: Option<Health>,
}

/// A response with what it buys.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseLine<'a> {
    /// The response, within its risk.
    pub id: ResponseId,
    /// What the plan says of it.
    pub response: &'a Response,
    /// Working days of P50 that it buys.
    pub p50_days: Option<f64>,
    /// Working days of P80 that it buys.
    pub p80_days: Option<f64>,
    /// P80 of the program with it.
    pub p80_with: Option<Date>,
    /// Its cost in hundredths per working day of P80 that it buys; `None` without cost or without days.
    pub cost_per_day: Option<i64>,
    /// What the days that it buys are worth at the program's cost of delay, in hundredths of that currency.
    pub worth: Option<i64>,
    /// The day by which one has to decide for it.
    pub decide_by: Option<Date>,
}

/// The risks of `program`: live ones by the days that they cost at P80, the most first, then the others by id.
pub fn risks<'a>(
    analysis: &'a Analysis,
    insights: &'a Insights,
    program: &ProgramId,
) -> Vec<RiskLine<'a>> {
    let Some(look) = Look::at(analysis, program) else {
        return Vec::new();
    };
    let mut lines: Vec<_> = look
        .program
        .risks
        .iter()
        .map(|(id, risk)| line(&look, insights, id.as_str(), risk))
        .collect();
    lines.sort_by(|a, b| {
        let days = |line: &RiskLine<'_>| line.p80_days.unwrap_or(f64::NEG_INFINITY);
        b.risk
            .state
            .is_live()
            .cmp(&a.risk.state.is_live())
            .then(days(b).total_cmp(&days(a)))
            .then_with(|| a.key.cmp(&b.key))
    });
    lines
}

fn line<'a>(look: &Look<'a>, insights: &'a Insights, id: &str, risk: &'a Risk) -> RiskLine<'a> {
    let key = EntityKey::of(look.id, EntityKind::Risk, id);
    let sensitivity = insights.sensitivity.get(look.id);
    let effect = sensitivity.and_then(|it| it.effects.iter().find(|effect| effect.subject == key));
    let now = look.analysis.scheduled.options.now;
    let limit = i64::from(look.program.charter.health_rules.risk_review_days);
    let healths = &look.analysis.report.healths.by_subject;
    let item_health = |item: &ItemId| {
        healths
            .get(&Subject::Item(look.id.clone(), item.clone()))?
            .health
    };
    RiskLine {
        title: look.title(&key),
        p50_days: effect.map(|effect| effect.p50_days),
        p80_days: effect.map(|effect| effect.p80_days),
        expected_days: expected_days(look, risk),
        responses: risk
            .responses
            .iter()
            .map(|(id, response)| response_line(look, insights, &key, id, response))
            .collect(),
        fresh: risk.reviewed_on.map(|on| days_between(on, now) <= limit),
        fired: fired(look, risk),
        worst_item: Health::worst(risk.delays.keys().filter_map(item_health)),
        risk,
        key,
    }
}

fn expected_days(look: &Look<'_>, risk: &Risk) -> Option<f64> {
    let probability = risk.probability?.as_f64();
    let day = f64::from(look.minutes_per_day().max(1));
    let likely = risk
        .delays
        .values()
        .map(|delay| delay.likely().in_minutes(look.minutes_per_day()) as f64 / day);
    likely.max_by(f64::total_cmp).map(|days| days * probability)
}

/// When the trigger was seen: by somebody, or by the plan's own dates on the day after the one that it names.
fn fired(look: &Look<'_>, risk: &Risk) -> Option<Date> {
    if risk.triggered_on.is_some() {
        return risk.triggered_on;
    }
    let watch = risk.watch().filter(|_| risk.state.is_live())?;
    let item = look.program.items.get(&watch.item)?;
    let delivered = item
        .promises
        .values()
        .any(|promise| promise.state == PromiseState::Delivered);
    let happened = match watch.event {
        WatchedEvent::Started => item.progress.started.is_some() || item.is_finished(),
        WatchedEvent::Finished => item.is_finished(),
        WatchedEvent::Delivered => delivered || item.is_finished(),
    };
    let day_after = watch.by.tomorrow().ok()?;
    (!happened && look.analysis.scheduled.options.now >= day_after).then_some(day_after)
}

fn response_line<'a>(
    look: &Look<'a>,
    insights: &'a Insights,
    risk: &EntityKey,
    id: &ResponseId,
    response: &'a Response,
) -> ResponseLine<'a> {
    let sensitivity = insights.sensitivity.get(look.id);
    let effect = sensitivity.and_then(|it| {
        it.responses
            .iter()
            .find(|it| it.risk == *risk && it.response == *id)
    });
    let p80_days = effect.map(|effect| effect.p80_days);
    let bought = p80_days.filter(|days| *days > 0.0);
    let cost = response.cost.as_ref().map(|cost| cost.hundredths);
    ResponseLine {
        id: id.clone(),
        response,
        p50_days: effect.map(|effect| effect.p50_days),
        p80_days,
        p80_with: effect.map(|effect| effect.p80_with),
        cost_per_day: cost
            .zip(bought)
            .map(|(cost, days)| (cost as f64 / days).round() as i64),
        worth: bought
            .zip(look.program.charter.delay_cost.as_ref())
            .map(|(days, rate)| (days * per_working_day(rate)).round() as i64),
        decide_by: match response.decide_by {
            Some(DecideBy::On(day)) => Some(day),
            // Until the earliest of the items that it protects begins there is all of it to protect, and afterwards every day
            // counts.
            Some(DecideBy::Auto) => earliest_start(look, risk)
                .map(|start| start.max(look.analysis.scheduled.options.now)),
            None => None,
        },
    }
}

fn earliest_start(look: &Look<'_>, risk: &EntityKey) -> Option<Date> {
    let items = look.program.risks.get(&*risk.id)?.delays.keys();
    items
        .filter_map(|item| {
            Some(
                look.dates(&EntityKey::of(look.id, EntityKind::Item, item))?
                    .early
                    .start
                    .date(),
            )
        })
        .min()
}

/// The cost of a working day of delay, in hundredths: a week has five of them, a month twenty.
pub(crate) fn per_working_day(rate: &MoneyRate) -> f64 {
    let days = match rate.per {
        SpanUnit::Minute => 1.0 / 480.0,
        SpanUnit::Hour => 1.0 / 8.0,
        SpanUnit::Day => 1.0,
        SpanUnit::Week => 5.0,
        SpanUnit::Month => 20.0,
    };
    rate.amount.hundredths as f64 / days
}
