//! Git's seconds as days of the calendar.

use crate::model::{Date, Timestamp};

/// The time of day and date, in UTC, of seconds since 1970; none before the year 1 or after 9999.
pub(super) fn timestamp(seconds: i64) -> Option<Timestamp> {
    let days = seconds.div_euclid(86_400);
    // Days are counted from 1 March 0000, so that a leap day ends its year (Howard Hinnant's
    // `civil_from_days`).
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Some(Timestamp {
        date: Date {
            year: u16::try_from(year)
                .ok()
                .filter(|year| (1..=9999).contains(year))?,
            month: u8::try_from(month).ok()?,
            day: u8::try_from(day).ok()?,
        },
        seconds: Some(u32::try_from(seconds.rem_euclid(86_400)).ok()?),
    })
}

#[cfg(test)]
mod tests {
    use super::timestamp;

    #[test]
    fn seconds_are_days_of_the_calendar() {
        let written = |seconds| timestamp(seconds).map(|time| time.to_string());
        assert_eq!(written(0).as_deref(), Some("1970-01-01T00:00:00Z"));
        assert_eq!(written(951_782_400).as_deref(), Some("2000-02-29T00:00:00Z"));
        assert_eq!(written(1_413_821_105).as_deref(), Some("2014-10-20T16:05:05Z"));
        assert_eq!(written(-1).as_deref(), Some("1969-12-31T23:59:59Z"));
        assert_eq!(timestamp(i64::MAX), None);
    }
}
