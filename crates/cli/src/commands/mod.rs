//! The commands, one file each, and the list of them.

macro_rules! commands {
    ($($(#[$doc:meta])* $variant:ident($file:ident::$args:ident);)*) => {
        $(mod $file;)*

        /// What longpole can do.
        #[derive(Debug, clap::Subcommand)]
        pub(crate) enum Command {
            $($(#[$doc])* $variant($file::$args),)*
        }

        impl Command {
            pub(crate) fn run(
                &self,
                settings: &crate::settings::Settings,
            ) -> Result<crate::error::Outcome, crate::error::CommandError> {
                match self {
                    $(Self::$variant(args) => $file::run(settings, args),)*
                }
            }
        }
    };
}

commands! {
    Init(init::InitArgs);
    Check(check::CheckArgs);
    Schedule(schedule::ScheduleArgs);
    Level(level::LevelArgs);
    Forecast(forecast::ForecastArgs);
    Brief(brief::BriefArgs);
    Team(team::TeamArgs);
    Risks(risks::RisksArgs);
    Decide(decide::DecideArgs);
    Milestones(milestones::MilestonesArgs);
    Why(why::WhyArgs);
    Diff(diff::DiffArgs);
    Status(status::StatusArgs);
    Set(set::SetArgs);
    Baseline(baseline::BaselineArgs);
    Import(import::ImportArgs);
    Export(export::ExportArgs);
    Explain(explain::ExplainArgs);
    Completions(completions::CompletionsArgs);
    Man(man::ManArgs);
}
