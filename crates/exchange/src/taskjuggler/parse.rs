//! Which statements does a project consist of?

use super::characters::Characters;
use super::dates::interval;
use super::grammar::{Scope, Shape, shape};
use super::malformed;
use super::statement::{Argument, Statement};
use super::token::{Token, macro_body, next_token, skip_space};
use crate::import::{ImportError, NoteKind, Notes, Place};

/// Braces may be nested so deep at most, whatever the limits say: what is nested is read by functions that call themselves.
const DEEPEST: usize = 64;

/// Reads statements.
pub(super) struct Parser<'o> {
    characters: Characters<'o>,
    /// The next token, if it was looked at.
    next: Option<(Token, Place)>,
    /// How deep braces may be nested.
    depth: usize,
    /// Properties that the project adds to tasks and resources.
    pub(super) added: Vec<Added>,
}

/// A property that a project adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Added {
    pub(super) scope: Scope,
    pub(super) word: String,
    /// `text`, `number`, `date`, `reference`, `richtext`.
    pub(super) kind: String,
    pub(super) title: String,
}

impl<'o> Parser<'o> {
    pub(super) fn new(characters: Characters<'o>, depth: usize) -> Self {
        Self {
            characters,
            next: None,
            depth: depth.min(DEEPEST),
            added: Vec::new(),
        }
    }

    /// All statements of a project, and what was noted.
    pub(super) fn project(mut self) -> Result<(Vec<Statement>, Vec<Added>, Notes), ImportError> {
        let mut statements = Vec::new();
        while let Some((token, place)) = self.take()? {
            statements.extend(self.statement(Scope::Top, token, place, 0)?);
        }
        Ok((statements, self.added, self.characters.notes))
    }

    fn take(&mut self) -> Result<Option<(Token, Place)>, ImportError> {
        match self.next.take() {
            Some(next) => Ok(Some(next)),
            None => next_token(&mut self.characters),
        }
    }

    fn peek(&mut self) -> Result<Option<&Token>, ImportError> {
        if self.next.is_none() {
            self.next = next_token(&mut self.characters)?;
        }
        Ok(self.next.as_ref().map(|(token, _)| token))
    }

    /// The statement that `token` begins; nothing for one that only says how to go on reading.
    fn statement(
        &mut self,
        scope: Scope,
        token: Token,
        place: Place,
        depth: usize,
    ) -> Result<Option<Statement>, ImportError> {
        if depth > self.depth {
            return Err(too_deep(place, self.depth));
        }
        let (scenario, word) = match token {
            Token::Word(word) => (None, word),
            Token::Scenario(scenario) => match self.take()? {
                Some((Token::Word(word), _)) => (Some(scenario), word),
                _ => {
                    return Err(malformed(
                        place,
                        format!("a property has to follow `{scenario}:`"),
                    ));
                }
            },
            token => {
                let mut shown = String::new();
                token.write(&mut shown);
                let message = format!("`{shown}` stands where a statement has to begin");
                return Err(malformed(place, message));
            }
        };
        match word.as_str() {
            "macro" if scope != Scope::Skipped => {
                self.macro_definition(&place)?;
                return Ok(None);
            }
            "include" if scope != Scope::Skipped => {
                self.include(&place)?;
                return Ok(None);
            }
            _ => {}
        }
        let known = self.shape(scope, &word);
        let mut statement = Statement {
            word,
            scenario,
            arguments: Vec::new(),
            body: Vec::new(),
            is_known: known.is_some(),
            place,
        };
        let shape = known.unwrap_or(Shape {
            least: 0,
            inside: Scope::Skipped,
            is_list: false,
        });
        self.rest_of(&mut statement, shape, scope, depth)?;
        self.added_by(&statement, scope);
        if scope == Scope::Project
            && statement.word == "now"
            && let Some((now, _)) = interval(&statement.tokens())
        {
            self.characters.define("now", &super::dates::date_text(now));
        }
        Ok(Some(statement))
    }

    fn shape(&self, scope: Scope, word: &str) -> Option<Shape> {
        let added = || {
            let is_it = |added: &&Added| added.scope == scope && added.word == word;
            self.added.iter().find(is_it).map(|_| Shape {
                least: 1,
                inside: Scope::Skipped,
                is_list: false,
            })
        };
        shape(scope, word).or_else(added)
    }

    /// Arguments and braces.
    fn rest_of(
        &mut self,
        statement: &mut Statement,
        shape: Shape,
        scope: Scope,
        depth: usize,
    ) -> Result<(), ImportError> {
        // Whether the next word belongs to the statement whatever it is.
        let mut goes_on = false;
        loop {
            let count = statement.arguments.len();
            let Some(token) = self.peek()? else {
                return Ok(());
            };
            match token {
                Token::Sign('{') => {
                    self.take()?;
                    let inside = inside(statement, shape, scope);
                    if statement.word == "project" && scope == Scope::Top {
                        self.define_dates(statement);
                    }
                    let body = self.body(inside, statement, depth + 1)?;
                    match statement.arguments.last_mut() {
                        Some(last) if shape.is_list || scope == Scope::Skipped => {
                            last.options = body;
                        }
                        _ => statement.body = body,
                    }
                    if !matches!(self.peek()?, Some(Token::Sign(','))) {
                        return Ok(());
                    }
                }
                Token::Sign('}') => return Ok(()),
                Token::Word(word) if count >= shape.least && !goes_on => {
                    let word = word.clone();
                    if scope == Scope::Skipped || self.shape(scope, &word).is_some() {
                        return Ok(());
                    }
                    self.argument(statement)?;
                }
                Token::Scenario(_) if count >= shape.least && !goes_on => return Ok(()),
                token => {
                    goes_on = matches!(token, Token::Sign(sign) if !matches!(sign, ')' | '%'));
                    self.argument(statement)?;
                    continue;
                }
            }
            goes_on = false;
        }
    }

