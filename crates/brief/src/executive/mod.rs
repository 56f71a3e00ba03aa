//! The executive brief: will it land, why or why not, and what is needed of whom by when?
//!
//! Two tiers of one message. The short one is for three minutes on a phone; the long one shows what the short one rests on.

mod headline;
mod short;

pub(crate) use headline::verdict;

use longpole_document::{Block, Document, Inline, Sentence};
use longpole_engine::{Analysis, Insights};
use longpole_model::ProgramId;

use crate::citations::Cite;
use crate::facts::Facts;
use crate::pages::without_work;
use crate::sections;
use crate::since::Since;

/// How long a brief is, and with what it is compared.
#[derive(Debug, Clone, Copy, Default)]
pub struct BriefOptions<'a> {
    /// How much is said.
    pub tier: Tier,
    /// The earlier state with which the present one is compared.
    pub since: Option<&'a Since<'a>>,
}

/// How much a brief says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tier {
    /// At most five points of at most fifteen words, the risks, the ask, and the three worst things.
    Short,
    /// Everything that a sponsor may ask about.
    #[default]
    Long,
}

/// The executive brief of `program`.
pub fn executive_brief(
    analysis: &Analysis,
    insights: &Insights,
    program: &ProgramId,
    options: &BriefOptions<'_>,
) -> Document {
    let Some(facts) = Facts::of(analysis, insights, program) else {
        return without_work(&analysis.scheduled, program);
    };
    let mut cite = Cite::new(&analysis.scheduled);
    let mut document = match options.tier {
        Tier::Short => short::document(&facts, &mut cite, options.since),
        Tier::Long => long(&facts, &mut cite, options.since),
    };
    let since = options
        .since
        .map(|since| Sentence::from(Inline::name(since.name)));
    document.meta = sections::based_on(&facts, &mut cite, since);
    document.push(sections::freshness::footer(&facts, &mut cite));
    cite.finish(document)
}

fn long(facts: &Facts<'_>, cite: &mut Cite<'_>, since: Option<&Since<'_>>) -> Document {
    let mut document = Document::new(&facts.line.name);
    document.subtitle = Some(subtitle(facts));
    document.headline(facts.status(), verdict(facts, cite));
    let parts: [Vec<Block>; 12] = [
        sections::health::blocks(facts, cite),
        sections::leadership_ask::blocks(facts, cite),
        sections::changes::blocks(facts, cite, since),
        sections::finish::blocks(facts, cite),
        sections::milestones::blocks(facts, cite),
        sections::long_pole::blocks(facts, cite),
        sections::contracts::blocks(facts, cite),
        sections::risks::blocks(facts, cite),
        sections::decisions::blocks(facts, cite),
        sections::asks::blocks(facts.analysis, cite, Some(facts.id)),
        sections::contradictions::blocks(facts, cite),
        sections::five_questions::blocks(facts, cite, usize::MAX),
    ];
    document.blocks = parts.concat();
    document.blocks.extend(sections::gaps::block(facts));
    document
}

fn subtitle(facts: &Facts<'_>) -> Sentence {
    let charter = &facts.program.charter;
    let sentence = Sentence::new().text("Executive brief");
    match &charter.sponsor {
        Some(sponsor) => sentence.text(" for ").name(facts.person(sponsor)),
        None => sentence,
    }
}
