//! What does an element hold: its name, its text, the elements inside it?

use std::borrow::Cow;

/// An element with all that is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Element<'t> {
    /// Its local name.
    pub(crate) name: Cow<'t, str>,
    /// Its attributes, those of namespaces left out.
    pub(crate) attributes: Vec<(String, String)>,
    /// Its text; without the white space between elements where it holds elements.
    pub(crate) text: Cow<'t, str>,
    /// The elements in it, in order.
    pub(crate) children: Vec<Element<'t>>,
    /// The line on which it begins, from 1; 0 when it was not read.
    pub(crate) line: u32,
}

impl<'t> Element<'t> {
    /// An element with text alone.
    pub(crate) fn leaf(name: impl Into<Cow<'t, str>>, text: impl Into<Cow<'t, str>>) -> Self {
        Self {
            name: name.into(),
            attributes: Vec::new(),
            text: text.into(),
            children: Vec::new(),
            line: 0,
        }
    }

    /// An element with elements in it.
    pub(crate) fn parent(name: impl Into<Cow<'t, str>>, children: Vec<Element<'t>>) -> Self {
        Self {
            children,
            ..Self::leaf(name, "")
        }
    }

    /// The first element in it that has this name.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The text of the first element in it that has this name, trimmed; `None` when there is none or it is empty.
    pub(crate) fn text_of(&self, name: &str) -> Option<&str> {
        self.child(name)
            .map(|child| child.text.trim())
            .filter(|text| !text.is_empty())
    }

    /// Whether it says nothing at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty() && self.children.is_empty() && self.attributes.is_empty()
    }

    /// Whether it says that there is no value (`xsi:nil="true"`).
    pub(crate) fn is_nil(&self) -> bool {
        let nil = |(name, value): &(String, String)| {
            name == "nil" && matches!(value.as_str(), "true" | "1")
        };
        self.attributes.iter().any(nil)
    }

    /// The same, without lines: to be compared.
    pub(crate) fn without_lines(mut self) -> Self {
        self.line = 0;
        self.children = self.children.into_iter().map(Self::without_lines).collect();
        self
    }

    /// The same, borrowed from nothing.
    pub(crate) fn into_owned(self) -> Element<'static> {
        Element {
            name: Cow::Owned(self.name.into_owned()),
            attributes: self.attributes,
            text: Cow::Owned(self.text.into_owned()),
            children: self.children.into_iter().map(Self::into_owned).collect(),
            line: self.line,
        }
    }
}
