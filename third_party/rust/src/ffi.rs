// SPDX-License-Identifier: Apache-2.0
//! What both halves of the C interface share: bytes, errors, and the wall that no panic crosses.
use std::any::Any;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::sync::Once;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Text {
    pub data: *const u8,
    pub size: usize,
}

impl Text {
    /// # Safety
    /// data points to size bytes that outlive the result.
    pub unsafe fn as_str<'a>(self) -> Result<&'a str, Failure> {
        let bytes = if self.size == 0 { &[][..] } else { std::slice::from_raw_parts(self.data, self.size) };
        std::str::from_utf8(bytes).map_err(|e| Failure::new(format!("text is not valid UTF-8 at byte {}", e.valid_up_to())))
    }
}

#[repr(C)]
pub struct Bytes {
    pub data: *mut u8,
    pub size: usize,
}

impl From<String> for Bytes {
    fn from(text: String) -> Self {
        let (data, size) = leak(text.into_bytes());
        Bytes { data, size }
    }
}

#[repr(C)]
pub struct CError {
    message: Bytes,
    line: usize,
}

/// What went wrong, and in which line of a template (0 = none).
#[derive(Debug)]
pub struct Failure {
    pub message: String,
    pub line: usize,
}

impl Failure {
    pub fn new(message: impl Into<String>) -> Self {
        Failure { message: message.into(), line: 0 }
    }
}

pub fn leak<T>(values: Vec<T>) -> (*mut T, usize) {
    let boxed = values.into_boxed_slice();
    let size = boxed.len();
    (Box::into_raw(boxed) as *mut T, size)
}

/// # Safety
/// data and size come from leak(), once.
pub unsafe fn reclaim<T>(data: *mut T, size: usize) {
    if !data.is_null() {
        drop(Box::from_raw(std::ptr::slice_from_raw_parts_mut(data, size)));
    }
}

pub fn panic_words(payload: Box<dyn Any + Send>) -> String {
    let words = payload.downcast_ref::<&str>().map(|s| s.to_string()).or_else(|| payload.downcast_ref::<String>().cloned());
    format!("internal panic: {}", words.unwrap_or_else(|| "no words".to_string()))
}

/// Runs work; writes its value to out, or what went wrong to error. True on success.
///
/// # Safety
/// out and error are valid for writing.
pub unsafe fn guard<T>(out: *mut T, error: *mut CError, work: impl FnOnce() -> Result<T, Failure>) -> bool {
    static QUIET: Once = Once::new();
    // The words of a panic travel in the error; stderr belongs to the engine's log.
    QUIET.call_once(|| std::panic::set_hook(Box::new(|_| {})));
    let result = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|payload| Err(Failure::new(panic_words(payload))));
    match result {
        Ok(value) => {
            out.write(value);
            true
        }
        Err(failure) => {
            error.write(CError { message: failure.message.into(), line: failure.line });
            false
        }
    }
}

/// # Safety
/// handle comes from Box::into_raw, once, or is null. A panic while dropping must not unwind into C.
pub unsafe fn free_handle<T>(handle: *mut T) {
    if !handle.is_null() {
        let _ = catch_unwind(AssertUnwindSafe(|| drop(Box::from_raw(handle))));
    }
}

/// # Safety
/// bytes come from this library, once.
#[no_mangle]
pub unsafe extern "C" fn luthier_bytes_free(bytes: Bytes) {
    reclaim(bytes.data, bytes.size);
}

/// # Safety
/// error comes from this library, once.
#[no_mangle]
pub unsafe extern "C" fn luthier_error_free(error: CError) {
    reclaim(error.message.data, error.message.size);
}
