//! Numbers, names and strings as PDF writes them (PDF 32000-1, 7.3).

/// Appends a number with at most three decimals.
pub(super) fn push(out: &mut Vec<u8>, value: f32) {
    let thousandths = (f64::from(value) * 1000.0).round() as i64;
    push_thousandths(out, thousandths);
}

/// Appends a number given in thousandths.
pub(super) fn push_thousandths(out: &mut Vec<u8>, thousandths: i64) {
    if thousandths < 0 {
        out.push(b'-');
    }
    let absolute = thousandths.unsigned_abs();
    push_integer(out, absolute / 1000);
    let rest = absolute % 1000;
    if rest > 0 {
        let digits = [rest / 100, rest / 10 % 10, rest % 10].map(|digit| b'0' + digit as u8);
        let length = 3 - digits.iter().rev().take_while(|digit| **digit == b'0').count();
        out.push(b'.');
        out.extend_from_slice(&digits[..length]);
    }
}

/// Appends a whole number.
pub(super) fn push_integer(out: &mut Vec<u8>, value: u64) {
    if value < 10 {
        out.push(b'0' + value as u8);
        return;
    }
    let mut digits = [0; 20];
    let mut at = digits.len();
    let mut rest = value;
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

/// Appends bytes of a literal string, those escaped that mean something (7.3.4.2).
pub(super) fn push_escaped(out: &mut Vec<u8>, bytes: &[u8]) {
    if !bytes
        .iter()
        .any(|byte| matches!(byte, b'(' | b')' | b'\\' | b'\r'))
    {
        out.extend_from_slice(bytes);
        return;
    }
    for &byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            // A bare carriage return would be read as a line feed.
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.push(byte),
        }
    }
}

/// Appends a text string in hexadecimal UTF-16 (7.9.2.2).
pub(super) fn push_text(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(b"<FEFF");
    for unit in text.encode_utf16() {
        for shift in [12, 8, 4, 0] {
            let digit = (unit >> shift & 0xF) as u8;
            out.push(if digit < 10 {
                b'0' + digit
            } else {
                b'A' + digit - 10
            });
        }
    }
    out.push(b'>');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: f32) -> String {
        let mut out = Vec::new();
        push(&mut out, value);
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!(written(0.0), "0");
        assert_eq!(written(-0.0004), "0");
        assert_eq!(written(12.5), "12.5");
        assert_eq!(written(-595.276), "-595.276");
        assert_eq!(written(0.04), "0.04");
    }

    #[test]
    fn strings_keep_their_bytes() {
        let mut out = Vec::new();
        push_escaped(&mut out, b"a(b)\\\r\n");
        assert_eq!(out, b"a\\(b\\)\\\\\\r\n");
        out.clear();
        push_text(&mut out, "é中𝒳");
        assert_eq!(out, b"<FEFF00E94E2DD835DCB3>");
    }
}
