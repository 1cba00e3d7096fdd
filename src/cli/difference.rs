//! The lines that two texts differ in, as `diff -u` shows them.

use std::fmt::Write;

/// How many lines are shown about a difference.
const CONTEXT: usize = 3;

/// The difference of two texts; empty where they are the same.
pub(super) fn unified(name: &str, old: &str, new: &str) -> String {
    let (left, right): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let steps = steps(&left, &right);
    let mut text = String::new();
    let mut at = 0;
    while let Some(first) = steps[at..]
        .iter()
        .position(|step| step.sign != ' ')
        .map(|found| at + found)
    {
        let start = first.saturating_sub(CONTEXT).max(at);
        let mut end = first;
        // Differences closer than their contexts are shown together.
        while let Some(next) = steps[end..].iter().position(|step| step.sign != ' ') {
            if next > 2 * CONTEXT && end > first {
                break;
            }
            end += next + 1;
        }
        end = (end + CONTEXT).min(steps.len());
        if text.is_empty() {
            let _ = writeln!(text, "--- {name}\n+++ {name}");
        }
        let hunk = &steps[start..end];
        let count = |other: char| hunk.iter().filter(|step| step.sign != other).count();
        let (from, to) = (hunk[0].old + 1, hunk[0].new + 1);
        let _ = writeln!(text, "@@ -{from},{} +{to},{} @@", count('+'), count('-'));
        for step in hunk {
            let _ = writeln!(text, "{}{}", step.sign, step.line);
        }
        at = end;
    }
    text
}

/// A line that both have (` `), or only the old (`-`) or the new (`+`).
struct Step<'t> {
    sign: char,
    line: &'t str,
    /// The places of the line in both texts.
    old: usize,
    new: usize,
}

fn steps<'t>(left: &[&'t str], right: &[&'t str]) -> Vec<Step<'t>> {
    let head = left.iter().zip(right).take_while(|(a, b)| a == b).count();
    let rest = left.len().min(right.len()) - head;
    let tail = left
        .iter()
        .rev()
        .zip(right.iter().rev())
        .take(rest)
        .take_while(|(a, b)| a == b)
        .count();
    let middle = kept(&left[head..left.len() - tail], &right[head..right.len() - tail]);
    let pairs = (0..head)
        .map(|at| (at, at))
        .chain(middle.into_iter().map(|(i, j)| (i + head, j + head)))
        .chain(
            (0..tail)
                .rev()
                .map(|at| (left.len() - 1 - at, right.len() - 1 - at)),
        )
        .chain([(left.len(), right.len())]);
    let mut steps = Vec::with_capacity(left.len().max(right.len()));
    let (mut i, mut j) = (0, 0);
    for (next_i, next_j) in pairs {
        let gone = (i..next_i).map(|at| (at, j, '-', left[at]));
        let come = (j..next_j).map(|at| (next_i, at, '+', right[at]));
        let same = left.get(next_i).map(|line| (next_i, next_j, ' ', *line));
        steps.extend(gone.chain(come).chain(same).map(|(old, new, sign, line)| Step {
            sign,
            line,
            old,
            new,
        }));
        (i, j) = (next_i + 1, next_j + 1);
    }
    steps
}

/// The longest common sequence of lines; of very long texts none, so that all is shown.
fn kept(left: &[&str], right: &[&str]) -> Vec<(usize, usize)> {
    if left.len().saturating_mul(right.len()) > 16_000_000 {
        return Vec::new();
    }
    let width = right.len() + 1;
    let mut best = vec![0_u32; (left.len() + 1) * width];
    for i in (0..left.len()).rev() {
        for j in (0..right.len()).rev() {
            best[i * width + j] = if left[i] == right[j] {
                best[(i + 1) * width + j + 1] + 1
            } else {
                best[(i + 1) * width + j].max(best[i * width + j + 1])
            };
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < left.len() && j < right.len() {
        if left[i] == right[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn differences_are_shown_with_their_context() {
        let old = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\n";
        let new = old.replace("b\n", "B\n").replace("k\n", "");
        let wanted =
            "--- x\n+++ x\n@@ -1,5 +1,5 @@\n a\n-b\n+B\n c\n d\n e\n@@ -8,5 +8,4 @@\n h\n i\n j\n-k\n l\n";
        assert_eq!(unified("x", old, &new), wanted);
        assert_eq!(unified("x", old, old), "");
    }
}
