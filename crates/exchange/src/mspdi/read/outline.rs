//! Which task is part of which?

use super::file::TaskRow;

/// The place in `tasks` of the task that each is part of, by its outline level: the last one before it with a lower level.
/// Tasks of level 0 (the project itself) and empty rows are nobody's part and have none.
pub(super) fn parents(tasks: &[TaskRow<'_>]) -> Vec<Option<usize>> {
    // Tasks that are open, the outermost first, with their levels.
    let mut open: Vec<(i64, usize)> = Vec::new();
    let mut parents = Vec::with_capacity(tasks.len());
    for (at, task) in tasks.iter().enumerate() {
        if task.fields.null || is_project(task) {
            parents.push(None);
            continue;
        }
        let level = level(task);
        while open.last().is_some_and(|(other, _)| *other >= level) {
            open.pop();
        }
        parents.push(open.last().map(|(_, parent)| *parent));
        open.push((level, at));
    }
    parents
}

/// Whether it is the summary of the whole project, which Project writes as its first task.
pub(super) fn is_project(task: &TaskRow<'_>) -> bool {
    task.fields.outline_level == Some(0) && task.fields.uid == Some(0)
}

/// Its outline level, else that of its outline number (`1.2` lies on level 2), else the first.
fn level(task: &TaskRow<'_>) -> i64 {
    let by_number = || {
        let number = task.fields.outline_number.as_deref()?;
        Some(number.split('.').count() as i64)
    };
    task.fields
        .outline_level
        .or_else(by_number)
        .unwrap_or(1)
        .max(1)
}
