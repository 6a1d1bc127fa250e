// SPDX-License-Identifier: Apache-2.0
//! strftime_now of chat templates, by the C library as in Python's datetime.strftime.
use std::ffi::CString;

/// format applied to seconds since the epoch; None when it cannot be done (NUL in the format, a year out of range, a result over 4 KiB).
pub fn strftime(format: &str, seconds: i64, utc: bool) -> Option<String> {
    if format.is_empty() {
        return Some(String::new());
    }
    let format = CString::new(format).ok()?;
    let seconds = seconds as libc::time_t;
    let mut buffer = [0u8; 4096];
    // Safety: all pointers are to live local values, the buffer's size is given, and tm is filled before it is read.
    let size = unsafe {
        let mut tm: libc::tm = std::mem::zeroed();
        let filled = if utc { libc::gmtime_r(&seconds, &mut tm) } else { libc::localtime_r(&seconds, &mut tm) };
        if filled.is_null() {
            return None;
        }
        libc::strftime(buffer.as_mut_ptr().cast(), buffer.len(), format.as_ptr(), &tm)
    };
    (size > 0).then(|| String::from_utf8_lossy(&buffer[..size]).into_owned())
}

#[cfg(test)]
mod tests {
    use super::strftime;

    #[test]
    fn formats_as_python() {
        assert_eq!(strftime("%d %b %Y", 1_735_689_600, true).as_deref(), Some("01 Jan 2025"));
        assert_eq!(strftime("%Y-%m-%d", 0, true).as_deref(), Some("1970-01-01"));
        assert_eq!(strftime("", 0, true).as_deref(), Some(""));
        assert_eq!(strftime("a\0b", 0, true), None);
        assert_eq!(strftime(&"%c".repeat(1000), 0, true), None);
    }
}
