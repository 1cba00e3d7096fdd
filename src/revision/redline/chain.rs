//! The heaviest chain of links that runs forward on both sides.

/// A possible pairing of two places, and what it is worth.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub(super) old: usize,
    pub(super) new: usize,
    pub(super) weight: i64,
}

/// The links that together weigh most, each further on both sides than the one before it.
///
/// A tree of best chains by their end on the new side makes it n log n.
pub(super) fn heaviest_chain(mut links: Vec<Link>) -> Vec<(usize, usize)> {
    // Links from one old place are tried from the last new place down, so none follows another.
    links.sort_by(|a, b| a.old.cmp(&b.old).then(b.new.cmp(&a.new)));
    let width = links.iter().map(|link| link.new + 1).max().unwrap_or(0);
    let mut best: Vec<Option<(i64, usize)>> = vec![None; width + 1];
    let mut before: Vec<Option<usize>> = Vec::with_capacity(links.len());
    let mut whole: Option<(i64, usize)> = None;
    for (index, link) in links.iter().enumerate() {
        let mut reached: Option<(i64, usize)> = None;
        let mut at = link.new;
        while at > 0 {
            if let Some(candidate) = best[at]
                && reached.is_none_or(|best| candidate.0 > best.0)
            {
                reached = Some(candidate);
            }
            at &= at - 1;
        }
        let weight = reached.map_or(0, |chain| chain.0) + link.weight;
        before.push(reached.map(|chain| chain.1));
        let mut at = link.new + 1;
        while at <= width {
            if best[at].is_none_or(|chain| weight > chain.0) {
                best[at] = Some((weight, index));
            }
            at += at & at.wrapping_neg();
        }
        if whole.is_none_or(|chain| weight > chain.0) {
            whole = Some((weight, index));
        }
    }
    let mut chain = Vec::new();
    let mut at = whole.map(|chain| chain.1);
    while let Some(index) = at {
        chain.push((links[index].old, links[index].new));
        at = before[index];
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weight_beats_number_and_order_is_kept() {
        let link = |old, new, weight| Link { old, new, weight };
        let links = vec![
            link(0, 3, 10),
            link(1, 0, 2),
            link(2, 1, 2),
            link(3, 2, 2),
            link(4, 4, 1),
        ];
        assert_eq!(heaviest_chain(links), [(0, 3), (4, 4)]);
        let same_old = vec![link(0, 0, 1), link(0, 1, 1), link(1, 1, 1)];
        assert_eq!(heaviest_chain(same_old), [(0, 0), (1, 1)]);
        assert_eq!(heaviest_chain(Vec::new()), []);
    }
}
