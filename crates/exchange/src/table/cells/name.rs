//! What does a cell call a team, a person, a program: a name, an id, or both: `Identity team <ident>`?

use longpole_model::TeamId;

use crate::import::ids::slug;

/// An id and the name for people, where that says more.
pub(in crate::table) fn id_and_name(text: &str) -> Option<(String, Option<String>)> {
    let text = text.trim();
    if let Some((name, id)) = text
        .strip_suffix('>')
        .and_then(|text| text.rsplit_once('<'))
        && is_id(id)
    {
        let name = Some(name.trim().to_owned()).filter(|name| !name.is_empty());
        return Some((id.to_owned(), name));
    }
    let id = slug(text);
    let name = Some(text.to_owned()).filter(|name| *name != id);
    (!id.is_empty()).then_some((id, name))
}

/// An id and its name as a cell.
pub(in crate::table) fn text(id: &str, name: Option<&str>) -> String {
    // What separates names, or ends one, can't stand in one.
    let name = name
        .map(str::trim)
        .filter(|name| !name.is_empty() && !name.contains([';', '\n', '[', '<', '>']));
    let plain = name.unwrap_or(id);
    match id_and_name(plain) {
        Some((read, read_name)) if read == id && read_name.as_deref() == name => plain.to_owned(),
        _ => format!("{} <{id}>", name.unwrap_or_default())
            .trim()
            .to_owned(),
    }
}

/// Whether a text is an id as it stands. All plain ids have the same rules.
fn is_id(text: &str) -> bool {
    TeamId::new(text).is_ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_gives_its_id_and_an_id_may_be_said() {
        let owned = |id: &str, name: Option<&str>| Some((id.to_owned(), name.map(str::to_owned)));
        assert_eq!(
            id_and_name("Identity Team"),
            owned("identity-team", Some("Identity Team"))
        );
        assert_eq!(id_and_name("identity"), owned("identity", None));
        assert_eq!(
            id_and_name("Identity <ident>"),
            owned("ident", Some("Identity"))
        );
        assert_eq!(id_and_name("<Team_A>"), owned("Team_A", None));
        assert_eq!(
            id_and_name("Ann <ann@example.com>"),
            owned("ann-ann-example-com", Some("Ann <ann@example.com>"))
        );
        assert_eq!(id_and_name("???"), None);
    }

    #[test]
    fn the_id_is_written_where_the_name_does_not_give_it() {
        assert_eq!(
            text("identity-team", Some("Identity Team")),
            "Identity Team"
        );
        assert_eq!(text("identity", None), "identity");
        assert_eq!(text("ident", Some("Identity")), "Identity <ident>");
        assert_eq!(text("Team_A", None), "<Team_A>");
        assert_eq!(text("identity", Some("identity")), "identity <identity>");
    }

    proptest! {
        #[test]
        fn an_id_comes_back_with_its_name(id in "[a-zA-Zä0-9_.-]{1,12}", name in proptest::option::of("[a-zA-Z <>;ß-]{1,16}")) {
            prop_assume!(is_id(&id));
            let (again, again_name) = id_and_name(&text(&id, name.as_deref())).unwrap();
            prop_assert_eq!(again, id);
            if let Some(again_name) = again_name {
                prop_assert_eq!(Some(again_name.as_str()), name.as_deref().map(str::trim));
            }
        }
    }
}
