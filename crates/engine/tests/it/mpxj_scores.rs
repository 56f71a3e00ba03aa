//! How many tasks of the oracle files does MPXJ schedule as the products themselves did? The committed table says what was measured.

use std::ffi::OsString;

use longpole_testkit::{assert_file, files_below, mpxj, shared_data};

#[test]
fn the_table_of_mpxjs_scores_is_what_mpxj_reaches() {
    let Some(folder) = shared_data("oracles") else {
        return;
    };
    let mut arguments: Vec<OsString> = vec!["score".into(), "--csv".into()];
    for extension in ["xml", "xer", "pmxml"] {
        arguments.extend(
            files_below(&folder, extension)
                .into_iter()
                .map(OsString::from),
        );
    }
    if let Some(scores) = mpxj(arguments) {
        assert_file(
            &scores.unwrap(),
            "crates/engine/tests/oracles/mpxj-scores.csv",
        );
    }
}
