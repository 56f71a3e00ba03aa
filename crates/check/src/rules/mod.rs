//! The rules, one line each. A rule is `<name>.rs`, its page `<name>.md`, and a line here.

macro_rules! rules {
    ($($name:ident,)*) => {
        $(mod $name;)*

        /// Every rule, by name.
        pub(crate) static ALL: &[&crate::rule::Rule] = &[$(&$name::RULE,)*];
    };
}

rules! {
    item_without_owner,
}
