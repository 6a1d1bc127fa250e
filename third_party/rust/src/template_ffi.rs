// SPDX-License-Identifier: Apache-2.0
//! The chat template half of include/luthier_rust.h. Safety of every function: pointers as that header says.
#![allow(clippy::missing_safety_doc)]
use std::sync::Arc;

use crate::chat_template::{ChatTemplate, Context, Options};
use crate::ffi::{free_handle, guard, leak, reclaim, Bytes, CError, Text};
use crate::sandbox::Sandbox;

pub struct TemplateHandle {
    template: Arc<ChatTemplate>,
    sandbox: Sandbox,
}

pub struct ContextHandle(Arc<Context>);

#[repr(C)]
pub struct COptions {
    num_messages: usize,
    add_generation_prompt: bool,
    now_seconds: i64,
    now_is_utc: bool,
    max_output_bytes: usize,
}

#[repr(C)]
pub struct CRendering {
    text: Bytes,
    marks: *mut usize,
    num_marks: usize,
}

#[no_mangle]
pub unsafe extern "C" fn luthier_template_new(source: Text, out: *mut *mut TemplateHandle, error: *mut CError) -> bool {
    guard(out, error, || {
        let source = source.as_str()?.to_string();
        let sandbox = Sandbox::default();
        let template = Arc::new(sandbox.run(move || ChatTemplate::new(&source))?);
        Ok(Box::into_raw(Box::new(TemplateHandle { template, sandbox })))
    })
}

#[no_mangle]
pub unsafe extern "C" fn luthier_template_free(chat_template: *mut TemplateHandle) {
    free_handle(chat_template);
}

#[no_mangle]
pub unsafe extern "C" fn luthier_template_has_generation(chat_template: *const TemplateHandle) -> bool {
    (*chat_template).template.has_generation()
}

#[no_mangle]
pub unsafe extern "C" fn luthier_context_new(json: Text, out: *mut *mut ContextHandle, error: *mut CError) -> bool {
    guard(out, error, || Ok(Box::into_raw(Box::new(ContextHandle(Arc::new(Context::new(json.as_str()?)?))))))
}

#[no_mangle]
pub unsafe extern "C" fn luthier_context_free(context: *mut ContextHandle) {
    free_handle(context);
}

#[repr(C)]
pub struct CPlaces {
    places: *mut CPlace,
    num_places: usize,
}

#[repr(C)]
pub struct CPlace {
    before: usize,
    after: usize,
    is_prefix: bool,
}

impl From<&COptions> for Options {
    fn from(given: &COptions) -> Self {
        Options {
            num_messages: given.num_messages,
            add_generation_prompt: given.add_generation_prompt,
            now_seconds: given.now_seconds,
            now_is_utc: given.now_is_utc,
            max_output_bytes: given.max_output_bytes,
        }
    }
}

#[no_mangle]
pub unsafe extern "C" fn luthier_template_find_turns(
    chat_template: *const TemplateHandle,
    context: *const ContextHandle,
    options: *const COptions,
    text: Text,
    turns: *const usize,
    num_turns: usize,
    max_bytes: usize,
    out: *mut CPlaces,
    error: *mut CError,
) -> bool {
    guard(out, error, || {
        let (handle, options, text) = (&*chat_template, Options::from(&*options), text.as_str()?.to_string());
        let turns = if num_turns == 0 { vec![] } else { std::slice::from_raw_parts(turns, num_turns).to_vec() };
        let (template, context) = (handle.template.clone(), (*context).0.clone());
        let found = handle.sandbox.run(move || template.find_turns(&context, options, &text, &turns, max_bytes))?;
        let (places, num_places) = leak(found.iter().map(|p| CPlace { before: p.before, after: p.after, is_prefix: p.is_prefix }).collect());
        Ok(CPlaces { places, num_places })
    })
}

#[no_mangle]
pub unsafe extern "C" fn luthier_places_free(places: CPlaces) {
    reclaim(places.places, places.num_places);
}

#[no_mangle]
pub unsafe extern "C" fn luthier_template_render(
    chat_template: *const TemplateHandle,
    context: *const ContextHandle,
    options: *const COptions,
    out: *mut CRendering,
    error: *mut CError,
) -> bool {
    guard(out, error, || {
        let options = Options::from(&*options);
        let handle = &*chat_template;
        let (template, context) = (handle.template.clone(), (*context).0.clone());
        let (text, marks) = handle.sandbox.run(move || template.render(&context, options))?;
        let (marks, num_marks) = leak(marks);
        Ok(CRendering { text: text.into(), marks, num_marks })
    })
}

#[no_mangle]
pub unsafe extern "C" fn luthier_rendering_free(rendering: CRendering) {
    reclaim(rendering.text.data, rendering.text.size);
    reclaim(rendering.marks, rendering.num_marks);
}
