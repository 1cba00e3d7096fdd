//! The colour space that all colours are meant in: sRGB as a small ICC profile (ISO 15076-1).

/// The parts of a number with sixteen binary places.
fn fixed(value: f64) -> [u8; 4] {
    ((value * 65536.0).round() as i32).to_be_bytes()
}

/// An `XYZType` element (10.31).
fn xyz(values: [f64; 3]) -> Vec<u8> {
    let mut element = b"XYZ \0\0\0\0".to_vec();
    element.extend(values.into_iter().flat_map(fixed));
    element
}

/// A `multiLocalizedUnicodeType` element with one English text (10.15).
fn text(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut element = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0CenUS".to_vec();
    element.extend((units.len() as u32).to_be_bytes());
    element.extend(28_u32.to_be_bytes());
    element.extend(units);
    element
}

/// The transfer curve of sRGB (IEC 61966-2-1), a `parametricCurveType` of the fourth kind (10.18).
fn curve() -> Vec<u8> {
    let mut element = b"para\0\0\0\0\0\x03\0\0".to_vec();
    let parameters = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.04045];
    element.extend(parameters.into_iter().flat_map(fixed));
    element
}

/// The adaptation of D65 to the profile connection space's D50, by Bradford's matrix.
fn adaptation() -> Vec<u8> {
    let mut element = b"sf32\0\0\0\0".to_vec();
    let matrix = [
        1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168,
    ];
    element.extend(matrix.into_iter().flat_map(fixed));
    element
}

/// The profile.
pub(super) fn srgb() -> Vec<u8> {
    let curve = curve();
    let elements: [(&[u8; 4], Vec<u8>); 10] = [
        (b"desc", text("sRGB")),
        (b"cprt", text("No copyright, use freely")),
        (b"wtpt", xyz([0.9642, 1.0, 0.8249])),
        (b"chad", adaptation()),
        (b"rXYZ", xyz([0.43607, 0.22249, 0.01392])),
        (b"gXYZ", xyz([0.38515, 0.71687, 0.09708])),
        (b"bXYZ", xyz([0.14307, 0.06061, 0.71410])),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    let mut table = (elements.len() as u32).to_be_bytes().to_vec();
    let mut data: Vec<u8> = Vec::new();
    let start = 128 + 4 + 12 * elements.len();
    let mut curve_at = None;
    for (tag, element) in &elements {
        // The three curves are one.
        let shared = tag.ends_with(b"TRC");
        let at = match curve_at.filter(|_| shared) {
            Some(at) => at,
            None => {
                let at = start + data.len();
                data.extend_from_slice(element);
                data.resize(data.len().next_multiple_of(4), 0);
                if shared {
                    curve_at = Some(at);
                }
                at
            }
        };
        table.extend_from_slice(*tag);
        table.extend((at as u32).to_be_bytes());
        table.extend((element.len() as u32).to_be_bytes());
    }
    let size = (start + data.len()) as u32;
    let mut profile = Vec::with_capacity(size as usize);
    profile.extend(size.to_be_bytes());
    profile.extend_from_slice(b"\0\0\0\0\x04\x20\0\0mntrRGB XYZ ");
    // A date is asked for; that of the specification's fourth version will do.
    for part in [2001_u16, 12, 1, 0, 0, 0] {
        profile.extend(part.to_be_bytes());
    }
    profile.extend_from_slice(b"acsp");
    profile.resize(68, 0);
    profile.extend([0.9642, 1.0, 0.8249].into_iter().flat_map(fixed));
    profile.resize(128, 0);
    profile.extend(table);
    profile.extend(data);
    profile
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_profile_is_as_long_as_it_says() {
        let profile = super::srgb();
        assert_eq!(
            profile.len() as u32,
            u32::from_be_bytes([profile[0], profile[1], profile[2], profile[3]])
        );
        assert_eq!(&profile[36..40], b"acsp");
    }
}