    fn argument(&mut self, statement: &mut Statement) -> Result<(), ImportError> {
        if let Some((token, _)) = self.take()? {
            statement.arguments.push(Argument {
                token,
                options: Vec::new(),
            });
        }
        Ok(())
    }

    /// What stands in braces, to their end.
    fn body(
        &mut self,
        scope: Scope,
        of: &Statement,
        depth: usize,
    ) -> Result<Vec<Statement>, ImportError> {
        let mut body = Vec::new();
        loop {
            match self.take()? {
                None => {
                    let message = format!("the file ends within the braces of `{}`", of.word);
                    return Err(malformed(of.place.clone(), message));
                }
                Some((Token::Sign('}'), _)) => return Ok(body),
                Some((token, place)) if scope == Scope::Skipped => {
                    body.push(self.skipped(token, place, depth)?);
                }
                Some((token, place)) => body.extend(self.statement(scope, token, place, depth)?),
            }
        }
    }

    /// Something of which only the braces matter.
    fn skipped(
        &mut self,
        token: Token,
        place: Place,
        depth: usize,
    ) -> Result<Statement, ImportError> {
        if matches!(token, Token::Word(_))
            && let Some(statement) =
                self.statement(Scope::Skipped, token.clone(), place.clone(), depth)?
        {
            return Ok(statement);
        }
        if depth > self.depth {
            return Err(too_deep(place, self.depth));
        }
        let mut statement = Statement {
            word: String::new(),
            scenario: None,
            arguments: Vec::new(),
            body: Vec::new(),
            is_known: true,
            place,
        };
        match token {
            Token::Sign('{') => {
                let head = statement.clone();
                statement.body = self.body(Scope::Skipped, &head, depth + 1)?;
            }
            token => token.write(&mut statement.word),
        }
        Ok(statement)
    }

    fn macro_definition(&mut self, place: &Place) -> Result<(), ImportError> {
        match self.take()? {
            Some((Token::Word(name), _)) => {
                let body = macro_body(&mut self.characters)?;
                self.characters.define(&name, &body);
                Ok(())
            }
            _ => Err(malformed(place.clone(), "a macro has no name")),
        }
    }

    /// Goes on with the included file. Its attributes stand before it, so that nothing of it is read too early.
    fn include(&mut self, place: &Place) -> Result<(), ImportError> {
        let Some((Token::Text(name), _)) = self.take()? else {
            return Err(malformed(place.clone(), "`include` has no file name"));
        };
        skip_space(&mut self.characters)?;
        if self.characters.peek()? == Some('{') {
            self.take()?;
            let head = Statement {
                word: "include".to_owned(),
                scenario: None,
                arguments: Vec::new(),
                body: Vec::new(),
                is_known: true,
                place: place.clone(),
            };
            self.body(Scope::Skipped, &head, 1)?;
            let message = "what an `include` says in braces of where its content belongs has no equivalent here; the content stands where the statement stands";
            self.characters
                .notes
                .add(NoteKind::Changed, "include-options", message, place.clone());
        }
        if !self.characters.include(&name)? {
            let message = format!(
                "the file `{name}` is included and was not given: what stands in it is missing"
            );
            self.characters
                .notes
                .add(NoteKind::Suspicious, "missing-file", message, place.clone());
        }
        Ok(())
    }

    /// Macros that every project has.
    fn define_dates(&mut self, project: &Statement) {
        let tokens = project.tokens();
        if let Some((start, end)) = interval(&tokens) {
            for (name, at) in [
                ("projectstart", start),
                ("projectend", end),
                ("now", start),
                ("today", start),
            ] {
                self.characters.define(name, &super::dates::date_text(at));
            }
        }
    }

    /// `extend task { text Url "URL" }` makes `Url` a word.
    fn added_by(&mut self, statement: &Statement, scope: Scope) {
        if scope != Scope::Project || statement.word != "extend" {
            return;
        }
        let scope = match statement.name() {
            Some("task") => Scope::Task,
            Some("resource") => Scope::Resource,
            _ => return,
        };
        for property in &statement.body {
            if let (Some(word), Some(title)) = (property.name(), property.text()) {
                self.added.push(Added {
                    scope,
                    word: word.to_owned(),
                    kind: property.word.clone(),
                    title: title.to_owned(),
                });
            }
        }
    }
}

/// What stands in the braces of a statement. A supplement goes on with what it names.
fn inside(statement: &Statement, shape: Shape, scope: Scope) -> Scope {
    if statement.word != "supplement" || scope != Scope::Top {
        return shape.inside;
    }
    match statement.name() {
        Some("task") => Scope::Task,
        Some("resource") => Scope::Resource,
        Some("account") => Scope::Account,
        _ => Scope::Skipped,
    }
}

fn too_deep(place: Place, depth: usize) -> ImportError {
    ImportError::Malformed {
        place,
        message: format!("braces are nested more than {depth} deep"),
        hint: Some(
            "a task can be given more tasks from outside: `supplement task a.b { task c … }`"
                .to_owned(),
        ),
    }
}
