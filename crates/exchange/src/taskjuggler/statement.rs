//! What is a statement: its word, its arguments, what stands in its braces?

use super::token::Token;
use crate::import::Place;

/// A statement such as `depends !first { gaplength 2d }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Statement {
    /// The word that it begins with.
    pub(super) word: String,
    /// The scenario of which alone it is said.
    pub(super) scenario: Option<String>,
    pub(super) arguments: Vec<Argument>,
    /// What stands in its braces.
    pub(super) body: Vec<Statement>,
    /// Whether its word is one of the language.
    pub(super) is_known: bool,
    pub(super) place: Place,
}

/// A word of a statement, with the braces after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Argument {
    pub(super) token: Token,
    pub(super) options: Vec<Statement>,
}

impl Statement {
    /// Its words, without what stands in braces.
    pub(super) fn tokens(&self) -> Vec<&Token> {
        self.arguments
            .iter()
            .map(|argument| &argument.token)
            .collect()
    }

    /// The first of its words that is a text.
    pub(super) fn text(&self) -> Option<&str> {
        self.arguments
            .iter()
            .find_map(|argument| match &argument.token {
                Token::Text(text) => Some(text.as_str()),
                _ => None,
            })
    }

    /// Its first word, if that is a name.
    pub(super) fn name(&self) -> Option<&str> {
        match self.arguments.first().map(|argument| &argument.token) {
            Some(Token::Word(name)) => Some(name),
            _ => None,
        }
    }

    /// Its arguments, parted at commas.
    pub(super) fn parts(&self) -> impl Iterator<Item = &[Argument]> {
        self.arguments
            .split(|argument| argument.token == Token::Sign(','))
            .filter(|part| !part.is_empty())
    }

    /// As it can be written again, on a line; lines inside of texts stay.
    pub(super) fn write(&self, out: &mut String) {
        if let Some(scenario) = &self.scenario {
            out.push_str(scenario);
            out.push(':');
        }
        out.push_str(&self.word);
        write_arguments(&self.arguments, out);
        write_body(&self.body, out);
    }
}

/// Words with what stands in braces after them.
pub(super) fn write_arguments(arguments: &[Argument], out: &mut String) {
    let mut glued = false;
    for argument in arguments {
        let sticks = match &argument.token {
            Token::Sign(',' | ')') => true,
            // `2d` is a number and a unit.
            Token::Word(unit) => {
                glued || (is_unit(unit) && out.ends_with(|c: char| c.is_ascii_digit()))
            }
            _ => glued,
        };
        if !sticks {
            out.push(' ');
        }
        argument.token.write(out);
        glued = matches!(argument.token, Token::Sign('!' | '+' | '('));
        write_body(&argument.options, out);
    }
}

fn write_body(body: &[Statement], out: &mut String) {
    if body.is_empty() {
        return;
    }
    out.push_str(" {");
    for statement in body {
        out.push(' ');
        statement.write(out);
    }
    out.push_str(" }");
}

fn is_unit(word: &str) -> bool {
    matches!(word, "min" | "h" | "d" | "w" | "m" | "y")
}
