//! What holds for every table and every plan.

use longpole_model::{Workspace, arbitrary};
use proptest::prelude::*;

use super::super::{csv, xlsx};
use crate::export::{ExportDates, Written};
use crate::import::{Import, ImportError, ReadOptions};

type Read = fn(&[u8], &ReadOptions) -> Result<Import, ImportError>;
type Write = fn(&Workspace, &ExportDates) -> Written;

const FORMATS: [(Read, Write); 2] = [(csv::read, csv::write), (xlsx::read, xlsx::write)];

/// What a table says is written so that it is read again.
#[track_caller]
fn check_fixpoint(first: &Workspace, source: &str) {
    for (read, write) in FORMATS {
        let written = write(first, &ExportDates::new()).bytes;
        let again = read(&written, &ReadOptions::of(source)).unwrap();
        for key in first.keys() {
            let (one, other) = (first.get(&key), again.workspace.get(&key));
            let lines = |entity| {
                format!("{entity:#?}")
                    .lines()
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            };
            let (one, other) = (lines(one), lines(other));
            let differing: Vec<_> = one
                .iter()
                .zip(&other)
                .filter(|(one, other)| one != other)
                .take(5)
                .collect();
            assert!(one == other, "{key}: {differing:#?}");
        }
        assert_eq!(&again.workspace, first);
        assert!(
            write(&again.workspace, &ExportDates::new()).bytes == written,
            "the same bytes"
        );
    }
}

#[test]
fn tables_come_back() {
    let tables = [
        "ID,Task Name,Duration,Predecessors,Assigned To,Team,Colour\n1,Dig,5 days,,Ann Lee,Ground works,brown\n2,Fill,3d,1FS+1d,,,\n3,Done,0 days,\"1; 2SS-50%; 9\",,,green\n",
        "Key,Title,Start,Depends on,Parent,Status,Priority\n-1,=1+1,soon,B,X,Done,High\nB,'x,2026-01-05,\"-1; B\",,Doing,Low\n",
        "Title,Number,Ok,Share,Day,Version,Mixed\na,1.5,true,50%,2026-01-05,1.10,1\nb,-2,false,0.5%,2026-01-06,1.9,x\n",
        "Project,Key,Title,Owner,Start\nPay & Go,1,a,Ann; Bob,2026-01-05 13:30\npay,1,a,\"Lee, Ann\",2026-01-05T00:00\n",
    ];
    for table in tables {
        let first = csv::read(table.as_bytes(), &ReadOptions::of("t")).unwrap();
        check_fixpoint(&first.workspace, "t");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_a_table_holds_of_a_plan_comes_back(workspace in arbitrary::workspace()) {
        for (read, write) in FORMATS {
            let written = write(&workspace, &ExportDates::new());
            let first = read(&written.bytes, &ReadOptions::of("t")).unwrap();
            let items = |workspace: &Workspace| workspace.programs.iter().flat_map(|(id, program)| program.items.keys().map(move |item| (id.clone(), item.clone()))).collect::<Vec<_>>();
            prop_assert_eq!(items(&first.workspace), items(&workspace));
            check_fixpoint(&first.workspace, "t");
        }
    }

    #[test]
    fn whatever_a_text_holds_it_is_a_table_or_an_error(text in "(Key|Title|Start|Duration|Depends on|[a-z0-9/;,.\"'\n%:+ -]{0,6}|,){0,40}") {
        if let Ok(first) = csv::read(text.as_bytes(), &ReadOptions::of("t")) {
            check_fixpoint(&first.workspace, "t");
        }
    }
}
