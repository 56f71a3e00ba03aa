//! Dates of programs and decisions as the schedule and the forecast have them.

use jiff::civil::Date;
use longpole_model::{DecisionId, EntityKey, EntityKind, Probability, ProgramId};
use longpole_schedule::Subject;

use super::{Context, key};

/// What the critical path test found.
pub(crate) struct Delayed {
    /// By how many working days the finish moved.
    pub(crate) work_days: i64,
    /// The task that was made longer.
    pub(crate) task: EntityKey,
}

impl Context<'_> {
    /// The day before which everything is done and after which everything remains: that of the schedule, else the
    /// charter's, else today.
    pub(crate) fn data_date(&self, program: &ProgramId) -> Date {
        let scheduled = self.timeline.as_ref().and_then(|timeline| {
            let mut programs = timeline.network.programs.iter();
            programs.find(|place| place.program == *program)
        });
        let said = self.charter(program).and_then(|charter| charter.data_date);
        scheduled
            .map(|place| place.data_date)
            .or(said)
            .unwrap_or(self.today)
    }

    /// The odds of the program's target; `None` when nobody can tell.
    pub(crate) fn target_odds(&self, program: &ProgramId) -> Option<Probability> {
        let forecast = self.forecast?.programs.get(program)?;
        let odds = forecast.finish.target.and_then(|odds| odds.share());
        odds.and_then(as_probability)
    }

    /// What would let somebody tell the odds of the program's target.
    pub(crate) fn why_no_odds(&self, program: &ProgramId) -> String {
        let forecast = self
            .forecast
            .and_then(|forecast| forecast.programs.get(program));
        match forecast.map(|forecast| forecast.finish.incomplete.as_slice()) {
            None => "run a forecast".to_owned(),
            Some([]) => "give the program items".to_owned(),
            Some([first, ..]) => format!(
                "say what \"{}\" takes, and what else has no estimate",
                first.subject.id
            ),
        }
    }

    /// The latest day on which deciding moves nothing beyond what is committed: the forecast's, else the schedule's.
    pub(crate) fn last_responsible_day(
        &self,
        program: &ProgramId,
        decision: &DecisionId,
    ) -> Option<Date> {
        let at = key(program, EntityKind::Decision, decision.as_str());
        if let Some(day) = self.last_responsible.get(&at) {
            return Some(*day);
        }
        let timeline = self.timeline.as_ref()?;
        let node = timeline
            .network
            .node(&Subject::decision(program, decision))?;
        let waited_for = !timeline.network.outgoing(node).is_empty();
        waited_for.then(|| timeline.schedule.late_finish[node].finish_date())
    }

    /// Adds working days to an open task on the critical path and says how far the finish moves.
    pub(crate) fn delay_critical_task(&self, program: &ProgramId, days: i64) -> Option<Delayed> {
        let timeline = self.timeline.as_ref()?;
        let moved = timeline.delay_critical_task(program, days)?;
        let subject = &timeline.network.nodes[moved.node].subject;
        Some(Delayed {
            work_days: moved.work_days,
            task: key(&subject.program, EntityKind::Item, subject.id()),
        })
    }

    /// Working minutes from the data date to the finish, and from there to the target.
    pub(crate) fn path_and_slack(&self, program: &ProgramId) -> Option<(i64, i64)> {
        self.timeline.as_ref()?.path_and_slack(program)
    }
}

/// A share as a probability, cut to a millionth.
pub(crate) fn as_probability(share: f64) -> Option<Probability> {
    Probability::millionths((share.clamp(0.0, 1.0) * 1e6) as u32)
}
