//! Web addresses as relationships may hold them: Word calls a file with a bad one damaged.

/// The address with everything percent-encoded that a URI may not have, or nothing where it could
/// not be one (RFC 3986).
pub(super) fn uri(address: &str) -> Option<String> {
    let mut uri = String::with_capacity(address.len());
    for byte in address.trim().bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => uri.push(byte as char),
            b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b'?' | b'#' | b'@' | b'!' | b'$' | b'&' | b'\'' => {
                uri.push(byte as char);
            }
            b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=' | b'%' => uri.push(byte as char),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    is_sound(&uri).then_some(uri)
}

fn is_sound(uri: &str) -> bool {
    let Some((scheme, rest)) = uri.split_once(':') else {
        return !uri.is_empty();
    };
    let scheme_is_sound = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    if !scheme_is_sound {
        return false;
    }
    let Some(rest) = rest.strip_prefix("//") else {
        return !rest.is_empty();
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let (host, port) = host.split_once(':').unwrap_or((host, ""));
    !host.is_empty()
        && host
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-._".contains(c))
        && port.chars().all(|c| c.is_ascii_digit())
        && port.len() <= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_encoded_or_refused() {
        assert_eq!(
            uri("https://itu.int/a b?c=é").as_deref(),
            Some("https://itu.int/a%20b?c=%C3%A9")
        );
        assert_eq!(uri("mailto:sg@itu.int").as_deref(), Some("mailto:sg@itu.int"));
        assert_eq!(uri("annex.pdf#p2").as_deref(), Some("annex.pdf#p2"));
        for wrong in ["", "http://", "http://a:b/", "http://[x", "1x:y", "https://?q"] {
            assert_eq!(uri(wrong), None, "{wrong}");
        }
    }
}
