//! Where do things that are part of each other lead back to themselves?

/// One of each circle: without its parent, the circle is none.
pub(crate) fn circles(parents: &[Option<usize>]) -> Vec<usize> {
    /// What is known of a way up.
    #[derive(Clone, Copy, PartialEq)]
    enum Way {
        Unknown,
        Walked,
        Ends,
    }
    let mut ways = vec![Way::Unknown; parents.len()];
    let mut circles = Vec::new();
    for start in 0..parents.len() {
        let mut path = Vec::new();
        let mut next = Some(start);
        while let Some(at) = next {
            if ways[at] == Way::Walked {
                // The walk came back to a place of its own.
                circles.extend(path.last().copied());
            }
            if ways[at] != Way::Unknown {
                break;
            }
            ways[at] = Way::Walked;
            path.push(at);
            next = parents[at];
        }
        for at in path {
            ways[at] = Way::Ends;
        }
    }
    circles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_each_circle_is_found() {
        assert_eq!(circles(&[None, Some(0), Some(1)]), [0_usize; 0]);
        assert_eq!(circles(&[Some(0)]), [0]);
        assert_eq!(circles(&[Some(1), Some(2), Some(0), Some(1)]), [2]);
        assert_eq!(circles(&[Some(1), Some(0), Some(3), Some(2)]), [1, 3]);
    }
}
