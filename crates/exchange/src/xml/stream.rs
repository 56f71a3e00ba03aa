//! Which element comes next, and where does it stand?

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::Element;
use crate::import::{ImportError, Place};

/// XML text, element by element.
pub(crate) struct Xml<'t> {
    reader: Reader<&'t [u8]>,
    text: &'t str,
    /// How deep elements may be nested.
    depth: usize,
    /// Elements that are open, the outermost first.
    open: Vec<Cow<'t, str>>,
    /// Up to where lines were counted, and the line there.
    counted: (usize, u32),
    /// The namespace of elements without a prefix, as the first that names one has it.
    namespace: Option<String>,
}

/// The beginning of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Start<'t> {
    /// Its local name.
    pub(crate) name: Cow<'t, str>,
    /// Its attributes, those of namespaces left out.
    pub(crate) attributes: Vec<(String, String)>,
    /// The line on which it begins, from 1.
    pub(crate) line: u32,
    /// Whether there is nothing in it and no end tag.
    empty: bool,
}

/// What comes next on a level.
enum Next<'t> {
    Start(Start<'t>),
    Text(Cow<'t, str>),
    End,
    Eof,
}

impl<'t> Xml<'t> {
    /// Reads `text`, in which elements may be nested `depth` deep.
    pub(crate) fn new(text: &'t str, depth: usize) -> Self {
        Self {
            reader: Reader::from_str(text),
            text,
            depth,
            open: Vec::new(),
            counted: (0, 1),
            namespace: None,
        }
    }

    /// The root element; it is open afterwards. `None` when there is no element.
    pub(crate) fn root(&mut self) -> Result<Option<Start<'t>>, ImportError> {
        loop {
            match self.next()? {
                Next::Start(start) => {
                    self.enter(&start)?;
                    return Ok(Some(start));
                }
                Next::Text(text) if text.trim().is_empty() => {}
                Next::Text(_) => return Err(self.error("there is text before the first element")),
                Next::End => return Err(self.error("an element ends that has not begun")),
                Next::Eof => return Ok(None),
            }
        }
    }

    /// The namespace of the elements without a prefix, as far as was read.
    pub(crate) fn namespace(&self) -> Option<&str> {
        self.namespace.as_deref()
    }

    /// The next element in the one that is open; `None` at the end of that one, which is closed then. It has to be
    /// [entered](Self::enter) or [read](Self::element) next.
    pub(crate) fn next_child(&mut self) -> Result<Option<Start<'t>>, ImportError> {
        if self.open.last().is_some_and(|name| name.is_empty()) {
            self.open.pop();
            return Ok(None);
        }
        loop {
            match self.next()? {
                Next::Start(start) => return Ok(Some(start)),
                Next::Text(_) => {}
                Next::End => {
                    self.open.pop();
                    return Ok(None);
                }
                Next::Eof => return Err(self.ends_within()),
            }
        }
    }

    /// Opens an element, so that [`next_child`](Self::next_child) gives those in it.
    pub(crate) fn enter(&mut self, start: &Start<'t>) -> Result<(), ImportError> {
        if self.open.len() >= self.depth {
            return Err(self.too_deep());
        }
        // An element without an end tag stands on the stack without its name: it ends at once.
        self.open.push(if start.empty {
            Cow::Borrowed("")
        } else {
            start.name.clone()
        });
        Ok(())
    }

    /// All of an element.
    pub(crate) fn element(&mut self, start: Start<'t>) -> Result<Element<'t>, ImportError> {
        let mut path: Vec<Element<'t>> = Vec::new();
        let mut empty = start.empty;
        let mut current = begun(start);
        loop {
            if self.open.len() + path.len() >= self.depth {
                return Err(self.too_deep());
            }
            let ended = empty || {
                match self.next()? {
                    Next::Start(start) => {
                        empty = start.empty;
                        path.push(std::mem::replace(&mut current, begun(start)));
                        continue;
                    }
                    Next::Text(text) => {
                        if current.text.is_empty() {
                            current.text = text;
                        } else {
                            current.text.to_mut().push_str(&text);
                        }
                        false
                    }
                    Next::End => true,
                    Next::Eof => return Err(self.ends_within()),
                }
            };
            if ended {
                empty = false;
                if !current.children.is_empty() && current.text.trim().is_empty() {
                    current.text = Cow::Borrowed("");
                }
                match path.pop() {
                    Some(mut parent) => {
                        parent.children.push(current);
                        current = parent;
                    }
                    None => return Ok(current),
                }
            }
        }
    }

    /// Passes over an element.
    pub(crate) fn skip(&mut self, start: &Start<'t>) -> Result<(), ImportError> {
        let mut inside = usize::from(!start.empty);
        while inside > 0 {
            match self.next()? {
                Next::Start(start) => inside += usize::from(!start.empty),
                Next::Text(_) => {}
                Next::End => inside -= 1,
                Next::Eof => return Err(self.ends_within()),
            }
            if self.open.len() + inside > self.depth {
                return Err(self.too_deep());
            }
        }
        Ok(())
    }

    /// Makes sure that nothing but white space and comments follows the root element.
    pub(crate) fn end(&mut self) -> Result<(), ImportError> {
        loop {
            match self.next()? {
                Next::Eof => return Ok(()),
                Next::Text(text) if text.trim().is_empty() => {}
                Next::Start(_) | Next::Text(_) | Next::End => {
                    return Err(self.error("something follows the end of the document"));
                }
            }
        }
    }

    fn next(&mut self) -> Result<Next<'t>, ImportError> {
        loop {
            let at = self.reader.buffer_position() as usize;
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    let at = self.reader.error_position() as usize;
                    return Err(malformed(self.line(at), error.to_string()));
                }
            };
            return Ok(match event {
                Event::Start(tag) => Next::Start(self.start(&tag, at, false)?),
                Event::Empty(tag) => Next::Start(self.start(&tag, at, true)?),
                Event::End(_) => Next::End,
                Event::Text(text) => Next::Text(with_unix_lines(text.into_inner())),
                Event::CData(text) => Next::Text(with_unix_lines(text.into_inner())),
                Event::GeneralRef(reference) => {
                    let Some(character) = referred(&reference) else {
                        let line = self.line(at);
                        let message =
                            format!("the entity `&{};` is not expanded", shortened(&reference));
                        return Err(malformed(line, message));
                    };
                    Next::Text(Cow::Owned(character.to_string()))
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
                Event::Eof => Next::Eof,
            });
        }
    }

    fn start(
        &mut self,
        tag: &BytesStart<'_>,
        at: usize,
        empty: bool,
    ) -> Result<Start<'t>, ImportError> {
        let line = self.line(at);
        let whole = tag.name();
        let local = whole.local_name();
        let local: &str = local.as_ref();
        // Borrowed from the text itself, where tags stand as `<prefix:name …>`.
        let from = at + 1 + (whole.as_ref().len() - local.len());
        let name = match self.text.get(from..from + local.len()) {
            Some(name) if name == local => Cow::Borrowed(name),
            _ => Cow::Owned(local.to_owned()),
        };
        let mut attributes = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| malformed(line, error.to_string()))?;
            let key: &str = attribute.key.as_ref();
            if key.starts_with("xmlns:") {
                continue;
            }
            let value = attribute
                .normalized_value(XmlVersion::Explicit1_0)
                .map_err(|error| malformed(line, error.to_string()))?;
            if key == "xmlns" {
                self.namespace.get_or_insert_with(|| value.into_owned());
                continue;
            }
            let local = attribute.key.local_name();
            attributes.push((local.as_ref().to_owned(), value.into_owned()));
        }
        Ok(Start {
            name,
            attributes,
            line,
            empty,
        })
    }

    /// The line of a place that lies at or after the last one asked for.
    fn line(&mut self, at: usize) -> u32 {
        let (from, line) = self.counted;
        let between = self.text.as_bytes().get(from..at).unwrap_or_default();
        let newlines = memchr::memchr_iter(b'\n', between).count();
        self.counted = (from.max(at), line.saturating_add(newlines as u32));
        self.counted.1
    }

    fn error(&mut self, message: &str) -> ImportError {
        let line = self.line(self.reader.buffer_position() as usize);
        malformed(line, message.to_owned())
    }

    fn ends_within(&mut self) -> ImportError {
        let message = match self.open.iter().rfind(|name| !name.is_empty()) {
            Some(name) => format!("the file ends within `{name}`: it is cut off"),
            None => "the file ends within an element: it is cut off".to_owned(),
        };
        self.error(&message)
    }

    fn too_deep(&self) -> ImportError {
        ImportError::TooLarge(format!("elements are nested more than {} deep", self.depth))
    }
}

