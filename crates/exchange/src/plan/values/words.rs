//! Words: values of which there are only a few, each with its meaning.

/// Names the words of enums. What is said of each word goes into the reference.
macro_rules! words {
    ($($type:ident $what:literal { $($variant:ident $word:literal $doc:literal;)* })*) => {$(
        impl $crate::plan::read::Value for $type {
            fn read(node: &$crate::plan::tree::Node<'_>, reader: &$crate::plan::read::Reader<'_>) -> Option<Self> {
                match node.text() {
                    $(Some($word) => return Some(Self::$variant),)*
                    Some(text) => $crate::plan::values::unknown_word(text, $what, &[$($word),*], node, reader),
                    None => reader.wrong_type(node, $what),
                }
                None
            }

            fn write(&self) -> $crate::plan::out::Out {
                $crate::plan::out::Out::Plain(match self {
                    $(Self::$variant => $word,)*
                }.to_owned())
            }

            fn shape() -> $crate::plan::shape::Shape {
                $crate::plan::shape::Shape::Words(&[$(($word, $doc)),*])
            }
        }
    )*};
}

pub(crate) use words;
