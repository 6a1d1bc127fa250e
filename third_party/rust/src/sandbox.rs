// SPDX-License-Identifier: Apache-2.0
//! Foreign code runs on a thread of its own: with a stack that its limits cannot fill, and with somebody waiting who can give up.
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{channel, RecvTimeoutError};
use std::thread::Builder;
use std::time::Duration;

use crate::ffi::{panic_words, Failure};

/// Address space only: pages that are not touched cost nothing.
const STACK_BYTES: usize = 512 << 20;
const MAX_SECONDS: u64 = 10;

#[derive(Default)]
pub struct Sandbox {
    ran_away: AtomicBool,
}

impl Sandbox {
    /// The value of work. Work that ran out of time cannot be stopped: its thread is left behind, and nothing more is run here.
    pub fn run<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T, Failure> + Send + 'static) -> Result<T, Failure> {
        let too_long = || Failure::new(format!("the template takes more than {MAX_SECONDS} seconds"));
        if self.ran_away.load(Ordering::Relaxed) {
            return Err(too_long());
        }
        let (sender, receiver) = channel();
        let guarded = move || {
            let result = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|payload| Err(Failure::new(panic_words(payload))));
            let _ = sender.send(result);
        };
        let spawned = Builder::new().name("chat template".into()).stack_size(STACK_BYTES).spawn(guarded);
        let thread = spawned.map_err(|e| Failure::new(format!("no thread for the template: {e}")))?;
        match receiver.recv_timeout(Duration::from_secs(MAX_SECONDS)) {
            Ok(result) => {
                let _ = thread.join();
                result
            }
            Err(RecvTimeoutError::Disconnected) => Err(Failure::new("the template's thread ended without a result")),
            Err(RecvTimeoutError::Timeout) => {
                self.ran_away.store(true, Ordering::Relaxed);
                Err(too_long())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn returns_values_failures_and_panics() {
        let sandbox = Sandbox::default();
        assert_eq!(sandbox.run(|| Ok(7)).unwrap(), 7);
        assert_eq!(sandbox.run(|| Err::<(), _>(Failure::new("no"))).unwrap_err().message, "no");
        assert!(sandbox.run(|| -> Result<(), Failure> { panic!("boom") }).unwrap_err().message.contains("boom"));
    }
}