/// The elements of a piece of XML without a root, as [`write_children`](super::write_children) writes them.
pub(crate) fn fragment(text: &str, depth: usize) -> Result<Vec<Element<'static>>, ImportError> {
    let whole = format!("<_>{text}</_>");
    let mut xml = Xml::new(&whole, depth);
    let Some(root) = xml.root()? else {
        return Ok(Vec::new());
    };
    let mut elements = Vec::new();
    debug_assert_eq!(root.name, "_");
    while let Some(start) = xml.next_child()? {
        elements.push(xml.element(start)?.into_owned().without_lines());
    }
    xml.end()?;
    Ok(elements)
}

fn begun(start: Start<'_>) -> Element<'_> {
    Element {
        name: start.name,
        attributes: start.attributes,
        text: Cow::Borrowed(""),
        children: Vec::new(),
        line: start.line,
    }
}

/// The character that a reference stands for, if it is a predefined one or a character's number.
fn referred(reference: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    match reference.as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}

/// Lines that end as XML says they do: with a line feed alone.
fn with_unix_lines(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        text
    }
}

fn malformed(line: u32, message: String) -> ImportError {
    ImportError::Malformed {
        place: Place {
            line: Some(line),
            ..Place::default()
        },
        message,
        hint: None,
    }
}

fn shortened(text: &str) -> &str {
    text.get(..text.floor_char_boundary(40)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> String {
        let mut xml = Xml::new(text, 8);
        let read = || -> Result<String, ImportError> {
            let Some(root) = xml.root()? else {
                return Ok("nothing".to_owned());
            };
            let mut said = format!("{}@{}", root.name, root.line);
            while let Some(start) = xml.next_child()? {
                let element = xml.element(start)?;
                said = [said, shown(&element)].join(" ");
            }
            xml.end()?;
            Ok(said)
        };
        let mut read = read;
        read().unwrap_or_else(|error| error.to_string())
    }

    fn shown(element: &Element<'_>) -> String {
        let inside: Vec<String> = element.children.iter().map(shown).collect();
        format!(
            "{}@{}[{}{}]",
            element.name,
            element.line,
            element.text,
            inside.join(" ")
        )
    }

    #[test]
    fn elements_come_with_their_text_and_line_and_without_prefixes() {
        assert_eq!(
            all(
                "<?xml version='1.0'?>\n<!-- c --><p:R xmlns:p='u'>\n <p:A>1 &amp; &#50;</p:A>\n\n<B><C/>\n<D><![CDATA[<x>]]></D></B><E/></p:R>\n"
            ),
            "R@2 A@3[1 & 2] B@5[C@5[] D@6[<x>]] E@5[]".replace("E@5", "E@6")
        );
        assert_eq!(all("<R/>"), "R@1");
        assert_eq!(all(" \n"), "nothing");
    }

    #[test]
    fn what_is_no_xml_is_refused_with_its_line() {
        assert_eq!(
            all("<R>\n<A>"),
            "line 2: the file ends within `R`: it is cut off"
        );
        assert!(
            all("<R>\n<A></B></R>").starts_with("line 2: ill-formed document"),
            "{}",
            all("<R>\n<A></B></R>")
        );
        assert_eq!(
            all("<R><A>&boom;</A></R>"),
            "line 1: the entity `&boom;` is not expanded"
        );
        assert_eq!(
            all("<R/><R/>"),
            "line 1: something follows the end of the document"
        );
    }

    #[test]
    fn depth_is_limited_without_a_stack() {
        let deep = format!("<R>{}", "<A>".repeat(100_000));
        assert_eq!(all(&deep), "elements are nested more than 8 deep");
    }

    #[test]
    fn a_document_type_is_passed_over() {
        assert_eq!(
            all("<!DOCTYPE R [<!ENTITY a 'b'>]><R><A>1</A></R>"),
            "R@1 A@1[1]"
        );
    }

    #[test]
    fn what_is_skipped_is_not_read() {
        let mut xml = Xml::new("<R><A><B/><C>1</C></A><D/><E>2</E></R>", 8);
        xml.root().unwrap();
        for expected in ["A", "D"] {
            let start = xml.next_child().unwrap().unwrap();
            assert_eq!(start.name, expected);
            xml.skip(&start).unwrap();
        }
        let last = xml.next_child().unwrap().unwrap();
        assert_eq!(xml.element(last).unwrap().text, "2");
        assert_eq!(xml.next_child().unwrap(), None);
    }
}
