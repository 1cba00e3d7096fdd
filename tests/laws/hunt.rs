//! A hunt for texts that break a law, which goes on behind the first: each is cut down and printed.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use plenary::model::View;
use plenary::revision::{Verdict, settle};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngSeed, TestRunner};

use super::decided::{decided, decided_for, decided_in_part, same_in_any_order};
use super::formatted::{formatted, keeps_changes, wrapped};
use super::redlined::{is_both, readings_are_redlined};
use super::settled::read_one_way;
use super::{generate, has_errors, read, redlined_text};

/// A law by name.
pub(crate) type Law<T> = (&'static str, fn(&T) -> Result<(), TestCaseError>);

/// The laws of one text.
pub(crate) const OF_A_TEXT: [Law<String>; 10] = [
    ("read one way", |text| read_one_way(text)),
    ("formatted", |text| formatted(text)),
    ("wrapped at 20", |text| wrapped(text, 20)),
    ("wrapped at 45", |text| wrapped(text, 45)),
    ("changes formatted", |text| keeps_changes(text)),
    ("redlined", |text| readings_are_redlined(text)),
    ("decided", |text| decided(text)),
    ("decided in part", |text| {
        // What is left of a text with errors has them as well.
        prop_assume!(!has_errors(text));
        decided_in_part(text, &some_of(text), false)
    }),
    ("decided in any order", |text| same_in_any_order(text, false)),
    ("decided for a hand", |text| {
        for author in read(text).front.authors {
            for verdict in [Verdict::Accept, Verdict::Reject] {
                decided_for(text, &author.key, verdict)?;
            }
        }
        Ok(())
    }),
];

/// The laws of a redline.
const OF_A_REDLINE: [Law<String>; 2] = [
    ("redline decided in part", |text| {
        decided_in_part(text, &some_of(text), true)
    }),
    ("redline decided in any order", |text| {
        same_in_any_order(text, true)
    }),
];

/// The laws of two texts.
const OF_TWO: [Law<(String, String)>; 1] = [("two redlined", |(one, other)| {
    let one = settle(&read(one), View::Final);
    let other = settle(&read(other), View::Original);
    is_both(&one, &other, false).and_then(|()| is_both(&one, &other, true))
})];

/// So many simpler texts are tried to cut one down.
const MOST_CUTS: u32 = 700;

/// Some choice of a text's changes, the same for the same text.
fn some_of(text: &str) -> Vec<bool> {
    let mut state = text.len() as u64 | 1;
    let next = |_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        state >> 60 & 1 == 1
    };
    (0..64).map(next).collect()
}

/// How a value breaks a law; none where it keeps it.
fn broken<T>(law: &Law<T>, value: &T) -> Option<String> {
    let kept = catch_unwind(AssertUnwindSafe(|| law.1(value)));
    match kept {
        Ok(Ok(()) | Err(TestCaseError::Reject(_))) => None,
        Ok(Err(TestCaseError::Fail(message))) => Some(message.message().to_owned()),
        Err(panic) => Some(match panic.downcast_ref::<String>() {
            Some(message) => message.clone(),
            None => "a panic without words".to_owned(),
        }),
    }
}

/// Tries a law's strategy with new values until the time is over; gives how many broke one.
#[allow(clippy::print_stdout, reason = "each find is told when it is made")]
fn hunt<S: Strategy>(seed: u64, time: Duration, strategy: &S, laws: &[Law<S::Value>]) -> usize {
    let began = Instant::now();
    let value = |at: u64| {
        let mut runner = TestRunner::new(Config {
            rng_seed: RngSeed::Fixed(seed.wrapping_add(at)),
            max_local_rejects: 1_000_000,
            max_global_rejects: 1_000_000,
            failure_persistence: None,
            ..Config::default()
        });
        strategy.new_tree(&mut runner)
    };
    let (mut tried, mut found) = (0, 0);
    while began.elapsed() < time {
        let at = tried;
        tried += 1;
        let Ok(tree) = value(at) else { continue };
        let first = tree.current();
        for law in laws {
            let Some(mut how) = broken(law, &first) else {
                continue;
            };
            found += 1;
            let Ok(mut tree) = value(at) else { continue };
            let mut simpler = tree.simplify();
            for _ in 0..MOST_CUTS {
                if !simpler {
                    break;
                }
                simpler = match broken(law, &tree.current()) {
                    Some(message) => {
                        how = message;
                        tree.simplify()
                    }
                    None => tree.complicate(),
                };
            }
            println!("== {}, value {at}\n{how}\n", law.0);
        }
    }
    println!("== {tried} tried, {found} found");
    found
}

/// Hunts for as long as is asked, and breaks where anything was found.
fn hunted<S: Strategy>(strategy: S, laws: &[Law<S::Value>]) {
    let asked = |name: &str| std::env::var(name).ok().and_then(|value| value.parse().ok());
    let seed = asked("PROPTEST_RNG_SEED").unwrap_or(1);
    let time = Duration::from_secs(asked("LAWS_HUNT").unwrap_or(60));
    std::panic::set_hook(Box::new(|_| {}));
    let found = hunt(seed, time, &strategy, laws);
    assert_eq!(found, 0, "PROPTEST_RNG_SEED={seed}");
}

/// Texts without errors.
fn sound(texts: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    texts.prop_filter("it has errors", |text| !has_errors(text))
}

#[test]
#[ignore = "`scripts/laws --hunt` gives it its time"]
fn hunted_in_scraps() {
    let scraps = prop_oneof![generate::scraps::document(), generate::scraps::changed_forms()];
    hunted(sound(scraps), &OF_A_TEXT);
}

#[test]
#[ignore = "`scripts/laws --hunt` gives it its time"]
fn hunted_among_hands() {
    hunted(sound(generate::hands::document()), &OF_A_TEXT);
}

#[test]
#[ignore = "`scripts/laws --hunt` gives it its time"]
fn hunted_in_redlines() {
    hunted(sound(redlined_text()), &OF_A_TEXT);
}

#[test]
#[ignore = "`scripts/laws --hunt` gives it its time"]
fn hunted_in_decided_redlines() {
    hunted(redlined_text(), &OF_A_REDLINE);
}

#[test]
#[ignore = "`scripts/laws --hunt` gives it its time"]
fn hunted_between_two() {
    hunted((super::sound_text(), super::sound_text()), &OF_TWO);
}
