//! Days and moments.

use std::fmt;

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub struct Date {
    pub year: u16,
    /// From 1.
    pub month: u8,
    /// From 1.
    pub day: u8,
}

impl Date {
    /// Reads `2014-10-01`; a day that the calendar does not have is none.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let date = Self {
            year: number(&text[..4])?,
            month: u8::try_from(number(&text[5..7])?).ok()?,
            day: u8::try_from(number(&text[8..])?).ok()?,
        };
        (1..=12).contains(&date.month).then_some(())?;
        (1..=date.days_in_month()).contains(&date.day).then_some(date)
    }

    fn is_in_leap_year(self) -> bool {
        self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400))
    }

    fn days_in_year(self) -> u64 {
        if self.is_in_leap_year() { 366 } else { 365 }
    }

    fn days_in_month(self) -> u8 {
        match self.month {
            2 if self.is_in_leap_year() => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }
}

fn number(digits: &str) -> Option<u16> {
    digits.bytes().all(|b| b.is_ascii_digit()).then_some(())?;
    digits.parse().ok()
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A date, with a time of day in UTC where one was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    /// The day.
    pub date: Date,
    /// Seconds after midnight, UTC.
    pub seconds: Option<u32>,
}

impl Timestamp {
    /// So many seconds after the beginning of 1970, UTC; none outside the years 1970 to 9999.
    pub fn from_epoch(seconds: u64) -> Option<Self> {
        const DAY: u64 = 86_400;
        let mut days = seconds / DAY;
        let mut date = Date {
            year: 1970,
            month: 1,
            day: 1,
        };
        // Four centuries are a whole number of weeks, so nothing has to be walked far.
        let cycles = days / 146_097;
        days %= 146_097;
        date.year = u16::try_from(cycles.checked_mul(400)?.checked_add(1970)?).ok()?;
        while days >= date.days_in_year() {
            days -= date.days_in_year();
            date.year = date.year.checked_add(1)?;
        }
        while days >= u64::from(date.days_in_month()) {
            days -= u64::from(date.days_in_month());
            date.month += 1;
        }
        date.day = u8::try_from(days + 1).ok()?;
        (date.year <= 9999).then_some(Self {
            date,
            seconds: u32::try_from(seconds % DAY).ok(),
        })
    }

    /// Reads `2014-10-01`, `2014-10-01T19:51Z` or `2014-10-01T19:51:00Z`.
    pub fn parse(text: &str) -> Option<Self> {
        let Some((day, time)) = text.split_once('T') else {
            return Some(Self {
                date: Date::parse(text)?,
                seconds: None,
            });
        };
        let mut parts = time.strip_suffix('Z').unwrap_or(time).split(':');
        let mut next = |below: u16| -> Option<u32> {
            let part = parts.next()?;
            (part.len() == 2).then_some(())?;
            Some(u32::from(number(part).filter(|&value| value < below)?))
        };
        let (hours, minutes) = (next(24)?, next(60)?);
        let seconds = if time.matches(':').count() == 2 {
            next(60)?
        } else {
            0
        };
        if parts.next().is_some() {
            return None;
        }
        Some(Self {
            date: Date::parse(day)?,
            seconds: Some(hours * 3600 + minutes * 60 + seconds),
        })
    }
}

impl fmt::Display for Timestamp {
    /// The form of XML Schema's `dateTime`, in UTC; midnight where no time was given.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.seconds.unwrap_or(0);
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        write!(f, "{}T{hours:02}:{minutes:02}:{:02}Z", self.date, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_of_an_epoch_are_days_of_the_calendar() {
        let at = |seconds| Timestamp::from_epoch(seconds).map(|it| it.to_string());
        assert_eq!(at(0).as_deref(), Some("1970-01-01T00:00:00Z"));
        assert_eq!(at(951_782_400).as_deref(), Some("2000-02-29T00:00:00Z"));
        assert_eq!(at(1_412_121_061).as_deref(), Some("2014-09-30T23:51:01Z"));
        assert_eq!(at(253_402_300_799).as_deref(), Some("9999-12-31T23:59:59Z"));
        assert_eq!(at(253_402_300_800), None);
        assert_eq!(at(u64::MAX), None);
    }

    #[test]
    fn dates_are_checked_against_the_calendar() {
        assert!(Date::parse("2016-02-29").is_some());
        for wrong in [
            "2014-02-29",
            "1900-02-29",
            "2014-13-01",
            "2014-1-01",
            "2014-04-31",
            "é014-1-1",
            "+014-01-01",
        ] {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn timestamps_are_written_in_full() {
        let written = |text| Timestamp::parse(text).map(|t| t.to_string());
        assert_eq!(
            written("2015-10-12T19:51Z").as_deref(),
            Some("2015-10-12T19:51:00Z")
        );
        assert_eq!(
            written("2014-09-20T10:30:05Z").as_deref(),
            Some("2014-09-20T10:30:05Z")
        );
        assert_eq!(written("2014-09-15").as_deref(), Some("2014-09-15T00:00:00Z"));
        for wrong in [
            "2014-09-20T25:00Z",
            "2014-09-20T10:30:05:06Z",
            "2014-09-20T1:30Z",
            "yesterday",
        ] {
            assert_eq!(written(wrong), None, "{wrong}");
        }
    }
}
